"""The links in mails: nobody guesses one, and each opens one record for one purpose, while it is.

Here are all of them together, whatever they open; what each does is tested with what it opens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from campaigns.applications import keeping
from campaigns.models import ApplicationFile, ApplicationForm
from core.models import SiteSettings
from core.public_forms import make_stamp
from core.tokens import SignedLinks
from petitions import tokens as of_signatures
from petitions.erasing import erase as erase_signature
from petitions.models import PetitionPage, Signature
from petitions.withdrawing import withdraw as withdraw_signature
from resources.commenting import tokens as of_comments
from resources.commenting.erasing import erase as erase_comment
from resources.commenting.withdrawing import withdraw as withdraw_comment
from resources.models import Comment
from tests.factories import SignatureFactory, petition_of
from tests.petitions.tables import all_rows
from tests.resources.commenting import CommentFactory
from tests.walk.filling import addresses

pytestmark = pytest.mark.one_database


@dataclass(frozen=True)
class Kind:
    """What links of a kind open, and how its record ends."""

    links: SignedLinks
    model: type[Any]
    erase: Callable[[UUID], Any]
    withdraw: Callable[[Any], Any]


KINDS = [
    Kind(
        of_signatures.signed_links,
        Signature,
        erase_signature,
        lambda signature: withdraw_signature(signature.pk),
    ),
    Kind(of_comments.signed_links, Comment, erase_comment, withdraw_comment),
]
PURPOSES = [(kind, purpose) for kind in KINDS for purpose in kind.links.purposes]
NAMES = [f"{kind.links.namespace}:{purpose}" for kind, purpose in PURPOSES]
each_purpose = pytest.mark.parametrize(("kind", "purpose"), PURPOSES, ids=NAMES)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.links.namespace)
# All records have the same id: nothing but the purpose tells their links apart.
KEY = UUID("0123456789abcdef0123456789abcdef")


@pytest.fixture
def records(page: PetitionPage) -> None:
    """One record of each kind."""
    SiteSettings.for_site(page.get_site())  # Wagtail stores the defaults when they are first read.
    SignatureFactory(pk=KEY, petition=petition_of(page), email="ana@example.org")
    CommentFactory(pk=KEY)
    form = ApplicationForm.objects.create(uuid=uuid4(), title="Mentors", purpose="mentor")
    ApplicationFile.objects.create(pk=KEY, form=form, name="cv.pdf", kind="pdf", size=1)


def url(kind: Kind, purpose: str, token: str) -> str:
    return reverse(f"{kind.links.namespace}:{purpose}", args=[token])


def open_and_press(kind: Kind, purpose: str, token: str) -> list[int]:
    """Return the statuses of looking at a link and of the worst that can be done with it."""
    address, client = url(kind, purpose, token), Client()
    worst = {"action": "erase", "sure": "1"}
    return [client.get(address).status_code, client.post(address, worst).status_code]


def test_all_links_with_a_token_are_here() -> None:
    """A new purpose comes into all tests of this file by standing in KINDS."""
    with_tokens = {address.name for address in addresses() if "token" in address.parameters}
    # Django's own, which its own tests are about.
    assert with_tokens - {"wagtailadmin_password_reset_confirm"} == set(NAMES)


@each_purpose
def test_no_token_can_be_made_of_another(kind: Kind, purpose: str) -> None:
    token = kind.links.make_token(KEY, purpose)
    value, _colon, signature = token.partition(":")
    assert kind.links.read_token(token, purpose) == KEY
    # 256 bits, in letters of six.
    assert len(signature) == 43
    others = "0123456789abcdefABCDEFzZ-_:"
    changed = [
        f"{token[:place]}{letter}{token[place + 1 :]}"
        for place in range(len(token))
        for letter in others
        if letter != token[place]
    ]
    cut = [token[:end] for end in range(len(token))]
    grown = [f"{token}{more}" for more in ("=", "0", "\n", " ", ":", "\x00", "é")]
    of_another = kind.links.make_token(uuid4(), purpose).partition(":")[2]
    forged = [
        f"{value}:{of_another}",
        f"{value.upper()}:{signature}",
        f"{KEY}:{signature}",
        f"{{{KEY}}}:{signature}",
        f"{value}:{signature.swapcase()}",
        f"{value}:{signature}:{signature}",
        f"{signature}:{value}",
        Signer().sign(value),
        Signer(key="guessed", salt=f"{kind.links.namespace}.{purpose}").sign(value),
        make_stamp(1),
    ]
    opened = [
        each
        for each in [*changed, *cut, *grown, *forged]
        if kind.links.read_token(each, purpose) is not None
    ]
    assert opened == []


def test_no_token_opens_anything_for_another_purpose(records: None) -> None:
    """Every ordered pair of purposes, those of kept files too, on records with the same id."""
    before = all_rows()
    for (kind, purpose), (other, use) in permutations(PURPOSES, 2):
        token = kind.links.make_token(KEY, purpose)
        assert open_and_press(other, use, token) == [404, 404], (purpose, use)
    find = keeping.finder(ApplicationFile)
    kept = keeping._signer.sign(KEY.hex)
    assert find(kept)
    for kind, purpose in PURPOSES:
        assert open_and_press(kind, purpose, kept) == [404, 404]
        assert find(kind.links.make_token(KEY, purpose)) is None
    assert all_rows() == before


@each_kind
def test_after_erasure_no_token_opens_or_changes_anything(kind: Kind, records: None) -> None:
    kind.erase(KEY)
    before = all_rows()
    for purpose in kind.links.purposes:
        # Whoever wants no more mail gets none, and learns nothing of whether there was any.
        expected = [200, 200] if purpose == "unsubscribe" else [404, 404]
        assert open_and_press(kind, purpose, kind.links.make_token(KEY, purpose)) == expected
    assert all_rows() == before


def test_the_links_of_an_erased_signature_open_no_later_one(
    records: None, page: PetitionPage, form_data: dict[str, str]
) -> None:
    erase_signature(KEY)
    Client().post(page.url, form_data)
    assert Signature.objects.get().email == "ana@example.org"
    links = of_signatures.signed_links
    for purpose in links.purposes:
        open_and_press(KINDS[0], purpose, links.make_token(KEY, purpose))
    later = Signature.objects.get()
    assert (later.status, later.pk == KEY) == ("pending", False)


@each_kind
def test_after_withdrawal_nothing_is_confirmed_again(kind: Kind, records: None) -> None:
    kind.withdraw(kind.model.objects.get(pk=KEY))
    client = Client()
    address = url(kind, "confirm", kind.links.make_token(KEY, "confirm"))
    for _time in range(2):
        assert client.post(address, {"shown": "1"}, follow=True).status_code == 200
    assert kind.model.objects.get(pk=KEY).status == "withdrawn"
    # Who has withdrawn can still have it erased.
    manage = kind.links.make_token(KEY, "manage")
    assert open_and_press(kind, "manage", manage) == [200, 200]
    assert open_and_press(kind, "manage", manage) == [404, 404]


@each_purpose
def test_a_token_is_good_for_as_long_as_its_key_is_named(
    kind: Kind, purpose: str, records: None, settings: Any
) -> None:
    token, old = kind.links.make_token(KEY, purpose), settings.SECRET_KEY
    settings.SECRET_KEY = "the next one"
    settings.SECRET_KEY_FALLBACKS = ["one of before", old]
    assert Client().get(url(kind, purpose, token)).status_code == 200
    assert kind.links.make_token(KEY, purpose) != token
    settings.SECRET_KEY_FALLBACKS = ["one of before"]
    assert open_and_press(kind, purpose, token) == [404, 404]
