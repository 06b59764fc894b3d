"""The database goes away in the midst of it all, and comes back.

Web process and worker reach PostgreSQL through a relay that the test cuts: every connection
breaks off, also with a statement under way, and new ones are refused.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from core.mail.models import OutgoingMail
from petitions.models import PetitionPage, RepeatedSigning, Signature
from petitions.tokens import links
from tests.factories import petition_of
from tests.faults.site import assert_rows_are_count, environment, let_time_pass, url_in
from tests.petitions.crowd import crowd
from tests.petitions.threads import needs_postgresql
from tests.processes import (
    Mailbox,
    Processes,
    ask,
    database_url,
    free_port,
    mail_server,
    until,
)

pytestmark = needs_postgresql

# How long it is away (seconds): longer than readers' pages are fresh, which is six, and than
# those who come while one waits for the next are given the last, which is eight.
AWAY = 10


class Relay:
    """Passes on what comes to its port, until it is cut."""

    def __init__(self, host: str, port: int) -> None:
        self.target = host, port
        self.port = free_port()
        self._sockets: list[socket.socket] = []
        self._listening: socket.socket | None = None

    def open(self) -> None:
        """Take connections."""
        self._listening = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def cut(self) -> None:
        """Break all connections off, and refuse new ones."""
        if self._listening:
            # Closing alone would not wake the thread that waits for the next one.
            with suppress(OSError):
                self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._sockets.clear()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = listening.accept()
                far = socket.create_connection(self.target)
                self._sockets += [near, far]
                if listening.fileno() < 0:
                    # Cut while this one was on its way.
                    near.close()
                    far.close()
                    return
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65_536):
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)


@dataclass
class Crowd:
    """People who do the same over and over, and what each was answered."""

    do: Callable[[int], Any]
    pause: float
    answers: list[Any] = field(default_factory=list)


class Rush:
    """Crowds in threads, until told to stop."""

    def __init__(self, *crowds: Crowd) -> None:
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(each,)) for each in crowds]
        for thread in self._threads:
            thread.start()

    def _run(self, crowd: Crowd) -> None:
        number = 0
        while not self._over.is_set():
            crowd.answers.append(crowd.do(number))
            number += 1
            self._over.wait(crowd.pause)

    def stop(self) -> None:
        """Let everybody finish what they do."""
        self._over.set()
        for thread in self._threads:
            thread.join(60)


@pytest.fixture
def relay() -> Iterator[Relay]:
    values = connection.settings_dict
    relay = Relay(values["HOST"], int(values["PORT"]))
    relay.open()
    yield relay
    relay.cut()


@dataclass(frozen=True)
class Site:
    """The running processes."""

    url: str
    mailbox: Mailbox
    processes: Processes


@pytest.fixture
def site(page: PetitionPage, relay: Relay, tmp_path: Path) -> Iterator[Site]:
    """A web process and a worker behind the relay."""
    with ExitStack() as stack:
        mailbox = Mailbox()
        smtp_port = stack.enter_context(mail_server(mailbox))
        variables = environment(
            tmp_path,
            DATABASE_URL=database_url(relay=relay.port),
            MAIL_PROVIDER="smtp",
            EMAIL_URL=f"smtp://127.0.0.1:{smtp_port}",
        )
        processes = Processes(tmp_path / "logs")
        stack.callback(processes.kill)
        url = processes.start_web("web", variables)
        processes.start_worker("worker", variables)
        until(lambda: ask(f"{url}/readyz/")[0] == 200)
        yield Site(url, mailbox, processes)


def test_readers_notice_nothing_and_signers_are_told_to_try_again(
    site: Site, relay: Relay, page: PetitionPage, form_data: dict[str, str]
) -> None:
    spanish_url = url_in(page, "es")
    petition = petition_of(page)
    to_confirm = [
        urlsplit(links(signature)["confirm_url"]).path
        for signature in crowd(petition, 400, tag="confirmer")
    ]
    count_url = f"{site.url}/api/petitions/{petition.uuid}/count/"
    tried: set[str] = set()

    def sign(number: int) -> tuple[str, int, str]:
        address = f"signer{number}@example.org"
        tried.add(address)
        status, body, _url = ask(f"{site.url}{spanish_url}", {**form_data, "email": address})
        return address, status, body.decode()

    def confirm(number: int) -> tuple[str, int, str]:
        path = to_confirm[number % len(to_confirm)]
        status, body, _url = ask(f"{site.url}{path}", {})
        return path, status, body.decode()

    signers, confirmers = Crowd(sign, 0.1), Crowd(confirm, 0.1)
    readers = Crowd(lambda _number: ask(f"{site.url}{page.url}")[0], 0.05)
    watchers = Crowd(lambda _number: ask(count_url)[0], 0.05)
    crowds = [signers, confirmers, readers, watchers]

    def go_on(answers: int) -> None:
        """Wait until each crowd has had so many more answers."""
        reached = [len(each.answers) + answers for each in crowds]
        until(lambda: all(len(each.answers) >= n for each, n in zip(crowds, reached, strict=True)))

    rush = Rush(*crowds)
    try:
        go_on(10)
        relay.cut()
        time.sleep(AWAY)
        go_on(3)
        assert ask(f"{site.url}/healthz/")[0] == 200
        assert ask(f"{site.url}/readyz/")[0] == 503
        relay.open()
        until(lambda: ask(f"{site.url}/readyz/")[0] == 200)
        # Everybody is served again without anybody's help.
        before = len(signers.answers), len(confirmers.answers)
        go_on(10)
    finally:
        rush.stop()

    # Who reads or watches has noticed nothing.
    assert {*readers.answers, *watchers.answers} == {200}
    for crowd_, since in zip((signers, confirmers), before, strict=True):
        statuses = [status for _who, status, _body in crowd_.answers]
        assert set(statuses) == {200, 503}
        assert set(statuses[since + 1 :]) == {200}
    refused = [body for _who, status, body in signers.answers if status == 503]
    for body in refused:
        assert '<html lang="es"' in body
        assert "Tu navegador ha conservado lo que escribiste" in body

    # They do as they are told; nobody who was answered well is missing.
    answered = {who for who, status, _body in signers.answers if status == 200}
    for address in sorted(tried - answered):
        status, _body, _url = ask(f"{site.url}{spanish_url}", {**form_data, "email": address})
        assert status == 200
    pressed = {who for who, _status, _body in confirmers.answers}
    for path in pressed:
        assert ask(f"{site.url}{path}", {})[0] == 200

    # The worker has gone on by itself: each has a mail, and a second one only who signed twice.
    # Which mail had just left when the database went, nobody knows: its claim has to run out.
    waiting = OutgoingMail.objects.filter(status="queued")
    until(lambda: not (waiting.exists() or RepeatedSigning.objects.exists()))
    unknown = set(OutgoingMail.objects.filter(status="sending").values_list("to", flat=True))
    let_time_pass()
    until(lambda: not OutgoingMail.objects.exclude(status="sent").exists())
    mailed = site.mailbox.times_mailed()
    signed = dict(Signature.objects.filter(email__in=tried).values_list("email", "mails"))
    assert set(signed) == set(mailed) == tried
    assert {address for address, mails in signed.items() if mails > 1} <= tried - answered
    repeated = {address for address in tried if mailed[address] != signed[address]}
    assert repeated <= unknown
    assert sum(mailed.values()) - sum(signed.values()) <= 1
    for path in site.mailbox.links().values():
        assert ask(f"{site.url}{path}", {})[0] == 200
    assert_rows_are_count(page, len(tried) + len(pressed))

    assert site.processes.stop() == [0, 0]
    log = site.processes.log()
    assert "The worker goes on after a failure" in log
    assert "signer" not in log
