"""Nobody learns from the site who has signed: only the mailbox's owner does."""

import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.public_forms import make_stamp
from petitions.models import PetitionPage, RepeatedSigning, Signature
from tests.factories import SignatureFactory, petition_of

ADDRESS = "ana@example.org"
STATES = ["pending", "confirmed", "withdrawn", "invalid", "quarantined"]
QUARANTINED: dict[str, dict[str, str]] = {
    "honeypot": {"homepage": "https://spam.example/"},
    "disposable": {"email": "ana@mailinator.com"},
    "link": {"family_name": "www.spam.example"},
    "speed": {"stamp": make_stamp(time.time())},
}


def answer_to(page: PetitionPage, data: dict[str, Any], **extra: Any) -> tuple[Any, ...]:
    """Return everything a browser sees after sending the form, and the page it is led to.

    But for the id, which each request has of its own.
    """
    client = Client()
    sent = client.post(page.url, data, **extra)
    shown = client.get(sent["Location"])
    assert not client.cookies
    for answer in (sent, shown):
        del answer["X-Request-ID"]
    return (
        (sent.status_code, sorted(sent.items()), sent.content),
        (shown.status_code, sorted(shown.items()), shown.content),
    )


@pytest.fixture
def first_answer(page: PetitionPage, form_data: dict[str, Any]) -> tuple[Any, ...]:
    """What somebody gets who has never signed."""
    answer = answer_to(page, {**form_data, "email": "first@example.org"})
    assert Signature.objects.get().status == "pending"
    return answer


@pytest.mark.parametrize("state", STATES)
def test_a_repeated_signer_gets_the_answer_of_a_new_one(
    state: str, page: PetitionPage, form_data: dict[str, Any], first_answer: tuple[Any, ...]
) -> None:
    SignatureFactory(petition=petition_of(page), email=ADDRESS, status=state)
    assert answer_to(page, form_data) == first_answer
    assert Signature.objects.filter(email=ADDRESS).count() == 1


@pytest.mark.parametrize("reason", QUARANTINED)
def test_a_quarantined_signer_gets_the_answer_of_a_new_one(
    reason: str, page: PetitionPage, form_data: Any, first_answer: Any, settings: Any
) -> None:
    # The stamp is as old as this process.
    settings.SIGN_MIN_SECONDS = 86_400
    assert answer_to(page, {**form_data, **QUARANTINED[reason]}) == first_answer
    stored = Signature.objects.latest("created_at")
    assert (stored.status, stored.quarantine_reason) == ("quarantined", reason)


def test_the_next_signer_of_a_crowded_network_gets_the_same_answer(
    page: PetitionPage, form_data: dict[str, Any], first_answer: tuple[Any, ...], settings: Any
) -> None:
    settings.SIGN_NETWORK_LIMIT = 1
    for n in range(2):
        sent = {**form_data, "email": f"signer{n}@example.org"}
        assert answer_to(page, sent, REMOTE_ADDR="203.0.113.9") == first_answer
    assert Signature.objects.get(email="signer1@example.org").quarantine_reason == "network"


def test_the_answer_sets_no_cookie_and_is_a_see_other(first_answer: tuple[Any, ...]) -> None:
    (status, headers, body), (shown_status, shown_headers, shown_body) = first_answer
    assert (status, body, shown_status) == (303, b"", 200)
    for name, _value in [*headers, *shown_headers]:
        assert name.lower() != "set-cookie"
    assert b"ana" not in shown_body.lower().replace(b"manage", b"")


def test_the_work_behind_each_answer_is_the_same(page: PetitionPage, form_data: Any) -> None:
    """Statements that write, apart from finding page, record and wordings.

    PostgreSQL: everything in one, whatever becomes of it. SQLite: insert signature,
    insert consents, queue mail: 3; held: the same without the mail: 2; signed before:
    insert in vain, put the form into the queue: 2. An address can be tried once by a
    stranger, who makes it one that has signed.
    """
    petition = petition_of(page)
    for state in STATES:
        SignatureFactory(petition=petition, email=f"{state}@example.org", status=state)
    forms = {
        "new": {"email": "new@example.org"},
        "held": {"email": "held@example.org", "homepage": "x"},
        **{state: {"email": f"{state}@example.org"} for state in STATES},
    }
    Client().get(page.url)
    spent = {}
    for name, typed in forms.items():
        with CaptureQueriesContext(connection) as queries:
            Client().post(page.url, {**form_data, **typed})
        spent[name] = sum("INSERT INTO" in query["sql"] for query in queries)
    if connection.vendor == "postgresql":
        assert spent == dict.fromkeys(forms, 1)
    else:
        assert spent == {"new": 3, "held": 2, **dict.fromkeys(STATES, 2)}
    assert RepeatedSigning.objects.count() == len(STATES)
