"""A note at its page's address: the newest edition in the page's language."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from core.locales import written_language
from resources.editions import newest_text_of
from resources.freezing import freeze
from resources.freezing.files import Originals
from resources.models import Edition, EditionText, GuidanceNote, GuidanceNotePage
from resources.publishing import publish
from resources.views.reading import FULL, SHORT, Reading, reading, reading_context


def note_page(request: HttpRequest, page: GuidanceNotePage, version: str = FULL) -> HttpResponse:
    """Show what readers have had since the last publication."""
    text = newest_text_of(page.note_uuid, written_language(page)) or _publish_now(page)
    if version == SHORT and not text.has_short_version:
        return redirect(page.get_url(request) or "/")
    return _render(request, page, reading(text, version))


def _publish_now(page: GuidanceNotePage) -> EditionText:
    """Make the edition of a page that was put live without Wagtail's publishing."""
    original = page.alias_of.specific if page.alias_of else page
    return cast(EditionText, publish(original))


def preview(request: HttpRequest, page: GuidanceNotePage, version: str) -> HttpResponse:
    """Show a draft as the edition that it would be, with what cannot be shown in words."""
    frozen = freeze(page, Originals())
    note = GuidanceNote(uuid=page.note_uuid, code=page.slug or "preview")
    edition = Edition(
        note=note,
        number=page.edition_number or 1,
        date=page.edition_date or timezone.localdate(),
    )
    text = EditionText(
        edition=edition,
        language=frozen.document.language,
        title=frozen.document.title,
        summary=frozen.document.summary,
        changes=page.edition_changes,
        has_short_version=frozen.document.has_short_version,
    )
    document = frozen.document.shortened() if version == SHORT else frozen.document
    shown = Reading(text, version, [], document)
    return _render(request, page, shown, is_preview=True, problems=frozen.problems)


def _render(
    request: HttpRequest, page: GuidanceNotePage, shown: Reading, **more: object
) -> HttpResponse:
    context = {**reading_context(shown), **more}
    return cast(HttpResponse, page.render(request, context_overrides=context))
