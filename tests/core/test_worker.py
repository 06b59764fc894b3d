"""What the worker does besides mail."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import worker
from tests.factories import StandardPageFactory
from tests.translating import add_language, start

ONE_HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction lives in the connection that the worker would drop."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)


class OneRound(threading.Event):
    """Stops the worker after its first round."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for nothing."""
        self.set()
        return True


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

    class ThreeRounds(OneRound):
        left = 3

        def wait(self, timeout: float | None = None) -> bool:
            self.left -= 1
            return self.left == 0 and super().wait()

    def looks(rounds: OneRound) -> int:
        with CaptureQueriesContext(connection) as captured:
            worker.run(rounds)
        return sum("approved_go_live_at" in query["sql"] for query in captured)

    assert looks(ThreeRounds()) == looks(OneRound()) > 0
