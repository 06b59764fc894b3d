"""A clock is an hour off: that of a worker, that of a web process, or all of them at once.

What is due, and who holds it, is told by the database's clock alone, which every process asks.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.mail.results import CLAIM_TIME, LONGEST_WAIT
from core.public_forms import make_stamp
from petitions.models import PetitionPage, Signature
from tests.faults.dying import Dying, dying
from tests.faults.provider import Answer, Provider, provider
from tests.faults.site import (
    assert_each_has_a_mail,
    assert_rows_are_count,
    committed,
    confirm,
    environment,
    let_time_pass,
    sign,
)

pytestmark = [committed, pytest.mark.one_database]

HOUR = 3600
# PostgreSQL's driver begins a transaction by itself.
BEGIN = ["BEGIN"] if connection.vendor == "sqlite" else []
SIGNERS = ["ana@example.org", "eva@example.org"]


@pytest.fixture(scope="module")
def started() -> Iterator[Provider]:
    with provider() as found:
        yield found


@pytest.fixture
def running(started: Provider) -> Provider:
    """A provider that has taken nothing yet."""
    started.calls = 0
    started.mails.clear()
    started.answers.clear()
    return started


@pytest.fixture(scope="module", params=[HOUR, -HOUR], ids=["ahead", "behind"])
def off(request: Any, started: Provider, django_db_setup: None, tmp_path_factory: Any) -> Any:
    """Processes whose clock is an hour ahead of the database's, or behind it."""
    clock = {"CLOCK_OFF": str(request.param)}
    data = tmp_path_factory.mktemp("off")
    with dying(environment(data, **clock, **started.environment)) as processes:
        yield processes


@pytest.fixture(scope="module")
def right(started: Provider, django_db_setup: None, tmp_path_factory: Any) -> Iterator[Dying]:
    """Processes whose clock is right."""
    data = tmp_path_factory.mktemp("right")
    with dying(environment(data, **started.environment)) as processes:
        yield processes


def assert_all_is_well(page: PetitionPage, running: Provider) -> None:
    """Assert that each was mailed once, and that what came is good."""
    assert running.times_mailed() == dict.fromkeys(SIGNERS, 1)
    confirm(running.links().values())
    assert_each_has_a_mail(SIGNERS)
    assert_rows_are_count(page, len(SIGNERS))


@pytest.mark.both_databases
def test_a_worker_with_another_clock_sends_at_once(
    page: PetitionPage, form_data: dict[str, str], off: Dying, running: Provider
) -> None:
    sign(page, form_data, *SIGNERS)
    off.do("send")
    assert_all_is_well(page, running)


@pytest.mark.both_databases
def test_what_was_signed_by_another_clock_is_sent_at_once(
    page: PetitionPage, form_data: dict[str, str], off: Dying, right: Dying, running: Provider
) -> None:
    """Its links are good too: whoever confirms may do it before they have signed."""
    for address in SIGNERS:
        off.do("post", path=page.url, form={**form_data, "email": address})
    signed = Signature.objects.latest("created_at").created_at
    assert abs(signed - timezone.now()) > timedelta(minutes=50)
    right.do("send")
    assert_all_is_well(page, running)


@pytest.mark.both_databases
def test_workers_with_different_clocks_do_not_take_each_others_mails(
    page: PetitionPage, form_data: dict[str, str], off: Dying, right: Dying, running: Provider
) -> None:
    """One dies with a batch in hand: the others wait as long as ever, neither less nor more."""
    for first, second in ((off, right), (right, off)):
        OutgoingMail.objects.all().delete()
        Signature.objects.all().delete()
        running.mails.clear()
        sign(page, form_data, *SIGNERS)
        # Who signs again; what is due first, and what goes out with it; the claim.
        claiming = ["SELECT", *BEGIN, "SELECT", "SELECT", "UPDATE", "COMMIT"]
        died = first.do("send", die_at=len(claiming) + 1)
        assert died.steps[:-1] == claiming
        second.do("send")
        assert running.mails == []
        [until] = {*OutgoingMail.objects.values_list("claimed_until", flat=True)}
        assert timedelta() < until - timezone.now() <= CLAIM_TIME
        let_time_pass()
        second.do("send")
        assert running.times_mailed() == dict.fromkeys(SIGNERS, 1)
    assert_all_is_well(page, running)


@pytest.mark.both_databases
def test_what_has_failed_waits_as_long_as_ever(
    page: PetitionPage, form_data: dict[str, str], off: Dying, right: Dying, running: Provider
) -> None:
    sign(page, form_data, *SIGNERS)
    running.answers.append(Answer(500))
    off.do("send")
    for due in OutgoingMail.objects.values_list("not_before", flat=True):
        assert timedelta() < due - timezone.now() <= timedelta(minutes=1)
    right.do("send")
    assert running.calls == 1
    let_time_pass()
    off.do("send")
    assert_all_is_well(page, running)


@pytest.mark.both_databases
@pytest.mark.parametrize("status", ["queued", "sending"])
def test_nothing_gets_stuck_if_the_databases_clock_is_set_back(
    status: str, page: PetitionPage, form_data: dict[str, str], right: Dying, running: Provider
) -> None:
    sign(page, form_data, *SIGNERS)
    later = timezone.now() + timedelta(seconds=HOUR)
    OutgoingMail.objects.update(
        status=status,
        attempts=1,
        not_before=later + LONGEST_WAIT,
        claimed_until=later + CLAIM_TIME,
    )
    right.do("send")
    assert_all_is_well(page, running)


@pytest.mark.parametrize("hours", [1, -1])
def test_who_fills_in_a_form_that_another_clock_has_made_is_no_program(
    hours: int, page: PetitionPage, form_data: dict[str, str], settings: Any
) -> None:
    settings.SIGN_MIN_SECONDS = 2
    now = timezone.now().timestamp()
    stamps = {"ana": now + hours * HOUR, "program": now}
    for name, moment in stamps.items():
        form = {**form_data, "email": f"{name}@example.org", "stamp": make_stamp(moment)}
        assert Client().post(page.url, form).status_code == 303
    assert dict(Signature.objects.values_list("email", "quarantine_reason")) == {
        "ana@example.org": "",
        "program@example.org": "speed",
    }


def test_a_network_is_counted_by_the_hour_that_the_clock_shows(
    page: PetitionPage, form_data: dict[str, str], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set to another hour, it counts afresh, and back, it goes on: no one has to wait for long."""
    settings.SIGN_NETWORK_LIMIT = 2
    now, hour = timezone.now(), timedelta(hours=1)
    for place, moment in enumerate([now, now, now + hour, now + hour, now - hour, now]):
        monkeypatch.setattr("core.networks.timezone.now", lambda moment=moment: moment)
        sign(page, form_data, f"n{place}@example.org")
    held = Signature.objects.exclude(quarantine_reason="").values_list("email", "quarantine_reason")
    assert list(held) == [("n5@example.org", "network")]
