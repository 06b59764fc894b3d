"""Finding consultations, and who may read them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Page

from core.locales import written_language
from resources.editions import live_page
from resources.models import Consultation, EditionText, GuidanceIndexPage, GuidanceNotePage
from resources.privacy import is_public_draft, lets_in


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
    drafts = Consultation.objects.select_related("note").annotate(is_public=is_public_draft())
    consultation = drafts.filter(pk=key).first()
    if consultation is None:
        raise Http404
    if not consultation.is_public and not lets_in(
        request, consultation.note, consultation.language
    ):
        raise Http404
    page = live_page(consultation.note, consultation.language)
    return Found(consultation, page, is_private=not consultation.is_public)


def open_consultation(note_uuid: Any, language: str) -> Consultation | None:
    """Return what is open for comment of a note in a language, without its text. One query."""
    return _open().filter(note__uuid=note_uuid, language=language).first()


def open_draft(note_uuid: Any, language: str) -> Consultation | None:
    """Return the same to show to readers: no more once its edition is published. One query."""
    return _drafts().filter(note__uuid=note_uuid, language=language).first()


def open_drafts(index_page: GuidanceIndexPage) -> list[Consultation]:
    """Return the public drafts of a list's notes, be these published or not, the next to end first.

    Each in the list's language, else in the source's. Without their texts. One query.
    """
    language = written_language(index_page)
    uuids = GuidanceNotePage.objects.child_of(index_page).values(
        uuid=Coalesce("alias_of__translation_key", "translation_key")
    )
    drafts = _drafts().filter(is_public_draft(), note__uuid__in=uuids)
    drafts = drafts.filter(language__in={language, settings.LANGUAGE_CODE})
    by_note: dict[int, Consultation] = {}
    for draft in drafts:
        if draft.language == language or draft.note_id not in by_note:
            by_note[draft.note_id] = draft
    return sorted(by_note.values(), key=lambda draft: (draft.closes_on, draft.title))


def _open() -> QuerySet[Consultation]:
    """What comments are taken on, the newest first."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    still_open = Consultation.objects.filter(closed_at=None, closes_on__gte=today)
    return still_open.defer("content").order_by("-opened_at")


def _drafts() -> QuerySet[Consultation]:
    """What is a draft still: its edition is not published in its language."""
    published = EditionText.objects.filter(
        edition__note=OuterRef("note"),
        edition__number=OuterRef("edition_number"),
        language=OuterRef("language"),
    )
    return _open().filter(~Exists(published))


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
