"""Telling editors in time what would keep a note from being published, and what publishing did."""

from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.wagtail_hooks import before_edit_page

from core.locales import written_language
from resources.blocks.mending import faults_of
from resources.editions import newest_text_of
from resources.freezing import freeze
from resources.freezing.files import Originals
from resources.models import EditionPdf, EditionText, GuidanceNotePage
from resources.publishing import objections
from translators.publishing import in_one_sentence
from translators.readiness import translation_into

# Where the text that readers had waits between two hooks of one request.
_WAITING = "_text_before_publication"


def tell_after_saving(request: HttpRequest, page: Page) -> None:
    """Say what would keep the draft from being published: now there is time to mend it."""
    # A page that is saved every few seconds would pile up messages.
    if not isinstance(page, GuidanceNotePage) or _is_autosave(request):
        return
    if "action-publish" in request.POST:
        return
    reasons = objections(page)
    if reasons:
        text = _("This draft cannot be published yet. %(reasons)s.")
        messages.warning(request, text % {"reasons": in_one_sentence(reasons)})


def tell_what_cannot_be_read(request: HttpRequest, page: Page) -> None:
    """Say, when the editor is opened, what of the stored text it cannot show."""
    if request.method != "GET" or not isinstance(page, GuidanceNotePage):
        return
    if any(faults_of(stream) for stream in (page.body, page.annexes, page.authors)):
        text = _(
            "%(reasons)s. It is left out below, and gone once you save: "
            "look at these places first. The page’s history keeps what was there."
        )
        problems = freeze(page, Originals()).problems
        messages.warning(request, text % {"reasons": in_one_sentence(problems)})


def look_before_publication(request: HttpRequest, page: Page) -> None:
    """Remember what readers have, to tell whether publication makes something new."""
    if isinstance(page, GuidanceNotePage):
        setattr(request, _WAITING, _text_of(page))


def tell_after_publication(request: HttpRequest, page: Page) -> None:
    """Say which edition was made, and where it is."""
    if isinstance(page, GuidanceNotePage):
        _tell(request, page, getattr(request, _WAITING, None))


def tell_in_translation_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say the same when wagtail-localize's editor has published: it calls no hook afterwards.

    Its own hook, which is the editor, is called here; None where there is nothing to tell.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    page = page.specific
    if not isinstance(page, GuidanceNotePage):
        return None
    translated = translation_into(page)
    if translated is None or not translated.enabled:
        return None
    before = _text_of(page)
    response: HttpResponse = before_edit_page(request, page)
    # It publishes when what it has written is committed.
    transaction.on_commit(partial(_tell, request, page, before))
    return response


def _text_of(page: GuidanceNotePage) -> EditionText | None:
    return newest_text_of(page.note_uuid, written_language(page))


def _tell(request: HttpRequest, page: GuidanceNotePage, before: EditionText | None) -> None:
    text = _text_of(page)
    if text is None or text == before or _is_autosave(request):
        return
    with translation.override(text.language):
        path = reverse("resources:edition", args=[text.edition.note.code, text.label])
    if text.pdfs.exclude(status=EditionPdf.Status.READY).exists():
        said = _("Edition {label} is published at {address}; its PDFs are being made.")
    else:
        said = _("Edition {label} is published at {address}, where it stays as it is.")
    link = format_html('<a href="{0}">{0}</a>', path)
    messages.success(request, format_html(said, label=text.label, address=link))


def _is_autosave(request: Any) -> bool:
    return not request.accepts("text/html")
