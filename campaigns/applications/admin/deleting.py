"""Refusing to delete a form under which people have applied, with the reason and a way out."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from campaigns.models import Application, ApplicationForm, ApplicationFormPage

# So many forms are named in a refusal; further ones behave alike.
NAMED = 5


def forms_in_use(pages: Iterable[Page]) -> list[ApplicationFormPage]:
    """Return the form pages among `pages` and below them under which people have applied.

    An alias may go: the page that it stands for keeps the questions.
    """
    inside = Q()
    for page in pages:
        inside |= Q(path__startswith=page.path)
    if not inside:
        return []
    applications = Application.objects.filter(form__uuid=OuterRef("translation_key"))
    found = ApplicationFormPage.objects.filter(inside, Exists(applications), alias_of__isnull=True)
    return list(found.order_by("path"))


def refuse_to_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer the attempt to delete one page; None lets it go on."""
    # With it may go its translations, for which Wagtail asks nobody.
    pages = {page}
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        for hook in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
            for others in (hook([page], "delete") or {}).values():
                pages.update(others)
    used = forms_in_use(pages)
    if not used:
        return None
    _say_why(request, used, here=page.pk)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_to_delete_several(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Answer the attempt to delete ticked pages; None lets it go on."""
    pages = [item for item in objects if isinstance(item, Page)]
    used = forms_in_use(pages) if action_type == "delete" else []
    if not used:
        return None
    _say_why(request, used)
    return redirect(action.next_url)


def _say_why(
    request: HttpRequest, used: list[ApplicationFormPage], here: int | None = None
) -> None:
    """Tell which form stands in the way, why it stays, and what to do instead."""
    forms = ApplicationForm.objects.filter(uuid__in=[page.translation_key for page in used])
    numbers = dict(forms.annotate(number=Count("applications")).values_list("uuid", "number"))
    for page in used[:NAMED]:
        number = numbers.get(page.translation_key, 0)
        reason = ngettext(
            "“%(title)s” was not deleted: %(number)s application has come in through it and is "
            "kept until its time is over.",
            "“%(title)s” was not deleted: %(number)s applications have come in through it and "
            "are kept until their time is over.",
            number,
        ) % {"title": page.get_admin_display_title(), "number": number_format(number)}
        instead = _(
            "To end it, tick “Closed to new applications” under Options and publish. To take it "
            "off the site, unpublish it. To delete it, erase its applications first."
        )
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        # No button that leads to where the message stands.
        way = [] if page.pk == here else [messages.button(edit_url, _("Edit the form"))]
        messages.error(request, f"{reason} {instead}", way)
    more = len(used) - NAMED
    if more > 0:
        text = ngettext(
            "The same is true of %(number)s more form.",
            "The same is true of %(number)s more forms.",
            more,
        )
        messages.error(request, text % {"number": number_format(more)})
