"""What others see of a signature, and what its signer is told about that."""

from typing import Any

import pytest
from django.test import Client
from wagtail.log_actions import log

from petitions.models import PetitionPage, Signature
from petitions.tokens import links
from tests.factories import SignatureFactory, petition_of

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

FULL, INITIALS, COUNTRY, HIDDEN = Signature.Visibility.values


def organisation(page: PetitionPage, **values: Any) -> Signature:
    """Make a confirmed organisation that wants to be seen."""
    defaults = {"kind": "organisation", "organisation_name": "Casa Luz", "visibility": FULL}
    return SignatureFactory(
        petition=petition_of(page), status="confirmed", **{**defaults, **values}
    )


@pytest.mark.parametrize(
    ("visibility", "is_approved", "is_shown"),
    [(FULL, True, True), (FULL, False, False), (INITIALS, True, False), (HIDDEN, True, False)],
)
def test_an_organisation_is_listed_with_its_name_once_approved_or_not_at_all(
    page: PetitionPage, client: Client, visibility: str, is_approved: bool, is_shown: bool
) -> None:
    signature = organisation(page, visibility=visibility, is_approved=is_approved)
    assert signature.is_shown is is_shown
    assert ("Casa Luz" in client.get(page.url).content.decode()) is is_shown


@pytest.mark.parametrize("status", ["pending", "quarantined", "withdrawn", "invalid"])
def test_nobody_is_listed_who_is_not_confirmed(
    page: PetitionPage, client: Client, status: str
) -> None:
    signature = SignatureFactory(
        petition=petition_of(page), status=status, visibility=FULL, given_name="Wanda"
    )
    assert not signature.is_shown
    assert "Wanda" not in client.get(page.url).content.decode()


def test_a_petition_that_shows_nobody_shows_no_organisation_either(
    page: PetitionPage, client: Client
) -> None:
    signature = organisation(page, is_approved=True)
    page.shows_signers = False
    page.save_revision().publish()
    assert "Casa Luz" not in client.get(page.url).content.decode()
    own_page = client.get(links(signature)["manage_url"]).content.decode()
    assert 'name="visibility"' not in own_page


def test_a_signer_learns_that_lists_were_taken_out(page: PetitionPage, client: Client) -> None:
    signature = SignatureFactory(petition=petition_of(page), status="confirmed")
    url = links(signature)["manage_url"]
    assert "it has not left this site" in client.get(url).content.decode()
    log(signature.petition, "petitions.export", data={"number": 1, "filters": {}})
    told = client.get(url).content.decode()
    assert "it has not left this site" not in told
    assert "yours may be on them" in told
