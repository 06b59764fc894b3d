"""Guessing passwords: a script gets no further than a person, and nobody is written down."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from core.logins import limits
from users.models import User

pytestmark = pytest.mark.one_database

STAFF, PASSWORD = "admin@example.org", "correct horse battery"
WAIT = "Too many attempts to log in"
PATHS = ["/admin/login/", "/en/_util/login/"]


def log_in(path: str, password: str, network: int = 113, email: str = STAFF, **headers: str) -> Any:
    """Try to log in from an address in a network; a browser of its own for each try."""
    return Client().post(
        path,
        {"username": email, "password": password},
        REMOTE_ADDR=f"203.0.{network}.9",
        headers=headers,
    )


def is_in(response: Any) -> bool:
    return response.status_code == 302


@pytest.mark.parametrize("path", PATHS)
def test_a_script_that_guesses_has_to_wait_and_is_told(
    path: str, admin: User, home: Any, caplog: Any
) -> None:
    for _number in range(limits.FROM_ONE_NETWORK):
        assert WAIT not in log_in(path, "wrong").content.decode()
    # Not even the right password now, nor in capitals, nor by the other door.
    for other in PATHS:
        response = log_in(other, PASSWORD, email=STAFF.upper())
        assert not is_in(response)
        assert WAIT in response.content.decode()
    # Nobody learns which accounts there are: it is the same for one that there is not.
    for _number in range(limits.FROM_ONE_NETWORK):
        log_in(path, "wrong", email="nobody@example.org")
    assert WAIT in log_in(path, "wrong", email="nobody@example.org").content.decode()
    # Somebody else, and the owner elsewhere, get in.
    assert is_in(log_in(path, PASSWORD, network=114))
    for secret in ("203.0.", "admin@", "nobody@"):
        assert secret not in caplog.text
        assert not [key for key in cache._cache if secret in key]
    # It was there to be found.
    assert any("network:" in key for key in cache._cache)


def test_the_lock_ends_by_itself(admin: User, monkeypatch: Any) -> None:
    for _number in range(limits.FROM_ONE_NETWORK + 1):
        log_in(PATHS[0], "wrong")
    now = timezone.now()
    monkeypatch.setattr("core.networks.timezone.now", lambda: now + timedelta(minutes=15))
    assert is_in(log_in(PATHS[0], PASSWORD))


def test_a_forged_address_is_no_way_out(admin: User, settings: Any) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    for number in range(limits.FROM_ONE_NETWORK):
        log_in(PATHS[0], "wrong", **{"X-Forwarded-For": f"198.51.{number}.1, 10.0.0.1"})
    assert not is_in(log_in(PATHS[0], PASSWORD, **{"X-Forwarded-For": "192.0.2.1"}))


def test_one_network_cannot_go_through_all_accounts(admin: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "OF_ONE_NETWORK", 5)
    for number in range(5):
        log_in(PATHS[0], "wrong", email=f"person{number}@example.org")
    assert not is_in(log_in(PATHS[0], PASSWORD))
    assert is_in(log_in(PATHS[0], PASSWORD, network=114))


def test_all_networks_together_cannot_go_on_for_ever(admin: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "OF_ONE_ACCOUNT", 5)
    for number in range(5):
        log_in(PATHS[0], "wrong", network=number)
    assert not is_in(log_in(PATHS[0], PASSWORD))


def test_whoever_gets_in_has_used_up_nothing(admin: User, monkeypatch: Any) -> None:
    for name in ("OF_ONE_NETWORK", "OF_ONE_ACCOUNT"):
        monkeypatch.setattr(limits, name, limits.FROM_ONE_NETWORK)
    for _number in range(limits.FROM_ONE_NETWORK + 2):
        assert is_in(log_in(PATHS[0], PASSWORD))


def test_without_its_cache_staff_still_get_in(
    admin: User, monkeypatch: Any, caplog: Any, mailoutbox: Any
) -> None:
    def gone(*args: Any, **kwargs: Any) -> None:
        raise ConnectionError("redis://:password@10.0.0.5")

    caplog.set_level(logging.WARNING)
    for name in ("add", "incr", "decr"):
        monkeypatch.setattr(cache, name, gone)
    assert is_in(log_in(PATHS[0], PASSWORD))
    assert "not counted: ConnectionError" in caplog.text
    assert "10.0.0.5" not in caplog.text


def test_nobody_is_flooded_with_links_to_a_new_password(admin: User) -> None:
    answers = {
        Client().post("/admin/password_reset/", {"email": STAFF.title()})["Location"]
        for _number in range(limits.RESETS + 3)
    }
    assert len(mail.outbox) == limits.RESETS
    assert len(answers) == 1


def test_it_is_said_in_the_readers_language(admin: User) -> None:
    for _number in range(limits.FROM_ONE_NETWORK + 1):
        response = log_in(PATHS[0], "wrong", **{"Accept-Language": "es"})
    assert "Demasiados intentos" in response.content.decode()
