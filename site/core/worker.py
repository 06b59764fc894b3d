"""The worker: sends queued mail as it comes, publishes what is due, and keeps house once a day.

Apps give it their daily work with `register_daily`, and what takes long with
`register_background`, so that core need not know them.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import close_old_connections, connections

from core.logging import new_id, request_id
from core.mail.sending import send_next_batch

logger = logging.getLogger(__name__)

# How long a mail waits for an idle worker, and an idle worker for a mail (seconds).
PAUSE = 1.0
# After a failure, such as a database that went away (seconds).
PAUSE_AFTER_FAILURE = 5.0
# How long a page that is due waits for its publication at most, and all else that is done once
# a day (seconds).
MINUTE = 60.0
DAY = 86_400.0
# How long what is under way in the background may keep a worker from ending (seconds).
LAST_ROUND = 5.0

_daily: list[Callable[[], None]] = []
_background: list[Callable[[], object]] = []


def register_daily(work: Callable[[], None]) -> Callable[[], None]:
    """Have `work` done when a worker starts and every 24 hours, by several at once if need be."""
    _daily.append(work)
    return work


def register_background(work: Callable[[], object]) -> Callable[[], object]:
    """Have `work` done over and over in a thread of its own: no mail ever waits for it.

    It returns None when there was nothing to do. A worker that ends may leave it
    half done, so what it does must be safe to be left so.
    """
    _background.append(work)
    return work


def run(stopped: threading.Event, alive_file: Path | None = None) -> None:
    """Work until `stopped` is set. A batch that is under way is finished first.

    Each round touches `alive_file`: who sees it grow old knows that work has stuck.
    """
    lanes = [
        threading.Thread(target=_work_beside, args=(work, stopped), daemon=True)
        for work in _background
    ]
    for lane in lanes:
        lane.start()
    _work(stopped, alive_file)
    deadline = time.monotonic() + LAST_ROUND
    for lane in lanes:
        lane.join(max(deadline - time.monotonic(), 0))


def _work_beside(work: Callable[[], object], stopped: threading.Event) -> None:
    """Do background work until `stopped` is set."""
    while not stopped.is_set():
        pause = PAUSE
        # The lines of one round belong together.
        request_id.set(new_id())
        try:
            close_old_connections()
            if work() is not None:
                pause = 0
        except Exception:
            logger.exception("Background work %s goes on after a failure", work.__name__)
            pause = PAUSE_AFTER_FAILURE
        stopped.wait(pause)
    # The connections of this thread; nobody else can close them.
    connections.close_all()


def _work(stopped: threading.Event, alive_file: Path | None) -> None:
    """Send mail, publish and keep house until `stopped` is set."""
    # By a clock that nobody sets.
    next_minute = next_day = time.monotonic()
    while not stopped.is_set():
        pause = PAUSE
        # The lines of one round belong together.
        request_id.set(new_id())
        try:
            if alive_file:
                alive_file.touch()
            close_old_connections()
            if time.monotonic() >= next_day:
                next_day = time.monotonic() + DAY
                keep_house()
            if time.monotonic() >= next_minute:
                next_minute = time.monotonic() + MINUTE
                publish_what_is_due()
            if send_next_batch() is not None:
                pause = 0
        except Exception:
            # Whatever is wrong now may be right in a moment; what is queued stays queued.
            logger.exception("The worker goes on after a failure")
            close_old_connections()
            pause = PAUSE_AFTER_FAILURE
        stopped.wait(pause)


def publish_what_is_due() -> None:
    """Publish and unpublish what editors have scheduled; a failure keeps no mail back."""
    try:
        call_command("publish_scheduled")
    except Exception:
        logger.exception("Scheduled publication failed")


def keep_house() -> None:
    """Do each app's daily work; one that fails does not keep the others from theirs."""
    for work in _daily:
        try:
            work()
        except Exception:
            logger.exception("Daily work %s failed", work.__name__)
