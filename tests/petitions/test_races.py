"""What many do at once: counted once, mailed once, and the counter is always what the rows say."""

from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError, connection, transaction
from django.test import Client

from core.mail.models import OutgoingMail
from core.mail.queue import Recipient, queue_mail
from core.mail.sending import _claim, drain
from petitions.confirming import confirm
from petitions.counting import rows_of
from petitions.erasing import erase
from petitions.models import (
    Milestone,
    Petition,
    PetitionCount,
    PetitionPage,
    RepeatedSigning,
    Signature,
)
from petitions.repeating import answer_repeated
from petitions.signing import Submission, sign
from petitions.states import transition
from petitions.tokens import links
from petitions.withdrawing import withdraw
from tests.factories import PetitionPageFactory, SignatureFactory, petition_of
from tests.petitions.crowd import crowd
from tests.petitions.threads import at_once, needs_postgresql, times

pytestmark = needs_postgresql

Status = Signature.Status

# One mailbox, as people write it and as somebody writes it who wants to count ten times.
SPELLINGS = [
    "ana.silva@gmail.com",
    "ANA.SILVA@GMAIL.COM",
    "Ana.Silva@Gmail.com",
    "  ana.silva@gmail.com ",
    "anasilva@gmail.com",
    "a.n.a.s.i.l.v.a@gmail.com",
    "ana.silva+petition@gmail.com",
    "anasilva+1+2@googlemail.com",
    "ａｎａ.ｓｉｌｖａ@gmail.com",
    "ana.silva＠gmail．com",
]


def stored(petition: Petition) -> dict[str, int]:
    """Return the counter in the form in which `rows_of` counts the rows."""
    return PetitionCount.objects.values("people", "organisations", "paper").get(pk=petition.pk)


def invalidate(signature: Signature) -> None:
    """What staff do with a signature that is none."""
    transition(
        [signature.pk],
        allowed=[Status.PENDING, Status.CONFIRMED, Status.QUARANTINED],
        to=Status.INVALID,
    )


def test_one_link_pressed_fifty_times_at_once_counts_once(page: PetitionPage) -> None:
    petition = petition_of(page)
    # A goal of one: a second count would also be a milestone too many.
    Petition.objects.filter(pk=petition.pk).update(goals=[1, 2, 3])
    PetitionCount.objects.update(next_milestone=1)
    for signature in crowd(petition, 3):
        link = links(signature)["confirm_url"]
        before = petition_of(page).count.total
        answers = at_once(*times(50, lambda link: Client().post(link).status_code, link))
        assert answers == [303] * 50
        assert petition_of(page).count.total == before + 1
        assert stored(petition) == rows_of(petition.pk)
    assert list(Milestone.objects.values_list("threshold", flat=True)) == [1, 2, 3]


def test_one_address_fifty_times_at_once_leaves_one_row_and_five_mails(
    page: PetitionPage, form_data: dict[str, Any]
) -> None:
    def post(address: str) -> int:
        return Client().post(page.url, {**form_data, "email": address}).status_code

    answers = at_once(*(partial(post, address) for address in SPELLINGS * 5))
    assert answers == [303] * 50
    assert (Signature.objects.count(), RepeatedSigning.objects.count()) == (1, 49)
    # By four workers, each once.
    assert sum(at_once(*times(4, answer_repeated))) == 49
    assert (Signature.objects.count(), RepeatedSigning.objects.count()) == (1, 0)
    # Fifty were sent, so the limit is what was reached, neither more nor fewer.
    assert OutgoingMail.objects.count() == Signature.objects.get().mails == 5
    assert Signature.objects.get().submissions == 50
    assert Signature.objects.get().consents.count() == 1


def test_signing_again_while_the_signature_is_erased_loses_neither(page: PetitionPage) -> None:
    petition = petition_of(page)
    for old in crowd(petition, 40):
        again = Submission(
            petition,
            old.text,
            [],
            old.email,
            {"given_name": "Again", "country": "PT", "language": "en"},
        )
        erased, _ = at_once(partial(erase, old.pk), partial(sign, again))
        assert erased
        answer_repeated()
        # Erased after it was replaced, or signed anew after it was erased.
        left = Signature.objects.filter(email_key=old.email_key)
        assert [row.given_name for row in left] in ([], ["Again"])
        assert OutgoingMail.objects.count() == left.count()
        Signature.objects.filter(email_key=old.email_key).delete()
        OutgoingMail.objects.all().delete()


def test_erasing_takes_along_what_was_typed_again(page: PetitionPage) -> None:
    """Erasing and answering both want the signature and the form that repeats it."""
    petition = petition_of(page)
    values = {"given_name": "Again", "country": "PT", "language": "en"}
    for old in crowd(petition, 40):
        sign(Submission(petition, old.text, [], old.email, values))
        erased, _ = at_once(partial(erase, old.pk), answer_repeated)
        assert erased
        assert not Signature.objects.filter(email_key=old.email_key).exists()
        assert not RepeatedSigning.objects.exists() and not OutgoingMail.objects.exists()


def test_withdrawing_takes_along_what_was_typed_again(page: PetitionPage) -> None:
    petition = petition_of(page)
    values = {"given_name": "Again", "country": "PT", "language": "en"}
    for old in crowd(petition, 40):
        sign(Submission(petition, old.text, [], old.email, values))
        withdrawn, _ = at_once(partial(withdraw, old.pk), answer_repeated)
        old.refresh_from_db()
        assert withdrawn and old.status == Status.WITHDRAWN
        assert not RepeatedSigning.objects.exists()


