"""How many sign in each language: what counts as what, and that erasing loses nothing."""

import csv
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from petitions.erasing import erase, erase_expired
from petitions.languages import LanguageNumbers, numbers_by_language
from petitions.models import LanguageTally, Petition, PetitionIndexPage, PetitionPage, Signature
from petitions.moderating import invalidate
from petitions.withdrawing import withdraw
from tests.factories import PetitionPageFactory, SignatureFactory, petition_of
from tests.petitions.crowd import crowd
from tests.petitions.threads import at_once, needs_postgresql
from tests.translating import add_language, staff, start, translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def petition(page: PetitionPage) -> Petition:
    """A petition without signatures."""
    return petition_of(page)


def numbers(petition: Petition, language: str = "en") -> tuple[int, int, int]:
    """Return what is counted now: started, confirmed, withdrawn."""
    cache.clear()
    found = numbers_by_language([petition.pk])[petition.pk].get(language)
    return (found.started, found.confirmed, found.withdrawn) if found else (0, 0, 0)


def sign(petition: Petition, status: str = "pending", **values: Any) -> Signature:
    return SignatureFactory(petition=petition, status=status, **values)


def test_each_language_is_counted_by_itself(petition: Petition) -> None:
    for status in ("pending", "confirmed", "confirmed", "withdrawn", "quarantined", "invalid"):
        sign(petition, status)
    sign(petition, "confirmed", language="th")
    assert numbers(petition) == (6, 2, 1)
    assert numbers(petition, "th") == (1, 1, 0)


def test_organisations_are_counted_with_people(petition: Petition) -> None:
    sign(petition, "confirmed", kind="organisation", organisation_name="Guild")
    assert numbers(petition) == (1, 1, 0)


def test_petitions_are_counted_apart(petition: Petition, petition_index: PetitionIndexPage) -> None:
    sign(petition_of(PetitionPageFactory(parent=petition_index)), "confirmed")
    assert numbers(petition) == (0, 0, 0)


@pytest.mark.parametrize(
    ("status", "after"),
    [
        ("pending", (1, 0, 0)),
        ("quarantined", (1, 0, 0)),
        ("invalid", (1, 0, 0)),
        ("withdrawn", (1, 0, 1)),
        # Whoever erases a signature that counts takes it back.
        ("confirmed", (1, 0, 1)),
    ],
)
def test_erasing_keeps_the_number(
    petition: Petition, status: str, after: tuple[int, int, int]
) -> None:
    signature = sign(petition, status, language="ar")
    assert erase(signature.pk)
    assert not Signature.objects.exists()
    assert numbers(petition, "ar") == after
    assert numbers(petition) == (0, 0, 0)


def test_the_number_outlives_each_way_out(petition: Petition) -> None:
    """Expired, withdrawn and later erased, erased by its signer, declared invalid."""
    long_ago = timezone.now() - timedelta(days=90)
    sign(petition, created_at=long_ago)
    withdrawn = sign(petition, "confirmed")
    withdraw(withdrawn.pk)
    Signature.objects.filter(pk=withdrawn.pk).update(withdrawn_at=long_ago)
    erase(sign(petition, "confirmed").pk)
    invalidate([sign(petition, "confirmed").pk], None)
    sign(petition, "confirmed")
    before = numbers(petition)
    assert before == (5, 1, 2)
    assert erase_expired() == (2, 0)
    assert Signature.objects.count() == 2
    assert numbers(petition) == before


def test_what_is_not_erased_is_not_tallied(petition: Petition) -> None:
    """It was confirmed while the list of expired ones was worked off."""
    signature = sign(petition, "confirmed")
    assert not erase(signature.pk, among=Signature.objects.filter(status="pending"))
    assert numbers(petition) == (1, 1, 0)


def test_a_tally_holds_nothing_but_numbers() -> None:
    names = {field.name for field in LanguageTally._meta.get_fields()}
    assert names == {"id", "petition", "language", "started", "withdrawn"}


def test_the_share_is_of_those_who_started() -> None:
    assert LanguageNumbers("en", started=3, confirmed=2).percent == 67
    assert LanguageNumbers("en").percent is None


