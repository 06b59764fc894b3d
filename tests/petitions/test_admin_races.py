"""Staff deciding at the same time as each other and as signers."""

from wagtail.models import ModelLogEntry

from core.mail.models import OutgoingMail
from petitions import paper
from petitions.confirming import confirm
from petitions.counting import rows_of
from petitions.models import PaperBatch, PetitionCount, PetitionPage, Signature
from petitions.moderating import invalidate, release, restore
from tests.factories import petition_of
from tests.petitions.crowd import crowd
from tests.petitions.threads import at_once, needs_postgresql, times

pytestmark = needs_postgresql


def stored(page: PetitionPage) -> dict[str, int]:
    """Return the counter in the form in which `rows_of` counts the rows."""
    return PetitionCount.objects.values("people", "organisations", "paper").get(
        pk=petition_of(page).pk
    )


def test_releasing_twice_at_once_mails_and_logs_once(page: PetitionPage) -> None:
    signatures = crowd(petition_of(page), 40, status="quarantined")
    ids = [signature.pk for signature in signatures]
    released = at_once(*times(6, release, ids, None))
    assert sum(released) == 40
    assert OutgoingMail.objects.count() == 40
    assert ModelLogEntry.objects.filter(action="petitions.release").count() == 40
    assert set(Signature.objects.values_list("mails", flat=True)) == {1}


def test_deciding_against_confirming_keeps_the_count_exact(page: PetitionPage) -> None:
    signatures = crowd(petition_of(page), 30)
    ids = [signature.pk for signature in signatures]
    at_once(
        lambda: invalidate(ids, None),
        lambda: [confirm(pk) for pk in ids],
        lambda: restore(ids, None),
        lambda: [confirm(pk) for pk in reversed(ids)],
        lambda: invalidate(reversed(ids), None),
    )
    assert stored(page) == rows_of(petition_of(page).pk)


def test_removing_a_batch_twice_at_once_subtracts_once(page: PetitionPage) -> None:
    petition = petition_of(page)
    batch = PaperBatch(petition=petition, signatures=100, place="Lagos", collected_by="Maya")
    paper.record(batch, None)
    kept = PaperBatch(petition=petition, signatures=5, place="Accra", collected_by="Maya")
    paper.record(kept, None)
    copies = [PaperBatch.objects.get(pk=batch.pk) for _ in range(8)]
    removed = at_once(*[lambda copy=copy: paper.remove(copy, None) for copy in copies])
    assert removed.count(True) == 1
    assert stored(page) == {"people": 0, "organisations": 0, "paper": 5}


def test_two_corrections_at_once_leave_what_was_saved_last(page: PetitionPage) -> None:
    petition = petition_of(page)
    batch = PaperBatch(petition=petition, signatures=100, place="Lagos", collected_by="Maya")
    paper.record(batch, None)
    copies = [PaperBatch.objects.get(pk=batch.pk) for _ in range(8)]
    for number, copy in enumerate(copies, start=1):
        copy.signatures = 100 + number
    at_once(*[lambda copy=copy: paper.change(copy, None) for copy in copies])
    assert stored(page) == rows_of(petition.pk)
