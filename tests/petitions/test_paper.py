"""Signatures on paper: the batches and the count agree."""

import pytest
from wagtail.models import ModelLogEntry

from petitions import paper
from petitions.models import Milestone, PaperBatch, PetitionCount, PetitionPage
from tests.factories import PetitionPageFactory, petition_of
from users.models import User


def batch_of(page: PetitionPage, number: int) -> PaperBatch:
    """Return an unsaved batch."""
    return PaperBatch(
        petition=petition_of(page), signatures=number, place="Lagos book fair", collected_by="Maya"
    )


def on_paper(page: PetitionPage) -> int:
    """Return the part of the count that is on paper."""
    return petition_of(page).count.paper


def test_recording_changing_and_removing_move_the_count(page: PetitionPage, admin: User) -> None:
    batch = paper.record(batch_of(page, 120), admin)
    paper.record(batch_of(page, 30), admin)
    assert on_paper(page) == 150
    batch.refresh_from_db()
    assert batch.entered_by == admin
    batch.signatures = 100
    paper.change(batch, admin)
    assert on_paper(page) == 130
    assert paper.remove(batch, admin)
    assert on_paper(page) == 30
    assert not paper.remove(batch, admin)
    assert on_paper(page) == 30


def test_the_difference_is_taken_from_what_is_stored(page: PetitionPage, admin: User) -> None:
    batch = paper.record(batch_of(page, 100), admin)
    first, second = PaperBatch.objects.get(pk=batch.pk), PaperBatch.objects.get(pk=batch.pk)
    first.signatures, second.signatures = 110, 120
    paper.change(first, admin)
    paper.change(second, admin)
    assert on_paper(page) == 120


def test_a_batch_can_be_moved_to_another_petition(page: PetitionPage, admin: User) -> None:
    other = PetitionPageFactory(parent=page.get_parent())
    batch = paper.record(batch_of(page, 100), admin)
    batch.petition, batch.signatures = petition_of(other), 40
    paper.change(batch, admin)
    assert (on_paper(page), on_paper(other)) == (0, 40)


def test_changing_what_is_gone_changes_nothing(page: PetitionPage, admin: User) -> None:
    batch = paper.record(batch_of(page, 100), admin)
    stale = PaperBatch.objects.get(pk=batch.pk)
    paper.remove(batch, admin)
    with pytest.raises(PaperBatch.DoesNotExist):
        paper.change(stale, admin)
    assert on_paper(page) == 0


def test_a_counter_that_was_wrong_never_falls_below_zero(page: PetitionPage, admin: User) -> None:
    batch = paper.record(batch_of(page, 100), admin)
    paper.record(batch_of(page, 7), admin)
    PetitionCount.objects.update(paper=10)
    paper.remove(batch, admin)
    assert on_paper(page) == 7


def test_paper_reaches_milestones(page: PetitionPage, admin: User) -> None:
    paper.record(batch_of(page, 1200), admin)
    assert list(Milestone.objects.values_list("threshold", flat=True)) == [1000]


def test_everything_is_logged(page: PetitionPage, admin: User) -> None:
    batch = paper.record(batch_of(page, 100), admin)
    batch.signatures = 1500
    paper.change(batch, admin)
    paper.remove(batch, admin)
    entries = ModelLogEntry.objects.filter(action__startswith="petitions.paper").order_by("id")
    assert [entry.user for entry in entries] == [admin] * 3
    assert [str(entry.message) for entry in entries] == [
        "100 signatures on paper entered",
        "Signatures on paper changed from 100 to 1,500",
        "1,500 signatures on paper removed",
    ]
