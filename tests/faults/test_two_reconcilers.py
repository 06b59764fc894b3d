"""Two reconcilers repair a wrong count at once, while people confirm and withdraw."""

from collections import Counter
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.db.models import F
from django.test import Client

from core.mail.sending import drain
from petitions.counting import reconcile
from petitions.models import PetitionCount, PetitionPage, Signature
from petitions.tokens import links
from tests.factories import petition_of
from tests.faults.site import assert_rows_are_count, sign
from tests.petitions.threads import at_once, needs_postgresql, times

pytestmark = needs_postgresql

ROUNDS, EACH = 8, 8


def press(link: str, form: dict[str, str]) -> int:
    """Press a button behind a link; return the status of the answer."""
    return Client().post(urlsplit(link).path, form).status_code


def test_whoever_is_counted_meanwhile_is_counted_once(
    page: PetitionPage, form_data: dict[str, str], settings: Any
) -> None:
    settings.SIGN_NETWORK_LIMIT = 1000
    petition = petition_of(page)
    signers: list[str] = []
    for number in range(ROUNDS):
        confirmed = Signature.objects.filter(status="confirmed")
        to_withdraw = [links(signature)["manage_url"] for signature in confirmed[: EACH // 2]]
        new = [f"signer{number}x{place}@example.org" for place in range(EACH)]
        sign(page, form_data, *new)
        signers += new
        # Two workers as well: each mail is sent by one of them.
        assert sum(at_once(drain, drain)) == EACH
        to_confirm = [
            message.merge_data[address]["confirm_url"]
            for message in mail.outbox
            for address in message.to
            if address in new
        ]
        # However it came to be wrong.
        PetitionCount.objects.update(people=F("people") + 7, organisations=3)
        results: list[Any] = at_once(
            *(partial(press, link, {}) for link in to_confirm),
            *(partial(press, link, {"action": "withdraw", "sure": "1"}) for link in to_withdraw),
            *times(2, partial(reconcile, petition.pk)),
        )
        *answers, first, second = results
        assert set(answers) == {303}
        # One finds it wrong and repairs it; the other finds nothing.
        assert sorted((len(first), len(second))) == [0, 2]
        expected = Signature.objects.filter(status="confirmed").count()
        assert_rows_are_count(page, expected)
    withdrawn = (ROUNDS - 1) * EACH // 2
    assert expected == ROUNDS * EACH - withdrawn
    mailed = Counter(address for message in mail.outbox for address in message.to)
    assert mailed == dict.fromkeys(signers, 1)
