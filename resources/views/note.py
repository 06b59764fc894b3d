"""A note at its page's address: the newest edition in the page's language."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.locales import written_language
from resources.editions import newest_text_of
from resources.finding.related import related_notes, related_pages
from resources.freezing import freeze
from resources.freezing.files import Originals
from resources.models import Edition, EditionText, GuidanceNote, GuidanceNotePage
from resources.privacy import lets_in
from resources.publishing import date_of_next, newest_edition, objections, publish
from resources.views.reading import FULL, SHORT, Reading, reading, reading_context


def note_page(request: HttpRequest, page: GuidanceNotePage, version: str = FULL) -> HttpResponse:
    """Show what readers have had since the last publication."""
    text = newest_text_of(page.note_uuid, written_language(page)) or _publish_now(page)
    if (
        text is not None
        and text.is_private
        and not lets_in(request, text.edition.note, text.language)
    ):
        # The page itself may be public: it is its source that is not.
        raise Http404
    if text is None:
        return _render(request, page, _as_it_would_be(page, version)[0])
    if version == SHORT and not text.has_short_version:
        return redirect(page.get_url(request) or "/")
    return _render(
        request,
        page,
        reading(text, version),
        related_notes=related_notes(page),
        related_pages=related_pages(page),
    )


def _publish_now(page: GuidanceNotePage) -> EditionText | None:
    """Make the edition of a page that was put live without Wagtail's publishing.

    None where that would have been refused: what is broken is shown, and kept by no edition.
    """
    original = page.alias_of.specific if page.alias_of else page
    return None if objections(original) else publish(original)


def preview(request: HttpRequest, page: GuidanceNotePage, version: str) -> HttpResponse:
    """Show a draft as the edition that it would be, with what cannot be shown in words."""
    shown, problems = _as_it_would_be(page, version)
    return _render(request, page, shown, is_preview=True, problems=problems)


def _as_it_would_be(page: GuidanceNotePage, version: str) -> tuple[Reading, list[str]]:
    """Return an edition that nothing is kept of, and what cannot be shown of the page."""
    frozen = freeze(page, Originals())
    newest = newest_edition(page.note_uuid)
    note = newest.note if newest else GuidanceNote(uuid=page.note_uuid, code="preview")
    edition = Edition(note=note, number=page.edition_number or 1, date=date_of_next(page, newest))
    text = EditionText(
        edition=edition,
        language=frozen.document.language,
        title=frozen.document.title,
        summary=frozen.document.summary,
        changes=page.edition_changes,
        has_short_version=frozen.document.has_short_version,
    )
    document = frozen.document.shortened() if version == SHORT else frozen.document
    return Reading(text, version, [], document), frozen.problems


def _render(
    request: HttpRequest, page: GuidanceNotePage, shown: Reading, **more: object
) -> HttpResponse:
    context = {**reading_context(shown), **more}
    return cast(HttpResponse, page.render(request, context_overrides=context))
