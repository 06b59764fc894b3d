"""Rows that belong together, in one statement where the database can."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from core import inserting
from core.inserting import insert, insert_first
from core.mail.models import OutgoingMail
from petitions.models import Consent, PetitionPage, PetitionText, RepeatedSigning, Signature
from tests.factories import petition_of


def rows(page: PetitionPage, name: str) -> tuple[Signature, list[Any], RepeatedSigning]:
    """Return a signature, what belongs to it, and what stands in for it."""
    petition = petition_of(page)
    text = PetitionText.objects.get(petition=petition, kind="terms")
    signature = Signature(
        petition=petition, text=text, given_name=name, country="PT", language="en", email_key="k"
    )
    consent = Consent(signature=signature, purpose="terms", text=text)
    mail = OutgoingMail(message="confirm_signature", to=name, merge_data={"name": "'%s'\\"})
    repeat = RepeatedSigning(petition=petition, email=name, submission={"name": [name, None]})
    return signature, [consent, mail], repeat


def test_the_first_brings_what_belongs_to_it(page: PetitionPage) -> None:
    signature, then, repeat = rows(page, "Ana %s \\ 'quoted'")
    insert_first(signature, then=then, otherwise=repeat)
    stored = Signature.objects.get()
    assert (stored.pk, stored.given_name) == (signature.pk, "Ana %s \\ 'quoted'")
    assert stored.created_at == signature.created_at and stored.confirmed_at is None
    assert stored.consents.get().purpose == "terms"
    assert OutgoingMail.objects.get().merge_data == {"name": "'%s'\\"}
    assert not RepeatedSigning.objects.exists()


def test_the_second_brings_what_stands_in_for_it(page: PetitionPage) -> None:
    for name in ("first", "second"):
        signature, then, repeat = rows(page, name)
        insert_first(signature, then=then, otherwise=repeat)
    assert Signature.objects.get().given_name == "first"
    assert (Consent.objects.count(), OutgoingMail.objects.get().to) == (1, "first")
    assert RepeatedSigning.objects.get().submission == {"name": ["second", None]}


def test_what_cannot_be_stored_leaves_nothing(page: PetitionPage) -> None:
    """A missing value is no repetition."""
    signature, then, repeat = rows(page, "first")
    signature.country = None
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_first(signature, then=then, otherwise=repeat)
    assert not OutgoingMail.objects.exists() and not RepeatedSigning.objects.exists()


@pytest.mark.django_db
def test_several_rows_of_one_model_are_one_statement(django_assert_num_queries: Any) -> None:
    now = timezone.now()
    mails = [OutgoingMail(message="m", to=f"{n}", sent_at=now if n else None) for n in range(3)]
    with django_assert_num_queries(1):
        insert(mails)
    found = OutgoingMail.objects.order_by("to").values_list("pk", "to", "sent_at")
    assert list(found) == [(mail.pk, mail.to, mail.sent_at) for mail in mails]
    with django_assert_num_queries(0):
        insert([])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL's driver")
def test_the_driver_remembers_how_signing_is_taken_apart(
    page: PetitionPage, form_data: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does so for at most 50 values and 4,096 letters; else it takes a tenth longer to sign."""
    sent: list[tuple[str, Any]] = []
    execute = inserting._execute
    monkeypatch.setattr(inserting, "_execute", lambda *what: sent.append(what) or execute(*what))
    typed = {**form_data, "consent_updates": "on", "email": "driver@example.org"}
    assert Client().post(page.url, typed).status_code == 303
    [(statement, values)] = sent
    assert len(values) <= 50 and len(statement) <= 4096
