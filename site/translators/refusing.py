"""Refusing to publish what is not whole, before anything happens, in words."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import number_format
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.models import get_edit_url

from translators.publishing import (
    objections_to_translation,
    refusal,
    what_is_missing,
    what_speaks_against,
)
from translators.readiness import translation_into

# So many pages are named in a refusal.
NAMED = 5


def refuse_in_translation_editor(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Answer the button "Publish" of wagtail-localize's editor; None lets it go on."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(instance, TranslatableMixin):
        return None
    translation = translation_into(instance)
    if translation is None or not translation.enabled:
        return None
    reasons = what_is_missing(instance)
    if not reasons:
        reasons = objections_to_translation(translation.source, instance)
    if not reasons:
        return None
    messages.error(request, refusal(instance, reasons))
    return redirect(request.path)


def refuse_in_editor(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Answer the button "Publish" of Wagtail's editor, at once or later. The draft is saved."""
    if not _is_guarded(instance):
        return None
    reasons = what_speaks_against(instance.latest_revision)
    if not reasons:
        return None
    messages.error(request, refusal(instance, reasons))
    return redirect(get_edit_url(instance))


def refuse_to_publish_several(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Answer the attempt to publish ticked pages: all of them go live, or none."""
    pages = [item.specific for item in objects if isinstance(item, Page)]
    if action_type != "publish" or not pages:
        return None
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in list(pages):
            pages += page.get_descendants().not_live().specific()
    refused = {}
    for page in pages:
        reasons = _reasons_against_draft(page)
        if reasons:
            refused[page.pk] = refusal(page, reasons)
    if not refused:
        return None
    for text in list(refused.values())[:NAMED]:
        messages.error(request, text)
    more = len(refused) - NAMED
    if more > 0:
        text = ngettext(
            "The same is true of %(number)s more page.",
            "The same is true of %(number)s more pages.",
            more,
        )
        messages.error(request, text % {"number": number_format(more)})
    return redirect(action.next_url)


def _reasons_against_draft(page: Page) -> list[str]:
    revision = page.get_latest_revision()
    return what_speaks_against(revision) if revision else what_is_missing(page)


def _is_guarded(instance: Any) -> bool:
    return (
        isinstance(instance, DraftStateMixin)
        and isinstance(instance, TranslatableMixin)
        and instance.latest_revision is not None
    )
