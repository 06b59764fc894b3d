"""The mail provider fails in each of its ways: nobody is left without a mail, nobody gets two.

But for one case that no caller can know from outside: a call that was taken and never answered.
Its mails go out once more an hour later, and no third time.
"""

from collections.abc import Iterator
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.mail.sending import drain
from petitions.models import PetitionPage, Signature
from tests.faults.provider import MAILGUN, UNISENDER, Answer, Provider, provider
from tests.faults.site import (
    assert_each_has_a_mail,
    assert_rows_are_count,
    confirm,
    let_time_pass,
    sign,
)
from tests.processes import PATIENCE

pytestmark = pytest.mark.one_database

SIGNERS = ["ana@example.org", "eva@example.org", "ida@example.org"]


@pytest.fixture
def running(settings: Any) -> Iterator[Provider]:
    """A provider to which this process sends."""
    with provider() as found:
        settings.EMAIL_BACKEND = MAILGUN
        settings.ANYMAIL = {**found.settings, "REQUESTS_TIMEOUT": PATIENCE}
        settings.DEFAULT_FROM_EMAIL = "site@example.org"
        yield found


def waits() -> set[int]:
    """Return in how many minutes the mails that wait are due."""
    due = OutgoingMail.objects.filter(status="queued").values_list("not_before", flat=True)
    return {round((moment - timezone.now()) / timedelta(minutes=1)) for moment in due}


def shown_to_staff(browser: Client, address: str) -> str:
    """Return what staff see of a signature."""
    key = Signature.objects.get(email=address).pk
    return browser.get(reverse("petitions_signatures:inspect", args=[key])).text


def assert_all_is_well(page: PetitionPage, running: Provider, signers: list[str]) -> None:
    """Assert that each was mailed once, and can confirm with what came."""
    assert running.times_mailed() == dict.fromkeys(signers, 1)
    confirm(running.links().values())
    assert_rows_are_count(page, len(signers))


@pytest.mark.parametrize("status", [500, 502, 503, 401])
def test_an_error_is_waited_out(
    status: int, running: Provider, page: PetitionPage, form_data: dict[str, str]
) -> None:
    """Also a wrong key, which whoever runs the site can mend."""
    sign(page, form_data, *SIGNERS)
    for minutes in (1, 2, 4):
        running.answers.append(Answer(status))
        assert drain() == 0
        assert waits() == {minutes}
        # Not a moment too early.
        assert drain() == 0
        let_time_pass()
    assert running.calls == 3
    assert drain() == 3
    assert_each_has_a_mail(SIGNERS)
    assert_all_is_well(page, running, SIGNERS)


@pytest.mark.parametrize(
    ("asked", "minutes"), [("30", 1), ("600", 10), ("86400", 60), ("later", 1), ("-1", 1)]
)
def test_a_rate_limit_is_kept_for_as_long_as_it_says(
    asked: str, minutes: int, running: Provider, page: PetitionPage, form_data: dict[str, str]
) -> None:
    sign(page, form_data, *SIGNERS)
    running.answers.append(Answer(429, {"Retry-After": asked}))
    assert drain() == 0
    assert waits() == {minutes}
    let_time_pass()
    assert drain() == 3
    assert_all_is_well(page, running, SIGNERS)


def test_who_is_refused_is_shown_to_staff_and_holds_up_nobody(
    running: Provider,
    page: PetitionPage,
    form_data: dict[str, str],
    settings: Any,
    admin_client: Client,
) -> None:
    settings.EMAIL_BACKEND = UNISENDER
    running.refused = {"eva@example.org"}
    sign(page, form_data, *SIGNERS)
    assert drain() == 2
    let_time_pass()
    assert drain() == 0
    assert running.calls == 1
    assert_all_is_well(page, running, ["ana@example.org", "ida@example.org"])
    assert_each_has_a_mail(SIGNERS)
    told = shown_to_staff(admin_client, "eva@example.org")
    assert "could not be sent" in told
    assert "rejected" in told
    assert "could not be sent" not in shown_to_staff(admin_client, "ana@example.org")


