"""What the worker does besides mail."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import worker
from core.logging import request_id
from core.mail.queue import Recipient, queue_mail
from tests.factories import StandardPageFactory, petition_of
from tests.processes import PATIENCE, Processes, environment, until
from tests.translating import add_language, start

ONE_HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction lives in the connection that the worker would drop."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "_background", [])


class OneRound(threading.Event):
    """Stops the worker after its first round."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for nothing."""
        self.set()
        return True


class ThreeRounds(OneRound):
    """Stops the worker after its third round."""

    left = 3

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for nothing."""
        self.left -= 1
        return self.left == 0 and super().wait()


def schedule(page: Any, moment: Any) -> None:
    """Have the page's latest version published at `moment`."""
    page.live = False
    page.save()
    page.go_live_at = moment
    page.save_revision(approved_go_live_at=moment)


def test_it_publishes_what_is_due(home: Any) -> None:
    due, later = (StandardPageFactory(parent=home, slug=slug) for slug in ("due", "later"))
    schedule(due, timezone.now() - ONE_HOUR)
    schedule(later, timezone.now() + ONE_HOUR)
    worker.run(OneRound())
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.live, later.live) == (True, False)


def test_it_unpublishes_what_has_expired(home: Any) -> None:
    page = StandardPageFactory(parent=home)
    page.expire_at = timezone.now() - ONE_HOUR
    page.save()
    worker.run(OneRound())
    page.refresh_from_db()
    assert not page.live


def test_a_translation_that_is_not_whole_stays_back_with_a_reason(home: Any) -> None:
    page = StandardPageFactory(parent=home)
    target = start(page, add_language("es")).get_target_instance()
    schedule(target, timezone.now() - ONE_HOUR)
    worker.run(OneRound())
    target.refresh_from_db()
    assert not target.live
    assert not target.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_it_looks_no_more_than_once_a_minute(home: Any) -> None:
    """An idle round asks for mails alone."""

    def looks(rounds: OneRound) -> int:
        with CaptureQueriesContext(connection) as captured:
            worker.run(rounds)
        return sum("approved_go_live_at" in query["sql"] for query in captured)

    assert looks(ThreeRounds()) == looks(OneRound()) > 0


def test_a_clock_that_is_set_back_keeps_nothing_waiting(home: Any, monkeypatch: Any) -> None:
    looks, now = [], timezone.now

    def publish() -> None:
        looks.append(now())
        monkeypatch.setattr(timezone, "now", lambda: now() - len(looks) * ONE_HOUR)

    monkeypatch.setattr(worker, "MINUTE", 0)
    monkeypatch.setattr(worker, "publish_what_is_due", publish)
    worker.run(ThreeRounds())
    assert len(looks) == 3


def test_each_round_shows_that_it_is_alive_and_has_an_id(
    home: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    """A health check looks at the file; the lines of a round belong together in the logs."""
    ids = []
    monkeypatch.setattr(worker, "keep_house", lambda: ids.append(request_id.get()))
    monkeypatch.setattr(worker, "publish_what_is_due", lambda: ids.append(request_id.get()))
    for _round in range(2):
        worker.run(OneRound(), tmp_path / "alive")
        (tmp_path / "alive").unlink()
    assert "" not in ids
    assert (ids[0], ids[2]) == (ids[1], ids[3])
    assert ids[0] != ids[2]


class Background:
    """Work that takes until it is told to go on."""

    __name__ = "background"

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.threads: list[threading.Thread] = []

    def __call__(self) -> bool | None:
        self.threads.append(threading.current_thread())
        self.begun.set()
        self.go_on.wait(30)
        return None


class WhenBegun(OneRound):
    """Stops the worker after a round for which the background's work had begun."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.background = background

    def is_set(self) -> bool:
        """Wait for the background, save in its own thread."""
        if threading.current_thread() is threading.main_thread():
            assert self.background.begun.wait(PATIENCE)
        return super().is_set()


@pytest.fixture
def background(monkeypatch: Any) -> Iterator[Background]:
    work = Background()
    monkeypatch.setattr(worker, "_background", [])
    worker.register_background(work)
    yield work
    work.go_on.set()
    for thread in work.threads:
        thread.join(30)


def test_no_mail_waits_for_what_is_done_in_the_background(
    background: Background, page: Any, monkeypatch: Any
) -> None:
    """A batch is sent while the background is in the midst of its work."""
    links = {f"{name}_url": f"https://x/{name}" for name in ("confirm", "unsubscribe", "manage")}
    recipient = Recipient("ana@example.org", links)
    queue_mail("confirm_signature", "en", [recipient], batch=str(petition_of(page).pk))

    monkeypatch.setattr(worker, "LAST_ROUND", 0)
    worker.run(WhenBegun(background))
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    assert background.threads[0].is_alive()
    assert background.threads[0] is not threading.current_thread()


def test_what_takes_too_long_does_not_keep_a_worker_from_ending(
    background: Background, home: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(worker, "LAST_ROUND", 0.01)
    worker.run(WhenBegun(background))
    assert background.threads[0].is_alive()
    # The interpreter does not wait for it either.
    assert background.threads[0].daemon


def test_what_is_nearly_done_is_finished_first(background: Background, home: Any) -> None:
    threading.Timer(0.3, background.go_on.set).start()
    worker.run(WhenBegun(background))
    assert not background.threads[0].is_alive()


def test_background_work_goes_on_after_a_failure(home: Any, monkeypatch: Any, caplog: Any) -> None:
    rounds = []

    def work() -> bool | None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise ZeroDivisionError
        return True if len(rounds) < 4 else None

    monkeypatch.setattr(worker, "PAUSE_AFTER_FAILURE", 0.01)
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    worker.register_background(work)
    stopped = threading.Event()
    thread = threading.Thread(target=worker._work_beside, args=(work, stopped))
    thread.start()
    until(lambda: len(rounds) >= 6)
    stopped.set()
    thread.join(10)
    assert "Background work work goes on after a failure" in caplog.text
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_the_worker_ends_when_it_is_told_to(tmp_path: Path) -> None:
    """The process itself, with all that apps give it, by the signal that ends services."""
    alive = tmp_path / "alive"
    processes = Processes(tmp_path / "logs")
    try:
        processes.start_worker("worker", environment(tmp_path / "data"), "--alive-file", str(alive))
        # At the end of its first round, with the daily work in it, there is a second.
        for _round in range(2):
            until(alive.exists)
            alive.unlink()
        assert processes.stop() == [0]
    finally:
        processes.kill()
    assert "Traceback" not in processes.log() and "ERROR" not in processes.log()