def test_a_database_that_does_not_answer_is_no_fault_of_the_form(page: PetitionPage) -> None:
    """It is answered as soon as the database is, and not an hour later."""
    petition = petition_of(page)
    [old] = crowd(petition, 1)
    values = {"given_name": "Again", "country": "PT", "language": "en"}
    sign(Submission(petition, old.text, [], old.email, values))

    def answer_without_waiting() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        return answer_repeated()

    with transaction.atomic():
        Signature.objects.select_for_update().get()
        with pytest.raises(OperationalError):
            at_once(answer_without_waiting)
    assert answer_repeated() == 1


def test_confirming_against_withdrawing_keeps_the_count_exact(page: PetitionPage) -> None:
    petition = petition_of(page)
    for n in range(10):
        signatures = crowd(petition, 8, tag=f"round{n}-")
        at_once(
            *(partial(confirm, row.pk) for row in signatures),
            *(partial(withdraw, row.pk) for row in signatures),
        )
        assert stored(petition) == rows_of(petition.pk)


def test_confirming_against_erasing_keeps_the_count_exact(page: PetitionPage) -> None:
    petition = petition_of(page)
    for n in range(10):
        signatures = crowd(petition, 8, tag=f"round{n}-")
        at_once(
            *(partial(confirm, row.pk) for row in signatures),
            *(partial(erase, row.pk) for row in signatures),
        )
        assert stored(petition) == rows_of(petition.pk) == {
            "people": 0, "organisations": 0, "paper": 0,
        }  # fmt: skip


def test_erasing_twice_at_once_subtracts_once(page: PetitionPage) -> None:
    petition = petition_of(page)
    crowd(petition, 3, status="confirmed", tag="stays")
    for n in range(10):
        gone = crowd(petition, 4, status="confirmed", tag=f"round{n}-")
        at_once(*(partial(erase, row.pk) for row in gone * 3))
        assert stored(petition) == rows_of(petition.pk)
    assert petition_of(page).count.people == 3


def test_invalidating_against_confirming_keeps_the_count_exact(page: PetitionPage) -> None:
    petition = petition_of(page)
    for n in range(10):
        signatures = crowd(petition, 8, tag=f"round{n}-")
        at_once(
            *(partial(confirm, row.pk) for row in signatures),
            *(partial(invalidate, row) for row in signatures),
        )
        assert stored(petition) == rows_of(petition.pk)
        assert not Signature.objects.filter(status=Status.PENDING).exists()


def test_nobody_confirms_what_somebody_else_typed_meanwhile(page: PetitionPage) -> None:
    """A stranger signs with the address between the page being shown and the button."""
    petition = petition_of(page)
    for signature in crowd(petition, 40):
        stranger = Submission(
            petition,
            signature.text,
            [],
            signature.email,
            {"given_name": "Mallory", "country": "PT", "language": "en"},
        )
        sign(stranger)
        at_once(partial(confirm, signature.pk, 1), answer_repeated)
        signature.refresh_from_db()
        outcome = (signature.status, signature.given_name == "Mallory")
        assert outcome in {(Status.CONFIRMED, False), (Status.PENDING, True)}


def test_workers_draining_at_once_send_each_mail_once(page: PetitionPage, monkeypatch: Any) -> None:
    """Small batches, so that the workers meet at the queue again and again."""
    monkeypatch.setattr("core.mail.sending.BATCH_SIZE", 5)
    addresses = [f"signer{n}@example.org" for n in range(200)]
    queue_mail(
        "confirm_signature",
        "en",
        [Recipient(address, {"confirm_url": address}) for address in addresses],
        batch=str(petition_of(page).pk),
    )
    sent = at_once(*times(6, drain))
    assert sorted(to for message in mail.outbox for to in message.to) == sorted(addresses)
    assert sum(sent) == 200
    assert set(OutgoingMail.objects.values_list("status", "attempts")) == {("sent", 1)}


def test_a_worker_does_not_wait_for_another_ones_batch(
    page: PetitionPage, monkeypatch: Any
) -> None:
    monkeypatch.setattr("core.mail.sending.BATCH_SIZE", 5)
    batch = str(petition_of(page).pk)
    addresses = [f"signer{n}@example.org" for n in range(10)]
    queue_mail("confirm_signature", "en", map(Recipient, addresses), batch=batch)

    def claim_without_waiting() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        return [row.to for row in _claim()]

    with transaction.atomic():
        mine = [row.to for row in _claim()]
        [others] = at_once(claim_without_waiting)
    assert len(mine) == len(others) == 5
    assert sorted(mine + others) == addresses


def test_milestones_crossed_by_many_at_once_are_recorded_once(
    page: PetitionPage, petition_index: Any
) -> None:
    other = PetitionPageFactory(parent=petition_index)
    petitions = [petition_of(page), petition_of(other)]
    Petition.objects.update(goals=[1, 2, 3, 5, 8, 13, 20])
    PetitionCount.objects.update(next_milestone=1)
    signatures = [row for petition in petitions for row in crowd(petition, 20)]
    at_once(*(partial(confirm, row.pk) for row in signatures))
    for petition in petitions:
        reached = list(petition.milestones.values_list("threshold", flat=True))
        assert reached == [1, 2, 3, 5, 8, 13, 20]
        assert stored(petition) == rows_of(petition.pk)


def test_organisations_and_people_at_once_are_counted_apart(page: PetitionPage) -> None:
    petition = petition_of(page)
    people = crowd(petition, 15)
    organisations = [
        SignatureFactory(petition=petition, kind="organisation", organisation_name=f"Org {n}")
        for n in range(15)
    ]
    at_once(*(partial(confirm, row.pk) for row in [*people, *organisations]))
    assert stored(petition) == {"people": 15, "organisations": 15, "paper": 0}
