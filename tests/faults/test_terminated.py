"""A process is told to end while it has something to do: that is finished first.

A worker that is killed instead has the next one send its batch once more, because nobody can
ask the provider whether it had taken it.
"""

import signal
import urllib.parse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

import pytest
from django.db import transaction

from core.mail.models import OutgoingMail
from petitions.models import PetitionPage, Signature
from petitions.tokens import links
from tests.faults.provider import Answer, Provider, provider
from tests.faults.site import (
    assert_each_has_a_mail,
    assert_rows_are_count,
    committed,
    confirm,
    environment,
    let_time_pass,
    needs_sqlite,
    sign,
)
from tests.processes import PATIENCE, Processes, ask, until

pytestmark = [committed, pytest.mark.one_database]

SIGNERS = ["ana@example.org", "eva@example.org"]


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    found = Processes(tmp_path / "logs")
    yield found
    found.kill()


@pytest.fixture
def running() -> Iterator[Provider]:
    with provider() as found:
        yield found


@contextmanager
def sent_form(port: int, path: str, form: dict[str, str]) -> Iterator[HTTPConnection]:
    """Send a form, and do not wait for the answer."""
    connection = HTTPConnection("localhost", port, timeout=PATIENCE)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urllib.parse.urlencode(form), kind)
    try:
        yield connection
    finally:
        connection.close()


@needs_sqlite
def test_a_web_process_answers_whom_it_has_listened_to(
    page: PetitionPage, form_data: dict[str, str], processes: Processes, tmp_path: Path
) -> None:
    url = processes.start_web("web", environment(tmp_path))
    port = int(url.rpartition(":")[2])
    [web] = processes.processes
    until(lambda: ask(f"{url}/readyz/")[0] == 200)
    forms = [{**form_data, "email": address} for address in SIGNERS]
    with ExitStack() as stack:
        # Whoever writes to SQLite keeps all others waiting.
        with transaction.atomic():
            sent = [stack.enter_context(sent_form(port, page.url, form)) for form in forms]
            # Who comes first is listened to first: with this answer, the forms are under way.
            assert ask(f"{url}/healthz/")[0] == 200
            web.send_signal(signal.SIGTERM)
            until(lambda: "Handling signal: term" in processes.log())
            assert web.poll() is None
            assert not Signature.objects.exists()
        answers = [connection.getresponse() for connection in sent]
        assert [answer.status for answer in answers] == [303, 303]
        for answer in answers:
            answer.close()
    assert web.wait(PATIENCE) == 0
    assert_each_has_a_mail(SIGNERS)
    confirm(links(signature)["confirm_url"] for signature in Signature.objects.all())
    assert_rows_are_count(page, len(SIGNERS))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_worker_in_the_midst_of_a_batch(
    how: signal.Signals,
    page: PetitionPage,
    form_data: dict[str, str],
    processes: Processes,
    running: Provider,
    tmp_path: Path,
) -> None:
    sign(page, form_data, *SIGNERS)
    calling, go_on = Event(), Event()

    def take_time() -> None:
        calling.set()
        go_on.wait(PATIENCE)

    running.answers.append(Answer(first=take_time))
    variables = environment(tmp_path, **running.environment)
    first = processes.start_worker("first", variables)
    assert calling.wait(PATIENCE)
    first.send_signal(how)
    if how == signal.SIGTERM:
        # It waits for the answer, and takes nothing more.
        sign(page, form_data, "late@example.org")
        go_on.set()
        assert first.wait(PATIENCE) == 0
        sent = OutgoingMail.objects.filter(status="sent").count()
        assert (sent, running.calls) == (len(SIGNERS), 1)
        repeated = 0
    else:
        first.wait(PATIENCE)
        go_on.set()
        let_time_pass()
        sign(page, form_data, "late@example.org")
        repeated = 1
    second = processes.start_worker("second", variables)
    until(lambda: not OutgoingMail.objects.exclude(status="sent").exists())
    second.send_signal(signal.SIGTERM)
    assert second.wait(PATIENCE) == 0

    times = {"late@example.org": 1, **dict.fromkeys(SIGNERS, 1 + repeated)}
    assert running.times_mailed() == times
    confirm(running.links().values())
    assert_each_has_a_mail(times)
    assert_rows_are_count(page, len(times))
