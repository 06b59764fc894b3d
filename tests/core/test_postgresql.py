"""Kept connections: taken for good until the server has taken leave, and then opened anew."""

import select
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL"),
]


@pytest.fixture
def kept() -> Iterator[Any]:
    """A connection of its own, as a web process keeps it between two requests."""
    kept = connection.copy()
    kept.settings_dict = {**kept.settings_dict, "CONN_HEALTH_CHECKS": True}
    yield kept
    kept.close()


def backend_of(kept: Any) -> int:
    """Return the server's number of the process behind a connection."""
    # As at the beginning of a request.
    kept.health_check_done = False
    kept.health_check_enabled = True
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def asked(question: str, *values: Any) -> Any:
    """Return the server's answer over another connection."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def test_a_good_connection_is_not_asked(kept: Any) -> None:
    process = backend_of(kept)
    with kept.cursor() as cursor:
        cursor.execute("SELECT 'last'")
    assert kept.is_usable()
    last = asked("SELECT query FROM pg_stat_activity WHERE pid = %s", process)
    assert last == "SELECT 'last'"
    assert backend_of(kept) == process


def test_a_connection_that_the_server_has_ended_is_opened_anew(kept: Any) -> None:
    process = backend_of(kept)
    assert asked("SELECT pg_terminate_backend(%s)", process)
    select.select([kept.connection.fileno()], [], [], 10)
    assert not kept.is_usable()
    assert backend_of(kept) != process


def test_after_an_error_the_server_is_asked(kept: Any) -> None:
    process = backend_of(kept)
    kept.errors_occurred = True
    assert kept.is_usable()
    assert asked("SELECT query FROM pg_stat_activity WHERE pid = %s", process) == "SELECT 1"