def test_a_call_refused_for_one_recipient_reaches_the_others(
    running: Provider, page: PetitionPage, form_data: dict[str, str]
) -> None:
    """Mailgun takes a call or refuses it whole: halves find out for whom."""
    sign(page, form_data, *SIGNERS)
    # All three; the first; the second and third; the second; the third.
    running.answers += [Answer(400), Answer(), Answer(400), Answer(400), Answer()]
    assert drain() == 2
    assert running.calls == 5
    let_time_pass()
    assert drain() == 1
    assert_all_is_well(page, running, SIGNERS)


def unanswered(how: str, takes: bool, over: Event) -> Answer:
    """Return an answer that does not come, or makes no sense."""
    if how == "late":
        return Answer(takes=takes, first=lambda: over.wait(PATIENCE))
    if how == "broken off":
        return Answer(takes=takes, breaks_off=True)
    return Answer(takes=takes, body=b"<html>")


def drain_in_vain(running: Provider, answer: Answer, settings: Any) -> None:
    """Send what is due; wait a second and no longer for the answer, which is none."""
    running.answers.append(answer)
    patient = settings.ANYMAIL
    settings.ANYMAIL = {**patient, "REQUESTS_TIMEOUT": 1}
    assert drain() == 0
    settings.ANYMAIL = patient


@pytest.mark.parametrize("takes", [True, False])
@pytest.mark.parametrize("how", ["late", "broken off", "senseless"])
def test_what_was_never_answered_is_sent_once_more_and_no_oftener(
    how: str,
    takes: bool,
    running: Provider,
    page: PetitionPage,
    form_data: dict[str, str],
    admin_client: Client,
    settings: Any,
) -> None:
    sign(page, form_data, *SIGNERS)
    over = Event()
    drain_in_vain(running, unanswered(how, takes, over), settings)
    # Long enough for most of what may be wrong there; to sign again brings a mail at once.
    assert waits() == {60}
    # An error in between is no answer to the question.
    let_time_pass()
    running.answers.append(Answer(500))
    assert drain() == 0
    let_time_pass()
    if takes:
        drain_in_vain(running, unanswered(how, takes, over), settings)
        let_time_pass()
        assert drain() == 0
        assert running.calls == 3
        assert running.times_mailed() == dict.fromkeys(SIGNERS, 2)
        told = shown_to_staff(admin_client, "ana@example.org")
        assert "could not be sent" in told
        assert "no answer" in told
    else:
        assert drain() == 3
        assert running.times_mailed() == dict.fromkeys(SIGNERS, 1)
    over.set()
    confirm(running.links().values())
    assert_each_has_a_mail(SIGNERS)
    assert_rows_are_count(page, 3)


def test_a_provider_that_cannot_be_reached_is_tried_again_and_again(
    running: Provider, page: PetitionPage, form_data: dict[str, str], settings: Any
) -> None:
    """Nothing has gone out, so there is nothing to repeat."""
    sign(page, form_data, *SIGNERS)
    there = settings.ANYMAIL
    settings.ANYMAIL = {**there, "MAILGUN_API_URL": "http://127.0.0.1:1/"}
    for minutes in (1, 2, 4):
        assert drain() == 0
        assert waits() == {minutes}
        let_time_pass()
    settings.ANYMAIL = there
    assert drain() == 3
    assert_all_is_well(page, running, SIGNERS)


def test_who_signs_again_meanwhile_is_mailed_at_once(
    running: Provider, page: PetitionPage, form_data: dict[str, str]
) -> None:
    """What waits after an error keeps nobody else waiting."""
    sign(page, form_data, *SIGNERS)
    running.answers.append(Answer(500))
    assert drain() == 0
    sign(page, form_data, "new@example.org")
    assert drain() == 1
    assert running.times_mailed() == {"new@example.org": 1}
    let_time_pass()
    assert drain() == 3
    assert_all_is_well(page, running, ["new@example.org", *SIGNERS])
