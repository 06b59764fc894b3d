"""What several workers and several people do with one import at once."""

from typing import Any

import pytest
from django.db import OperationalError, transaction

from campaigns.importing import checking, taking
from campaigns.importing.reading import count_rows
from campaigns.importing.working import cancel, take_over, work_on_imports
from campaigns.models import ImportRow, Organisation, OrganisationImport
from tests.factories import OrganisationFactory
from tests.petitions.threads import at_once, needs_postgresql, times

pytestmark: Any = needs_postgresql

TEXT = "name,countries\n" + "".join(f"Organisation {number},KE\n" for number in range(90))


def work() -> None:
    """As a worker does: over and over, for as long as there is something to do."""
    idle = 0
    while idle < 3:
        idle = idle + 1 if work_on_imports() is None else 0


def make() -> OrganisationImport:
    return OrganisationImport.objects.create(
        file_name="list.csv", text=TEXT, rows_in_all=count_rows(TEXT)
    )


def test_four_workers_answer_each_row_once_and_take_it_over_once(monkeypatch: Any) -> None:
    monkeypatch.setattr(checking, "BATCH", 10)
    monkeypatch.setattr(taking, "BATCH", 10)
    made = make()
    at_once(*times(4, work))
    made.refresh_from_db()
    assert (made.state, made.rows_checked) == ("checked", 90)
    assert take_over(made)
    at_once(*times(4, work))
    made.refresh_from_db()
    assert made.state == "done"
    assert Organisation.objects.count() == 90
    assert ImportRow.objects.filter(outcome="new", is_taken=True).count() == 90


def test_of_those_who_decide_at_once_one_has_decided() -> None:
    for _round in range(5):
        made = make()
        work()
        decided = at_once(
            *[lambda made=made: take_over(made)] * 3, *[lambda made=made: cancel(made)] * 3
        )
        assert sum(decided) == 1
        work()
        made.refresh_from_db()
        assert made.state in ("done", "cancelled")
        assert Organisation.objects.exists() is (made.state == "done")
        Organisation.objects.all().delete()


def test_two_imports_at_once_make_no_organisation_twice(monkeypatch: Any) -> None:
    monkeypatch.setattr(taking, "BATCH", 5)
    # Each has its own address, but the same name.
    others = TEXT.replace("Organisation ", "Organisation e.V. ")
    made = [make(), make()]
    OrganisationImport.objects.filter(pk=made[1].pk).update(text=others)
    work()
    for one in made:
        assert take_over(one)
    at_once(*times(4, work))
    assert set(OrganisationImport.objects.values_list("state", flat=True)) == {"done"}
    assert Organisation.objects.count() == 90
    assert made[1].rows.filter(outcome="refused").count() == 90


def test_an_organisation_that_is_taken_over_is_nobody_elses_meanwhile(monkeypatch: Any) -> None:
    organisation = OrganisationFactory(name="Haven", slug="haven")
    made = OrganisationImport.objects.create(
        file_name="list.csv", text="name,summary\nHaven,New.\n", rows_in_all=1
    )
    work()
    assert take_over(made)
    attempts = []

    def grab() -> None:
        with transaction.atomic(), pytest.raises(OperationalError):
            Organisation.objects.select_for_update(nowait=True).get(pk=organisation.pk)
        attempts.append("refused")

    change = taking._change

    def change_while_somebody_else_saves(*args: Any) -> None:
        at_once(grab)
        change(*args)

    monkeypatch.setattr(taking, "_change", change_while_somebody_else_saves)
    work()
    assert attempts == ["refused"]
    organisation.refresh_from_db()
    assert organisation.summary == "New."
