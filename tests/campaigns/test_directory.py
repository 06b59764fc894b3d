"""The directory: which organisations it lists for which address, and what that costs."""

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale

from campaigns.directory.listing import PER_PAGE, find
from campaigns.models import Membership, Organisation, OrganisationIndexPage
from core.finding.results import Results
from core.models import HomePage
from tests.factories import OrganisationFactory, OrganisationIndexPageFactory
from tests.translating import translate


@pytest.fixture
def index(home: HomePage) -> OrganisationIndexPage:
    return OrganisationIndexPageFactory(parent=home, show_in_menus=True)


@pytest.fixture
def known(db: Any) -> dict[str, Organisation]:
    """Four organisations, one of them a coalition of two others."""
    made = {
        "haven": OrganisationFactory(
            name="Haven",
            slug="haven",
            summary="Shelter and legal help for women who left forced work.",
            countries=("KE", "UG"),
            languages=("en", "sw"),
            activities=("aftercare", "legal"),
        ),
        "lens": OrganisationFactory(
            name="Lens",
            slug="lens",
            kind="media",
            summary="Photographers who ask first.",
            countries=("KE",),
            languages=("en",),
            activities=("reporting",),
        ),
        "alba": OrganisationFactory(name="Alba", slug="alba", countries=("ES",)),
        "union": OrganisationFactory(name="Joint Voice", slug="joint-voice", kind="coalition"),
    }
    Membership.objects.create(coalition=made["union"], member=made["haven"], role="chair")
    Membership.objects.create(coalition=made["union"], member=made["lens"])
    return made


def asked(address: str = "", language: str = "en") -> Results:
    with translation.override(language):
        return find(QueryDict(address.removeprefix("?")))


def names(results: Results) -> list[str]:
    return [found.text.name for found in results.found]


def counts(results: Results, key: str) -> dict[str, int]:
    return {
        choice.value: choice.count
        for facet in results.facets
        if facet.key == key
        for choice in facet.choices
    }


def test_all_by_name(known: dict[str, Organisation]) -> None:
    assert names(asked()) == ["Alba", "Haven", "Joint Voice", "Lens"]


def test_drafts_and_translations_are_no_organisations_of_their_own(
    known: dict[str, Organisation], spanish: Locale
) -> None:
    OrganisationFactory(name="Draft", live=False)
    translate(known["haven"], spanish)
    assert asked().in_all == 4
    assert names(asked(language="es")) == ["Alba", "es: Haven", "Joint Voice", "Lens"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?country=KE", ["Haven", "Lens"]),
        ("?country=KE&country=ES", ["Alba", "Haven", "Lens"]),
        ("?country=KE&activity=reporting", ["Lens"]),
        ("?kind=media", ["Lens"]),
        ("?language=sw", ["Haven"]),
        ("?coalition=joint-voice", ["Haven", "Lens"]),
        ("?coalition=joint-voice&country=UG", ["Haven"]),
    ],
)
def test_filters(known: dict[str, Organisation], address: str, expected: list[str]) -> None:
    assert names(asked(address)) == expected


def test_counts_say_what_each_filter_would_leave(known: dict[str, Organisation]) -> None:
    assert counts(asked(), "country") == {"KE": 2, "ES": 1, "UG": 1}
    assert counts(asked("?kind=ngo"), "country") == {"KE": 1, "ES": 1, "UG": 1}
    assert counts(asked("?country=KE"), "activity") == {"aftercare": 1, "legal": 1, "reporting": 1}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("photographer", ["Lens"]),
        ("shelters legal", ["Haven"]),
        ("Kenya", ["Haven", "Lens"]),
        ("aftercare", ["Haven"]),
        ("coalition", ["Joint Voice"]),
        ("nothing-like-it", []),
    ],
)
def test_words(known: dict[str, Organisation], words: str, expected: list[str]) -> None:
    assert sorted(names(asked(f"?q={words}"))) == expected


def test_a_name_comes_before_a_text(known: dict[str, Organisation]) -> None:
    OrganisationFactory(name="Friends", summary="Lens lens lens: friends of Lens.")
    assert names(asked("?q=lens")) == ["Lens", "Friends"]


