"""Finding consultations, and who may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from resources.editions import whereabouts
from resources.models import Consultation, EditionText


@dataclass(frozen=True)
class Found:
    """A consultation, and what has become of its note's page."""

    consultation: Consultation
    # The live page in the draft's language, else in the source's.
    page: Page | None
    is_private: bool


def find_consultation(request: HttpRequest, key: UUID) -> Found:
    """Return a consultation that whoever asks may read. Raises Http404.

    A private page's consultation is private too: it is there for those whom
    the page has let in already. Two queries; more for a private one.
    """
    try:
        consultation = Consultation.objects.select_related("note").get(pk=key)
    except Consultation.DoesNotExist as error:
        raise Http404 from error
    there = whereabouts(consultation.note, consultation.language)
    if there.is_private and not _is_let_in(request, consultation):
        raise Http404
    return Found(consultation, there.page, there.is_private)


def _is_let_in(request: HttpRequest, consultation: Consultation) -> bool:
    """Whether every restriction on the note's pages, and above them, accepts the request."""
    pages = list(Page.objects.filter(translation_key=consultation.note.uuid))
    # Without a page nothing says any more whom it would let in.
    return bool(pages) and all(
        restriction.accept_request(request) for page in pages for restriction in _restrictions(page)
    )


def _restrictions(page: Page) -> Iterable[PageViewRestriction]:
    found: Iterable[PageViewRestriction] = page.get_view_restrictions()
    return found


def open_consultation(note_uuid: Any, language: str) -> Consultation | None:
    """Return what is open for comment of a note in a language, without its text. One query."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    still_open = Consultation.objects.filter(closed_at=None, closes_on__gte=today)
    of_the_note = still_open.filter(note__uuid=note_uuid, language=language)
    return of_the_note.defer("content").order_by("-opened_at").first()


def published_edition(consultation: Consultation) -> EditionText | None:
    """Return the edition that came of the draft, in its language, without its text. One query."""
    return (
        EditionText.objects.filter(
            edition__note=consultation.note_id,
            edition__number=consultation.edition_number,
            language=consultation.language,
        )
        .select_related("edition__note")
        .defer("content")
        .order_by("-correction")
        .first()
    )
