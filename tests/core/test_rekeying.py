"""Another secret for the keys of mailboxes: nobody can sign twice, nobody is lost."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from campaigns.models import Application, SentStory
from core.rekeying import keyed_models, rekey
from petitions.models import PetitionPage, RepeatedSigning, Signature
from resources.models import Comment
from tests.factories import SignatureFactory, petition_of

pytestmark = pytest.mark.one_database


def test_all_that_is_recognised_by_its_mailbox_is_known() -> None:
    assert set(keyed_models()) == {Application, Comment, RepeatedSigning, SentStory, Signature}


def test_whoever_had_signed_is_recognised_again(
    page: PetitionPage, form_data: dict[str, Any], settings: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("core.rekeying.BATCH", 2)
    signatures = [SignatureFactory(petition=petition_of(page)) for _number in range(5)]
    # Nobody can tell any more who it was.
    forgotten = SignatureFactory(petition=petition_of(page), email="", email_key="a" * 64)
    settings.EMAIL_KEY_SECRET = "another"
    said = StringIO()
    call_command("rekey_addresses", stdout=said)
    assert "petitions.Signature: 5 have a new key.\n" in said.getvalue()
    for signature in signatures:
        Client().post(page.url, {**form_data, "email": signature.email})
    assert Signature.objects.count() == 6
    forgotten.refresh_from_db()
    assert forgotten.email_key == "a" * 64
    # A second time there is nothing to do.
    assert rekey(Signature).changed == 0


def test_who_signed_under_both_keys_is_left_as_they_are(
    page: PetitionPage, form_data: dict[str, Any], settings: Any
) -> None:
    one, other = (SignatureFactory(petition=petition_of(page)) for _number in range(2))
    settings.EMAIL_KEY_SECRET = "another"
    Client().post(page.url, {**form_data, "email": one.email})
    rekeyed = rekey(Signature)
    assert (rekeyed.changed, rekeyed.double) == (1, 1)
    key = other.email_key
    other.refresh_from_db()
    assert other.email_key != key
