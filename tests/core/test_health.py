"""What a probe asks: does the process answer, and does the site do its work."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    connection,
    transaction,
)
from django.test import Client
from django.utils import timezone

from core.mail.models import OutgoingMail


def ready(client: Client) -> tuple[int, dict[str, Any]]:
    """Return the status and what is said about each part."""
    response = client.get("/readyz/")
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.json()


def mail_since(minutes: float, **values: Any) -> OutgoingMail:
    """Queue a mail that has been due for so many minutes."""
    due = timezone.now() - timedelta(minutes=minutes)
    return OutgoingMail.objects.create(message="x", language="en", not_before=due, **values)


def test_the_process_answers_without_the_database(client: Client) -> None:
    """The database is blocked in tests that do not ask for it."""
    response = client.get("/healthz/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert client.post("/healthz/").status_code == 405


def test_a_site_that_works_is_ready(db: Any, client: Client) -> None:
    parts = {"ready": True, "database": True, "cache": True, "queue": True}
    assert ready(client) == (200, {**parts, "queue_seconds": 0})
    mail_since(9)
    mail_since(-30)
    status, said = ready(client)
    assert (status, said) == (200, {**parts, "queue_seconds": said["queue_seconds"]})
    assert 540 <= said["queue_seconds"] < 600


def test_mail_that_waits_too_long_is_said(db: Any, client: Client) -> None:
    mail_since(11)
    status, said = ready(client)
    assert status == 503
    assert said.pop("queue_seconds") >= 660
    assert said == {"ready": False, "database": True, "cache": True, "queue": False}


def test_mail_that_a_dead_worker_holds_is_said(db: Any, client: Client) -> None:
    """Nobody has come to take it over: there is no worker any more."""
    mail = mail_since(30, status="sending", claimed_until=timezone.now() + timedelta(minutes=1))
    assert ready(client)[0] == 200
    mail.claimed_until = timezone.now() - timedelta(minutes=11)
    mail.save()
    assert ready(client)[0] == 503


def test_sent_and_failed_mail_waits_for_nothing(db: Any, client: Client) -> None:
    mail_since(600, status="sent")
    mail_since(600, status="failed")
    assert ready(client)[0] == 200


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError, OperationalError])
def test_a_database_that_is_away_is_said_without_details(
    error: type[Exception], db: Any, client: Client, monkeypatch: Any
) -> None:
    def away() -> None:
        raise error("could not connect to 10.0.0.5 as admin")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", away)
        status, said = ready(client)
    assert status == 503
    parts = {"database": False, "cache": True, "queue": False}
    assert said == {"ready": False, **parts, "queue_seconds": None}


def test_a_database_without_tables_is_not_ready(db: Any, client: Client, monkeypatch: Any) -> None:
    """A new version may be there before its migrations have run."""
    monkeypatch.setattr(OutgoingMail._meta, "db_table", "nowhere")
    with transaction.atomic():
        status, said = ready(client)
        transaction.set_rollback(True)
    assert (status, said["database"], said["cache"]) == (503, False, True)


def test_a_cache_that_is_away_is_said(db: Any, client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(cache, "set", lambda *args, **kwargs: 1 / 0)
    status, said = ready(client)
    assert status == 503
    assert said["cache"] is False


def test_probes_are_answered_in_plain_http(db: Any, client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz/").status_code == client.get("/readyz/").status_code == 200
    assert client.get("/robots.txt").status_code == 301
