"""What staff decide: states, counts, mails and log entries move together."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from core.batches import BATCH
from core.mail.models import OutgoingMail
from petitions.counting import rows_of
from petitions.erasing import erase_expired
from petitions.mail import reference
from petitions.models import PetitionPage, Signature
from petitions.moderating import (
    approve_organisation,
    invalidate,
    release,
    restore,
    unapprove,
)
from tests.factories import SignatureFactory, petition_of
from tests.petitions.crowd import crowd
from users.models import User

Status = Signature.Status


def signature_in(page: PetitionPage, status: str, **values: Any) -> Signature:
    """Make one signature; a confirmed one has a time of confirmation."""
    if status == "confirmed":
        values.setdefault("confirmed_at", timezone.now())
    return SignatureFactory(petition=petition_of(page), status=status, **values)


def total(page: PetitionPage) -> int:
    """Return the public number."""
    return petition_of(page).count.total


def test_release_lets_a_signature_wait_for_its_mail(page: PetitionPage, admin: User) -> None:
    signature = signature_in(page, "quarantined", quarantine_reason="network")
    assert release([signature.pk], admin) == 1
    signature.refresh_from_db()
    assert (signature.status, signature.quarantine_reason) == ("pending", "")
    assert signature.mails == 1
    mail = OutgoingMail.objects.get(reference=reference(signature))
    assert (mail.message, mail.to, mail.status) == ("confirm_signature", signature.email, "queued")
    assert "confirm_url" in mail.merge_data
    assert total(page) == 0


def test_release_counts_who_has_confirmed_meanwhile(page: PetitionPage, admin: User) -> None:
    signature = signature_in(page, "quarantined", confirmed_at=timezone.now())
    assert release([signature.pk], admin) == 1
    signature.refresh_from_db()
    assert signature.status == "confirmed"
    assert total(page) == 1
    assert not OutgoingMail.objects.exists()


def test_who_was_mailed_before_gets_no_second_mail(page: PetitionPage, admin: User) -> None:
    signature = signature_in(page, "invalid", mails=2)
    assert restore([signature.pk], admin) == 1
    signature.refresh_from_db()
    assert (signature.status, signature.mails) == ("pending", 2)
    assert not OutgoingMail.objects.exists()


def test_who_was_never_mailed_is_mailed_on_restoring(page: PetitionPage, admin: User) -> None:
    signature = signature_in(page, "quarantined")
    invalidate([signature.pk], admin)
    restore([signature.pk], admin)
    assert OutgoingMail.objects.filter(reference=reference(signature)).count() == 1


def test_an_erased_address_gets_no_mail(page: PetitionPage, admin: User) -> None:
    signature = signature_in(page, "quarantined", email="", email_key="0" * 64)
    assert release([signature.pk], admin) == 1
    assert not OutgoingMail.objects.exists()


def test_invalidating_and_restoring_move_the_count(page: PetitionPage, admin: User) -> None:
    signatures = [
        signature_in(page, "confirmed"),
        signature_in(page, "confirmed", kind="organisation", organisation_name="House"),
        signature_in(page, "pending"),
        signature_in(page, "quarantined"),
        signature_in(page, "withdrawn", withdrawn_at=timezone.now()),
    ]
    ids = [signature.pk for signature in signatures]
    assert total(page) == 2
    assert invalidate(ids, admin) == 4
    assert total(page) == 0
    assert invalidate(ids, admin) == 0
    assert restore(ids, admin) == 4
    count = petition_of(page).count
    assert (count.people, count.organisations) == (1, 1)
    assert sorted(Signature.objects.values_list("status", flat=True)) == [
        "confirmed",
        "confirmed",
        "pending",
        "pending",
        "withdrawn",
    ]


def test_approving_is_for_confirmed_organisations(page: PetitionPage, admin: User) -> None:
    organisation = {"kind": "organisation", "organisation_name": "House of Stories"}
    confirmed = signature_in(page, "confirmed", **organisation)
    ids = [
        confirmed.pk,
        signature_in(page, "pending", **organisation).pk,
        signature_in(page, "confirmed").pk,
    ]
    assert approve_organisation(ids, admin) == 1
    confirmed.refresh_from_db()
    assert confirmed.is_approved
    assert total(page) == 2
    assert approve_organisation(ids, admin) == 0
    assert unapprove(ids, admin) == 1
    confirmed.refresh_from_db()
    assert not confirmed.is_approved
    assert total(page) == 2


@pytest.mark.parametrize(
    ("decide", "status", "action"),
    [
        (release, "quarantined", "petitions.release"),
        (invalidate, "confirmed", "petitions.invalidate"),
        (restore, "invalid", "petitions.restore"),
    ],
)
def test_each_decision_is_logged_without_personal_data(
    decide: Any, status: str, action: str, page: PetitionPage, admin: User
) -> None:
    signature = signature_in(page, status, given_name="Zubaida", family_name="Quick")
    decide([signature.pk], admin)
    entry = ModelLogEntry.objects.for_instance(signature).get()
    assert (entry.action, entry.user, entry.label) == (action, admin, str(signature.pk))
    assert entry.message
    written = f"{entry.label} {entry.data} {entry.message} {entry.comment}"
    for personal in ("Zubaida", "Quick", signature.email):
        assert personal not in written


def test_only_what_changed_is_logged(page: PetitionPage, admin: User) -> None:
    signature = signature_in(page, "pending")
    assert release([signature.pk], admin) == 0
    assert not ModelLogEntry.objects.for_instance(signature).exists()


def test_many_are_decided_in_few_statements(
    page: PetitionPage, admin: User, django_assert_max_num_queries: Any
) -> None:
    number = 2 * BATCH
    ids = [signature.pk for signature in crowd(petition_of(page), number, status="confirmed")]
    # Per chunk: begin and end (2), lock, log in parts of at most 999 variables on SQLite
    # (up to 60), the transition with its own begin and end (5), the counter.
    with django_assert_max_num_queries(2 * 80):
        assert invalidate(ids, admin) == number
    assert total(page) == 0
    assert ModelLogEntry.objects.filter(action="petitions.invalidate").count() == number


@hypothesis_settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(decisions=st.lists(st.sampled_from([release, invalidate, restore]), max_size=6))
def test_the_counter_says_what_the_rows_say_whatever_is_decided(
    decisions: list[Any], page: PetitionPage
) -> None:
    Signature.objects.all().delete()
    petition = petition_of(page)
    petition.count.people = petition.count.organisations = 0
    petition.count.save()
    for status in ("pending", "confirmed", "quarantined", "invalid"):
        signature_in(page, status)
    ids = list(Signature.objects.values_list("pk", flat=True))
    for decide in decisions:
        decide(ids, None)
        count = petition_of(page).count
        assert rows_of(petition.pk) == {
            "people": count.people,
            "organisations": count.organisations,
            "paper": count.paper,
        }


def test_a_signature_that_was_held_for_long_has_its_full_time_to_be_confirmed(
    page: PetitionPage,
) -> None:
    """Its mail goes out on release; the night after must not erase what it leads to."""
    held = signature_in(page, "quarantined", created_at=timezone.now() - timedelta(days=60))
    assert release([held.pk], None) == 1
    assert erase_expired()[0] == 0
    assert Signature.objects.get().status == "pending"
