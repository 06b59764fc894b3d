"""Calls that really happen at once: threads, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

import pytest
from django.db import connection, connections

Result = TypeVar("Result")

# For `pytestmark`. Rows are committed, or other connections would not see them.
needs_postgresql = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="races need PostgreSQL: set TEST_DATABASE_URL (SQLite lets one writer in at a time)",
    ),
]


def at_once(*calls: Callable[[], Result]) -> list[Result]:
    """Run each call in a thread of its own, all let go at one moment.

    Returns what they returned, in the order given; raises what one of them raised.
    """
    barrier = Barrier(len(calls), timeout=30)

    def run(call: Callable[[], Result]) -> Result:
        try:
            # Connecting takes longer than the race does, so it is done before.
            connection.ensure_connection()
            barrier.wait()
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(calls)) as pool:
        return list(pool.map(run, calls))


def times(number: int, call: Callable[..., Any], *args: Any) -> list[Callable[[], Any]]:
    """Return the same call `number` times, for `at_once`."""
    return [lambda: call(*args)] * number
