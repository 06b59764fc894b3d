"""Opening a draft for comment, and ending that."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from resources.commenting.finding import open_consultation
from resources.freezing import freeze
from resources.freezing.files import Copies, Originals
from resources.models import Consultation, EditionText, GuidanceNote, GuidanceNotePage
from resources.publishing import note_of


@dataclass(frozen=True)
class Draft:
    """The newest draft of a page, as it would be opened, and what keeps it from that in words."""

    page: GuidanceNotePage
    problems: list[str] = field(default_factory=list)
    # What is open already of the same note in the same language.
    already: Consultation | None = None

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be opened as it is."""
        return bool(self.problems) or self.already is not None


def look_at_draft(page: GuidanceNotePage) -> Draft:
    """Return the newest draft of a page, whether or not it is live."""
    draft: GuidanceNotePage = page.get_latest_revision_as_object()
    frozen = freeze(draft, Originals())
    problems = list(frozen.problems)
    if not frozen.document.sections:
        problems.append(_("The draft has no sections that could be commented on"))
    if _is_published(draft, frozen.document.language):
        problems.append(
            _("Edition %(number)s is published already: give this text the number %(next)s")
            % {"number": draft.edition_number, "next": draft.edition_number + 1}
        )
    already = open_consultation(page.note_uuid, frozen.document.language)
    return Draft(draft, problems, already)


def _is_published(draft: GuidanceNotePage, language: str) -> bool:
    """Whether readers have the edition already whose draft this would be."""
    texts = EditionText.objects.filter(edition__note__uuid=draft.note_uuid, language=language)
    return texts.filter(edition__number=draft.edition_number).exists()


@transaction.atomic
def open_for_comment(
    page: GuidanceNotePage, *, closes_on: date, introduction: str, user: Any
) -> Consultation | None:
    """Freeze the newest draft and let readers comment on it.

    None if another one of the same note is open in the same language: of two
    editors at once the second waits for the first, and finds it.
    """
    draft: GuidanceNotePage = page.get_latest_revision_as_object()
    note = note_of(draft)
    document = freeze(draft, Copies()).document
    if open_consultation(note.uuid, document.language) is not None:
        return None
    consultation = Consultation.objects.create(
        note=note,
        language=document.language,
        edition_number=draft.edition_number,
        title=document.title,
        introduction=introduction,
        content=document.as_data(),
        opened_by=user,
        closes_on=closes_on,
    )
    log(consultation, "resources.comments.open", user=user, data={"until": closes_on.isoformat()})
    return consultation


def lock_note_of(consultation_id: UUID) -> None:
    """Have whoever opens or reopens another draft of the note wait, as `open_for_comment` does."""
    notes = GuidanceNote.objects.select_for_update(of=("self",))
    notes.filter(consultations=consultation_id).first()


def set_end(consultation: Consultation, *, closes_on: date, is_closed: bool) -> None:
    """Give a consultation its last day, and end it now or no longer. Does not save it."""
    consultation.closes_on = closes_on
    if not is_closed:
        consultation.closed_at = None
    elif consultation.closed_at is None:
        consultation.closed_at = timezone.now()
