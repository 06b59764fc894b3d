"""Steps of the ladder that were reached: recorded once, however the count moves."""

from typing import Any

from petitions.confirming import confirm
from petitions.counting import add_to_count, reconcile, rows_of
from petitions.models import Milestone, Petition, PetitionCount, PetitionPage
from petitions.withdrawing import withdraw
from tests.factories import SignatureFactory, petition_of
from tests.petitions.crowd import crowd


def reached(page: PetitionPage) -> list[int]:
    """Return the steps that are recorded for a page's petition."""
    return list(petition_of(page).milestones.values_list("threshold", flat=True))


def with_goals(page: PetitionPage, *goals: int) -> Petition:
    """Publish the page with other goals."""
    page.goals = list(goals)
    page.save_revision().publish()
    return petition_of(page)


def test_a_step_is_recorded_when_it_is_reached_and_not_before(page: PetitionPage) -> None:
    petition = with_goals(page, 2, 3)
    for row, steps in zip(crowd(petition, 3), [[], [2], [2, 3]], strict=True):
        confirm(row.pk)
        assert reached(page) == steps


def test_a_count_that_falls_and_rises_again_records_nothing_twice(page: PetitionPage) -> None:
    petition = with_goals(page, 2, 3)
    first, second, third = crowd(petition, 3)
    for row in (first, second):
        confirm(row.pk)
    when = Milestone.objects.get().reached_at
    withdraw(second.pk)
    # Publication and the nightly repair look the next step up anew, from the lower count.
    page.save_revision().publish()
    PetitionCount.objects.update(people=7)
    assert reconcile(petition.pk) == {"people": (7, 1)}
    confirm(third.pk)
    assert reached(page) == [2]
    assert Milestone.objects.get().reached_at == when


def test_one_addition_may_pass_several_steps(page: PetitionPage) -> None:
    """A batch on paper, for example."""
    petition = with_goals(page, 10, 20, 50)
    add_to_count(petition.pk, paper=1000)
    assert reached(page) == [10, 20, 50, 100, 200, 500, 1000]
    assert petition_of(page).count.next_milestone == 2000


def test_goals_that_were_passed_before_they_were_set_are_not_announced(page: PetitionPage) -> None:
    petition = petition_of(page)
    crowd(petition, 40, status="confirmed")
    with_goals(page, 10, 41, 60)
    confirm(crowd(petition, 1, tag="next")[0].pk)
    assert reached(page) == [41]


def test_each_petition_has_milestones_of_its_own(page: PetitionPage, petition_index: Any) -> None:
    from tests.factories import PetitionPageFactory

    other = PetitionPageFactory(parent=petition_index, goals=[1])
    with_goals(page, 1)
    confirm(SignatureFactory(petition=petition_of(other)).pk)
    assert (reached(page), reached(other)) == ([], [1])


def test_reconciling_says_what_it_repaired_and_leaves_what_is_right(page: PetitionPage) -> None:
    petition = petition_of(page)
    crowd(petition, 5, status="confirmed")
    SignatureFactory(
        petition=petition, kind="organisation", organisation_name="Guild", status="confirmed"
    )
    assert reconcile(petition.pk) == {}
    PetitionCount.objects.update(people=50, organisations=0, paper=3)
    wrong = reconcile(petition.pk)
    assert wrong == {"people": (50, 5), "organisations": (0, 1), "paper": (3, 0)}
    assert rows_of(petition.pk) == {"people": 5, "organisations": 1, "paper": 0}
    assert petition_of(page).count.total == 6
    assert reconcile(petition.pk) == {}
