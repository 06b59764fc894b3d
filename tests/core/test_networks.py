"""Where a request comes from: believed only as far as our own proxies say it, and never kept."""

import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from core.networks import client_address, count_request, network_of
from petitions.models import PetitionPage, Signature
from tests.petitions.tables import tables_with

pytestmark = pytest.mark.one_database

PROXIES = ["10.0.0.0/8", "2001:db8:1::/48"]


def address(remote: str, forwarded: str | None = None) -> str:
    """Return the address that is taken for the visitor's."""
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return str(client_address(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)))


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        # Nobody in between.
        ("203.0.113.9", None, "203.0.113.9"),
        ("2001:db8:9::1", None, "2001:db8:9::1"),
        ("::ffff:203.0.113.9", None, "203.0.113.9"),
        # A visitor who claims to be somebody else.
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("203.0.113.9", "10.0.0.1", "203.0.113.9"),
        # Behind one proxy, behind two.
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("2001:db8:1::1", "203.0.113.9", "203.0.113.9"),
        # What a visitor wrote stands left of what our proxy saw.
        ("10.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1, 10.9.9.9, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        # Some proxies add the port.
        ("10.0.0.1", "198.51.100.1, 203.0.113.9:51234", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1, [2001:db8:9::1]:51234", "2001:db8:9::1"),
        ("10.0.0.1", "198.51.100.1, [2001:db8:9::1]", "2001:db8:9::1"),
        # What our proxy did not understand is nobody; what stands left of it is still only a claim.
        ("10.0.0.1", "198.51.100.1, unknown", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, ", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, _hidden, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        # A server behind a Unix socket.
        ("", "203.0.113.9", "None"),
    ],
)
def test_only_our_own_proxies_are_believed(
    remote: str, forwarded: str | None, expected: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    assert address(remote, forwarded) == expected


def test_without_configured_proxies_nobody_is_believed(settings: Any) -> None:
    settings.TRUSTED_PROXIES = []
    assert address("10.0.0.1", "203.0.113.9") == "10.0.0.1"
    assert address("127.0.0.1", "203.0.113.9") == "127.0.0.1"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.9", "203.0.113.200", True),
        ("203.0.113.9", "203.0.114.9", False),
        ("2001:db8:9:1::1", "2001:db8:9:ffff::2", True),
        ("2001:db8:9::1", "2001:db8:a::1", False),
    ],
)
def test_a_network_is_what_one_provider_gives_one_place(one: str, other: str, same: bool) -> None:
    networks = [
        network_of(client_address(RequestFactory().get("/", REMOTE_ADDR=text)))
        for text in (one, other)
    ]
    assert (networks[0] == networks[1]) is same


def test_requests_are_counted_for_their_network_and_purpose() -> None:
    near, also_near, far = (
        RequestFactory().get("/", REMOTE_ADDR=text)
        for text in ("203.0.113.9", "203.0.113.10", "198.51.100.1")
    )
    assert [count_request(near, "a"), count_request(also_near, "a")] == [1, 2]
    assert [count_request(far, "a"), count_request(near, "b")] == [1, 1]


MACHINE = ("127.0.0.1", "::1", "::ffff:127.0.0.1")


def test_in_the_local_run_the_machine_itself_is_no_network(settings: Any) -> None:
    settings.LOCAL = True
    for text in MACHINE:
        request = RequestFactory().get("/", REMOTE_ADDR=text)
        assert [count_request(request, "a") for _n in range(3)] == [0, 0, 0]


def test_elsewhere_a_proxy_that_is_not_named_is_one_network() -> None:
    """Nor does a Unix socket, which has no address, switch the limit off."""
    for text in (*MACHINE[:2], ""):
        request = RequestFactory().get("/", REMOTE_ADDR=text)
        assert [count_request(request, "a") for _n in range(3)] == [1, 2, 3]


def test_an_entry_that_the_cache_dropped_stops_nobody(monkeypatch: Any) -> None:
    monkeypatch.setattr(cache, "add", lambda *args, **kwargs: None)
    assert count_request(RequestFactory().get("/", REMOTE_ADDR="203.0.113.9"), "a") == 1


def test_above_the_limit_signatures_wait_and_no_address_is_kept(
    page: PetitionPage, form_data: dict[str, Any], settings: Any, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.SIGN_NETWORK_LIMIT = 2
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    for number in range(4):
        sent = {**form_data, "email": f"signer{number}@example.org"}
        Client().post(
            page.url,
            sent,
            REMOTE_ADDR="10.1.2.3",
            # Another claim each time does not make another network.
            headers={"X-Forwarded-For": f"198.51.{number}.7, 203.0.113.{number}"},
        )
    held = Signature.objects.order_by("created_at").values_list("status", flat=True)
    assert list(held) == ["pending", "pending", "quarantined", "quarantined"]
    for needle in ("203.0.113", "198.51.", "10.1.2.3"):
        assert tables_with(needle) == set()
        assert needle not in caplog.text
        for key, (value, _expires) in _cached().items():
            assert needle not in key
            assert needle not in repr(value)
    # It was there to be found.
    assert any("network:" in key for key in _cached())


def _cached() -> dict[str, Any]:
    """Return everything in the in-process cache."""
    return {key: (cache._cache[key], cache._expire_info.get(key)) for key in cache._cache}


def test_the_key_of_a_network_changes_with_the_hour(monkeypatch: Any) -> None:
    from datetime import timedelta

    from django.utils import timezone

    request, now = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9"), timezone.now()
    assert [count_request(request, "a"), count_request(request, "a")] == [1, 2]
    monkeypatch.setattr("core.networks.timezone.now", lambda: now + timedelta(hours=1))
    assert count_request(request, "a") == 1
