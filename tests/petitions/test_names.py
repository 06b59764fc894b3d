"""Names in every script go in and come out as they were typed."""

import html
import unicodedata
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.public_forms import NameField
from petitions.models import PetitionPage, Signature
from petitions.tokens import links

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

NAMES = [
    "Y",
    "Ø",
    "王",
    "ん",
    "O’Brien",
    "O'Brien",
    "D'Angelo-O''Neil",
    "Nguyễn Thị Minh Khai",
    "José María",
    "Jose\u0301",
    "Łukasz",
    "İpek",
    "Σοφία",
    "Владимир",
    "مُحَمَّد",
    "\u200fفاطمة\u200f",
    "\u2067שרה\u2069",
    "שָׂרָה",
    "สมชาย",
    "ก็",
    "ကျော်",
    "தமிழ்",
    "한글",
    "ᏣᎳᎩ",
    "𝔘𝔫𝔦",
    "𠮷野家",
    "X Æ A-12",
    "Jr.",
    "3rd",
    "A" * 120,
    "王" * 120,
    "<b>Bold</b> & Co",
    "{{ 7*7 }}{% now 'Y' %}",
    "%s %(name)s {0}",
    "=1+1",
    "Robert'); DROP TABLE petitions_signature;--",
    "null",
    "👩🏽‍🦱 Ana",
]


def test_real_names_come_back_as_they_were_typed(
    page: PetitionPage, form_data: dict[str, Any], subtests: pytest.Subtests
) -> None:
    client = Client()
    for number, name in enumerate(NAMES):
        with subtests.test(name):
            _check_round_trip(client, page, {**form_data, "email": f"n{number}@example.org"}, name)


@settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120))
def test_any_name_with_a_letter_makes_the_round_trip(
    name: str, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    name = name.strip()
    assume(any(unicodedata.category(mark)[0] in "LN" for mark in name))
    Signature.objects.all().delete()
    _check_round_trip(Client(), page, form_data, name)


def _check_round_trip(client: Client, page: PetitionPage, data: Any, name: str) -> None:
    response = client.post(page.url, {**data, "given_name": name, "family_name": name})
    assert response.status_code == 303
    signature = Signature.objects.get(email=data["email"])
    assert (signature.given_name, signature.family_name) == (name, name)
    shown = html.unescape(client.get(links(signature)["manage_url"]).content.decode())
    # Each in an isolate of its own, so that no mark in it turns the text around it.
    assert f"<bdi>{name} {name}</bdi>" in shown


@settings(deadline=None, database=None)
@given(st.text(max_size=250))
def test_the_field_keeps_a_name_or_refuses_it(typed: str) -> None:
    """It never changes what is between the first and the last letter."""
    from django.core.exceptions import ValidationError

    try:
        name = NameField(required=False).clean(typed)
    except ValidationError as error:
        assert error.messages[0].endswith(".")
        return
    assert name == typed.strip()
    assert len(name) <= 200


@pytest.mark.parametrize(
    ("visibility", "shown"),
    [("full", "Ana Maria da Silva"), ("initials", "A. D."), ("country", ""), ("hidden", "")],
)
def test_the_public_sees_what_was_chosen(visibility: str, shown: str) -> None:
    signature = Signature(
        given_name="Ana Maria", family_name="da Silva", visibility=visibility, kind="person"
    )
    assert signature.public_name == shown


def test_initials_of_one_name_have_no_stray_dot() -> None:
    assert Signature(given_name="ångström", visibility="initials").public_name == "Å."
