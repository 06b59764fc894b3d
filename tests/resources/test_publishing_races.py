"""What several publish at once: each edition, each code and each file is there once."""

from functools import partial
from uuid import uuid4

from django.db import transaction
from wagtail.models import Revision

from resources.freezing.files import keep
from resources.models import (
    Edition,
    EditionFile,
    EditionPdf,
    EditionText,
    GuidanceNotePage,
)
from resources.publishing import note_of
from tests.petitions.threads import at_once, needs_postgresql, times

pytestmark = needs_postgresql


def publish_version(key: int) -> None:
    Revision.objects.get(pk=key).publish()


def test_a_version_published_by_six_at_once_is_one_edition(note: GuidanceNotePage) -> None:
    """The button pressed by two editors, and the schedule, which does not know of either."""
    for number in (2, 3, 4):
        note.edition_number = number
        note.edition_changes = f"What edition {number} changes."
        version = note.save_revision()
        at_once(*times(6, publish_version, version.pk))
        note.refresh_from_db()
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert EditionText.objects.count() == 4
    versions = EditionPdf.objects.values_list("text__edition__number", "version")
    assert sorted(versions) == sorted({*versions})


def test_notes_that_are_named_alike_have_codes_of_their_own(db: object) -> None:
    """Their first editions come out at the same moment."""
    take_code = transaction.atomic(note_of)
    for name in ("pictures", "events", "letters", "interviews", "archives"):
        pages = [GuidanceNotePage(slug=name, translation_key=uuid4()) for _number in range(6)]
        notes = at_once(*(partial(take_code, page) for page in pages))
        assert [note.uuid for note in notes] == [page.translation_key for page in pages]
        assert {note.code for note in notes} == {name, *(f"{name}-{n}" for n in range(2, 7))}


def test_a_file_that_several_editions_keep_at_once_is_kept_once(db: object) -> None:
    for number in range(10):
        content = f"Checklist {number}".encode()
        kept = at_once(*times(8, keep, content, "checklist.txt"))
        assert len(set(kept)) == 1
        file = EditionFile.objects.get(pk=kept[0].sha256)
        with file.file.open("rb") as opened:
            assert opened.read() == content
    assert EditionFile.objects.count() == 10