def test_numbers_are_remembered_for_a_minute(
    petition: Petition, petition_index: PetitionIndexPage
) -> None:
    other = petition_of(PetitionPageFactory(parent=petition_index))
    sign(petition, "confirmed")
    with CaptureQueriesContext(connection) as captured:
        first = numbers_by_language([petition.pk])
    assert len(captured) == 2
    with CaptureQueriesContext(connection) as captured:
        assert numbers_by_language([petition.pk]) == first
    assert len(captured) == 0
    with CaptureQueriesContext(connection) as captured:
        assert numbers_by_language([petition.pk, other.pk]) == {**first, other.pk: {}}
    assert len(captured) == 2


def test_the_editor_shows_them(page: PetitionPage, petition: Petition) -> None:
    """In the same panel as the count; on a translation's page, those of its language."""
    thai = add_language("th")
    crowd(petition, 1234, status="confirmed")
    sign(petition, language="th")
    client = Client()
    client.force_login(staff())
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    text = response.content.decode()
    assert "1,234" in text
    assert "100 %" in text
    assert "0 %" in text
    start(page.get_parent().specific, thai)
    target = start(page, thai).get_target_instance()
    client.force_login(translator(thai))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    assert "1 started, 0 confirmed, 0 withdrawn" in response.content.decode()


def report(user: Any) -> list[list[str]]:
    """Return the report's rows: petition, language, state, and how many started."""
    cache.clear()
    client = Client()
    client.force_login(user)
    response = client.get(reverse("petitions_languages"), {"export": "csv"})
    lines = csv.reader(b"".join(response.streaming_content).decode().splitlines())
    return [[row[0], row[1], row[2], row[4]] for row in lines][1:]


def test_the_report_adds_up(page: PetitionPage, petition: Petition) -> None:
    """Whatever becomes of a language, and before there is a second one."""
    for code in ("en", "th", "is"):
        sign(petition, "confirmed", language=code)
    title = page.title
    rows = [
        [title, "English", "original", "1"],
        [title, "Icelandic", "–", "1"],
        [title, "Thai", "–", "1"],
    ]
    assert report(staff()) == rows
    thai = add_language("th")
    rows = [rows[0], [title, "Thai", "waiting", "1"], rows[1]]
    assert report(staff()) == rows
    assert report(translator(thai)) == [rows[1]]
    client = Client()
    client.force_login(staff())
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Icelandic" in editor


def test_a_petition_that_is_not_live_stays_in_the_report(
    page: PetitionPage, petition: Petition
) -> None:
    add_language("th")
    sign(petition, "confirmed")
    page.unpublish()
    assert report(staff()) == [
        [page.title, "English", "original", "1"],
        [page.title, "Thai", "–", "0"],
    ]


def test_a_title_in_the_report_is_no_formula(page: PetitionPage, petition: Petition) -> None:
    Petition.objects.update(title="=1+1")
    assert report(staff())[0][0] == "'=1+1"


# --- at the same time ---


@pytest.fixture
def many(petition: Petition) -> list[Signature]:
    """Sixty signatures that are to be erased."""
    return crowd(petition, 60)


class TestRaces:
    """Of erasings at the same time none is lost."""

    pytestmark = needs_postgresql

    def test_erasing_at_once_loses_none(self, petition: Petition, many: list[Signature]) -> None:
        def erase_all(signatures: list[Signature]) -> Callable[[], Any]:
            return lambda: [erase(signature.pk) for signature in signatures]

        at_once(*(erase_all(many[start::6]) for start in range(6)))
        assert not Signature.objects.exists()
        assert numbers(petition) == (60, 0, 0)
        assert LanguageTally.objects.count() == 1

    def test_erasing_the_same_one_at_once_tallies_it_once(
        self, petition: Petition, many: list[Signature]
    ) -> None:
        erased = at_once(*[lambda: erase(many[0].pk)] * 6)
        assert sorted(erased) == [False] * 5 + [True]
        assert numbers(petition) == (60, 0, 0)
        assert LanguageTally.objects.get().started == 1
