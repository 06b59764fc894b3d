"""A worker is killed before each of its steps, one after the other; the next one finishes.

Neither a provider's call nor SMTP has a way to take back what was sent. So who dies after the
mails were handed over, and before that is written down, has the next one send them once more:
one mail too many for one worker that dies, and none for a death at any other step. (By SMTP the
second has the Message-ID of the first, by which many mailboxes show it once.)
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from core.mail.models import OutgoingMail
from petitions.models import PetitionPage, RepeatedSigning, Signature
from tests.faults.dying import dying
from tests.faults.provider import provider
from tests.faults.site import (
    assert_each_has_a_mail,
    assert_rows_are_count,
    committed,
    confirm,
    environment,
    let_time_pass,
    sign,
)
from tests.processes import Mailbox, mail_server

pytestmark = committed


@dataclass(frozen=True)
class Lane:
    """A way on which mails leave: its settings, and what has arrived at its end."""

    environment: dict[str, str]
    # How many mails are under way at a time.
    at_once: int
    times_mailed: Callable[[], Counter[str]]
    links: Callable[[], dict[str, str]]


@contextmanager
def merged() -> Iterator[Lane]:
    """All in one call to a provider."""
    with provider() as running:
        yield Lane(running.environment, 2, running.times_mailed, running.links)


@contextmanager
def singly() -> Iterator[Lane]:
    """One after the other to a mail server."""
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        variables = {"MAIL_PROVIDER": "smtp", "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        yield Lane(variables, 1, mailbox.times_mailed, mailbox.links)


@pytest.mark.parametrize("lane", [merged, pytest.param(singly, marks=pytest.mark.one_database)])
def test_a_worker_killed_before_any_step_loses_no_mail_and_repeats_none_but_what_it_had_handed_over(
    lane: Any, page: PetitionPage, form_data: dict[str, str], tmp_path: Path, settings: Any
) -> None:
    settings.SIGN_NETWORK_LIMIT = 1_000_000
    pairs, steps = [], []
    with lane() as way:
        with dying(environment(tmp_path, **way.environment)) as worker:
            for die_at in count(1):
                pairs.append([f"{name}{die_at}@example.org" for name in ("ana", "eva")])
                sign(page, form_data, *pairs[-1])
                died = worker.do("send", die_at=die_at)
                steps.append(died.steps)
                if not died.killed:
                    break
                let_time_pass()
                worker.do("send")
        assert {*OutgoingMail.objects.values_list("status", "to")} == {("sent", "")}
        links = way.links()
    signers = [address for pair in pairs for address in pair]
    confirm(links[address] for address in signers)
    assert_each_has_a_mail(signers)
    assert_rows_are_count(page, len(signers))

    # Whatever a batch does, there was a worker that died as it began with it.
    assert {begun[-1] for begun in steps[:-1]} >= set(steps[-1]) - {"end"}
    times = way.times_mailed()
    assert set(times) == set(signers)
    for pair, begun in zip(pairs, steps, strict=True):
        repeated = sorted(times[address] - 1 for address in pair)
        handed_over, written_down = "sendall" in begun, begun[-1] == "end"
        if handed_over and not written_down:
            assert sum(repeated) <= way.at_once, begun
            assert repeated[-1] <= 1, begun
        else:
            assert repeated == [0, 0], begun
    assert sum(times.values()) > len(signers)


def test_a_worker_killed_while_it_answers_who_signed_before_answers_each_once(
    page: PetitionPage, form_data: dict[str, str], tmp_path: Path, settings: Any
) -> None:
    settings.SIGN_NETWORK_LIMIT = 1_000_000
    signers = []
    with provider() as running:
        with dying(environment(tmp_path, **running.environment)) as worker:
            for die_at in count(1):
                signers.append(f"ana{die_at}@example.org")
                sign(page, form_data, signers[-1], signers[-1])
                died = worker.do("send", die_at=die_at)
                assert died.killed
                let_time_pass()
                worker.do("send")
                if died.steps[-1] == "connect":
                    break
        assert not RepeatedSigning.objects.exists()
        assert running.times_mailed() == dict.fromkeys(signers, 2)
        confirm(running.links().values())
    stored = Signature.objects.values_list("email", "submissions", "mails")
    assert sorted(stored) == sorted((address, 2, 2) for address in signers)
    assert_rows_are_count(page, len(signers))
