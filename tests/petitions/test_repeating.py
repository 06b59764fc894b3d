"""Who signs again is answered by the worker; what it cannot answer keeps nobody else waiting."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from core.mail.sending import drain
from petitions import repeating
from petitions.erasing import erase_expired
from petitions.models import PetitionPage, RepeatedSigning, Signature
from petitions.repeating import PAUSE, answer_repeated
from petitions.withdrawing import withdraw
from tests.factories import SignatureFactory, petition_of


def sign_again(page: PetitionPage, form_data: dict[str, Any], address: str) -> RepeatedSigning:
    """Sign with an address that has signed; return the form as it waits for the worker."""
    typed = {**form_data, "email": address, "given_name": "Again"}
    assert Client().post(page.url, typed).status_code == 303
    return RepeatedSigning.objects.get(email=address)


def test_one_that_cannot_be_answered_holds_up_nobody_and_is_tried_again(
    page: PetitionPage, form_data: dict[str, Any], monkeypatch: Any, caplog: Any
) -> None:
    """A form that the web processes of another version have written, as an upgrade goes on."""
    monkeypatch.setattr(repeating, "MOST", 1)
    foreign, own = (SignatureFactory(petition=petition_of(page)) for _n in range(2))
    waiting = sign_again(page, form_data, foreign.email)
    RepeatedSigning.objects.filter(pk=waiting.pk).update(submission={})
    sign_again(page, form_data, own.email)
    assert [answer_repeated() for _round in range(3)] == [0, 1, 0]
    assert RepeatedSigning.objects.get().email == foreign.email
    own.refresh_from_db()
    assert own.given_name == "Again"
    # Tried once, and told of once, without a word about who.
    assert caplog.text.count("could not be answered") == 1
    assert foreign.email not in caplog.text

    past = timezone.now() - PAUSE - timedelta(seconds=1)
    RepeatedSigning.objects.update(submission=waiting.submission, failed_at=past)
    assert answer_repeated() == 1
    foreign.refresh_from_db()
    assert foreign.given_name == "Again"


def test_all_are_answered_before_the_queue_is_called_empty(
    page: PetitionPage, form_data: dict[str, Any], monkeypatch: Any, settings: Any
) -> None:
    """Also those whose answer is no mail: they have had as many as there are to be had."""
    monkeypatch.setattr(repeating, "MOST", 1)
    for _n in range(3):
        mailed = SignatureFactory(petition=petition_of(page), mails=settings.SIGN_MAX_MAILS)
        sign_again(page, form_data, mailed.email)
    assert drain() == 0
    assert not RepeatedSigning.objects.exists() and not mail.outbox
    assert {*Signature.objects.values_list("given_name", flat=True)} == {"Again"}


def test_who_signs_again_and_then_withdraws_has_withdrawn(
    page: PetitionPage, form_data: dict[str, Any]
) -> None:
    signature = SignatureFactory(petition=petition_of(page), status="confirmed")
    sign_again(page, form_data, signature.email)
    assert withdraw(signature.pk) is True
    assert drain() == 0
    signature.refresh_from_db()
    assert signature.status == "withdrawn"
    # But whoever has withdrawn and then signs again has signed again, also if they press twice.
    sign_again(page, form_data, signature.email)
    assert withdraw(signature.pk) is False
    assert drain() == 1
    signature.refresh_from_db()
    assert (signature.status, signature.given_name) == ("pending", "Again")


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_what_could_not_be_answered_for_a_month_is_erased(
    days: int, left: int, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    signature = SignatureFactory(petition=petition_of(page), status="confirmed")
    sign_again(page, form_data, signature.email)
    RepeatedSigning.objects.update(created_at=timezone.now() - timedelta(days=days))
    erase_expired()
    assert RepeatedSigning.objects.count() == left