def test_a_translation_is_found_by_what_the_organisation_is(
    known: dict[str, Organisation], spanish: Locale
) -> None:
    translate(known["haven"], spanish)
    assert names(asked("?q=Kenia", "es")) == ["es: Haven"]
    known["haven"].refresh_from_db()
    known["haven"].countries = ("TH",)
    known["haven"].save()
    assert names(asked("?q=Kenia", "es")) == []
    assert names(asked("?q=Tailandia", "es")) == ["es: Haven"]


def test_nothing_found_says_what_to_leave_out(known: dict[str, Organisation]) -> None:
    results = asked("?country=ES&kind=media")
    assert results.count == 0
    assert [(link.address, link.count) for link in results.fewer_filters] == [
        ("?kind=media", 1),
        ("?country=ES", 1),
    ]


def test_what_nobody_offers_is_said(known: dict[str, Organisation]) -> None:
    results = asked("?country=XX&q=!!&page=99&sort=odd")
    assert results.has_unknown_filters
    assert results.has_no_words
    assert results.count == 4


# --- pages ------------------------------------------------------------------


def test_the_page_shows_the_list(
    index: OrganisationIndexPage, known: dict[str, Organisation], client: Client
) -> None:
    html = client.get("/en/organisations/").content.decode()
    assert "Organisations" in html
    assert 'href="/en/organisations/haven/"' in html
    assert "Kenya" in html


def test_an_empty_directory_says_so(index: OrganisationIndexPage, client: Client) -> None:
    html = client.get("/en/organisations/").content.decode()
    assert "There are no organisations here yet." in html
    assert "There are no organisations here yet." in (
        client.get("/en/organisations/by-country/").content.decode()
    )


def test_by_country(
    index: OrganisationIndexPage, known: dict[str, Organisation], client: Client
) -> None:
    html = client.get("/en/organisations/by-country/").content.decode()
    assert html.index("Kenya") < html.index("Spain") < html.index("Uganda")
    assert '<a href="/en/organisations/?country=KE">Kenya</a> <span class="muted">2</span>' in html


def test_the_feed_of_the_sitemap_has_each_organisation_once(
    index: OrganisationIndexPage, known: dict[str, Organisation], client: Client
) -> None:
    text = client.get("/sitemap.xml").content.decode()
    assert text.count("<loc>http://testserver/en/organisations/haven/</loc>") == 1


def test_one_coalition_is_a_choice_too(known: dict[str, Organisation]) -> None:
    assert counts(asked(), "coalition") == {"joint-voice": 2}
    assert names(asked("?coalition=joint-voice")) == ["Haven", "Lens"]
    Membership.objects.all().delete()
    assert counts(asked(), "coalition") == {}


def test_a_new_address_is_that_of_every_language(
    index: OrganisationIndexPage,
    known: dict[str, Organisation],
    spanish: Locale,
    client: Client,
) -> None:
    """Translations have the old one until they are brought up to date."""
    translate(index.get_parent(), spanish)
    translate(index, spanish)
    translate(known["haven"], spanish)
    known["haven"].slug = "haven-trust"
    known["haven"].save()
    address = "/es/organisations/haven-trust/"
    assert "es: Haven" in client.get(address).content.decode()
    assert client.get("/es/organisations/haven/").status_code == 404
    assert f'href="{address}"' in client.get("/es/search/?q=haven").content.decode()
    assert f"<loc>http://testserver{address}</loc>" in client.get("/sitemap.xml").content.decode()


# --- cost -------------------------------------------------------------------


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_directory_costs_the_same_however_many_organisations(
    index: OrganisationIndexPage, known: dict[str, Organisation], client: Client
) -> None:
    """The page around it, and six queries: organisations, memberships, those shown, their logos
    (none here), and with words the search and what it found.
    """
    client.get("/en/organisations/")
    before = queries(client, "/en/organisations/"), queries(client, "/en/organisations/?q=shelter")
    assert before[1] - before[0] <= 2
    for number in range(2 * PER_PAGE):
        made = OrganisationFactory(name=f"Shelter {number}", countries=("TH",))
        Membership.objects.create(coalition=known["union"], member=made)
    after = queries(client, "/en/organisations/"), queries(client, "/en/organisations/?q=shelter")
    assert after == before
