"""The search of the site: every kind of page, in the reader's language, by what readers have."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, PageViewRestriction
from wagtail.search.models import IndexEntry

from core.finding import finders as registry
from core.finding.finders import Found, Hit, register_finder
from core.finding.indexing import searched_text
from core.models import HomePage, StandardPage
from petitions.models import PetitionIndexPage
from tests.core.search_world import SearchedSite, asked, make_site, titles
from tests.factories import PetitionPageFactory, StandardPageFactory
from tests.translating import add_language, translate, write_catalogue

pytestmark = pytest.mark.one_database

EVERY = {
    "Home",
    "Petitions",
    "Guidance",
    "Dignity in the news",
    "Note on pictures",
    "About us",
}


@pytest.fixture
def site(home: HomePage, petition_index: PetitionIndexPage, settings, tmp_path) -> SearchedSite:
    """A page of every kind; Spanish, whose interface is whole, has aliases of them."""
    settings.LOCALE_PATHS = [tmp_path]
    write_catalogue(tmp_path, "es", Sign="es: Sign")
    made = make_site(home, petition_index, add_language("es"))
    add_aliases(made)
    return made


def add_aliases(site: SearchedSite) -> None:
    call_command("set_up_translators", verbosity=0)


# --- what is found ----------------------------------------------------------


@pytest.mark.both_databases
def test_every_kind_of_page_is_found(site: SearchedSite) -> None:
    assert set(titles("lanterns")) == EVERY
    assert set(titles("lantern")) == EVERY


@pytest.mark.both_databases
def test_the_index_can_be_built_anew(site: SearchedSite) -> None:
    IndexEntry.objects.all().delete()
    assert titles("lantern") == []
    call_command("update_index", verbosity=0)
    assert set(titles("lantern")) == EVERY


@pytest.mark.both_databases
@pytest.mark.parametrize("word", ["roots", "badger", "member", "ferrets", "43"])
def test_texts_of_all_blocks_are_found(site: SearchedSite, word: str) -> None:
    assert titles(word) == ["About us"]


@pytest.mark.both_databases
@pytest.mark.parametrize("word", ["important", "paragraph", "gratitude", "owls", "h2"])
def test_what_does_not_stand_on_the_page_is_not_found(site: SearchedSite, word: str) -> None:
    """Choices of editors, and what a petition says in mails and afterwards."""
    assert titles(word) == []


@pytest.mark.both_databases
def test_the_title_comes_first(site: SearchedSite) -> None:
    StandardPageFactory(parent=site.home, title="Lantern", slug="lantern")
    assert titles("lantern")[0] == "Lantern"


@pytest.mark.both_databases
def test_all_words_must_be_there(site: SearchedSite) -> None:
    assert titles("lantern badger") == ["About us"]
    assert titles("lantern badger editors") == []


@pytest.mark.both_databases
def test_an_excerpt_marks_the_words(site: SearchedSite) -> None:
    html = asked("/en/search/?q=badgers")
    assert "I kept the <mark>badger</mark>." in html
    html = asked("/en/search/?q=lanterns+roots")
    assert "It began with one <mark>lantern</mark>." in html or "<mark>Roots</mark>" in html


def test_what_is_found_by_its_title_shows_what_it_is_about(site: SearchedSite) -> None:
    html = asked("/en/search/?q=news")
    assert "Tell stories with the people they belong to." in html


# --- what must not be found ---------------------------------------------------


@pytest.mark.both_databases
def test_a_draft_is_not_found(site: SearchedSite) -> None:
    """The index of a live page holds what is live, whatever is saved beside it."""
    about: StandardPage = site.pages["about"]
    about.title, about.introduction = "Walrus", "A narwhal."
    about.body = []
    about.save_revision()
    assert titles("walrus") == titles("narwhal") == []
    assert titles("badger") == ["About us"]
    call_command("update_index", verbosity=0)
    assert titles("walrus") == titles("narwhal") == []
    about.latest_revision.publish()
    assert titles("narwhal") == ["Walrus"]
    assert titles("badger") == []


def test_a_draft_saved_in_the_editor_is_not_found(site: SearchedSite, admin_client: Client) -> None:
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    about = site.pages["about"]
    form = nested_form_data(
        {
            "title": "About us",
            "slug": "about",
            "introduction": "A narwhal.",
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "A walrus.",
            "tells_when_outdated": "on",
            "comments": {
                "TOTAL_FORMS": 0,
                "INITIAL_FORMS": 0,
                "MIN_NUM_FORMS": 0,
                "MAX_NUM_FORMS": "",
            },
        }
    )
    answer = admin_client.post(f"/admin/pages/{about.pk}/edit/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    about.refresh_from_db()
    assert about.has_unpublished_changes
    assert titles("narwhal") == titles("walrus") == []
    assert titles("badger") == ["About us"]


@pytest.mark.both_databases
def test_what_is_not_live_is_not_found(site: SearchedSite) -> None:
    site.pages["about"].unpublish()
    assert "About us" not in titles("lantern")
    StandardPageFactory(parent=site.home, title="Badger", slug="badger", live=False).unpublish()
    assert titles("badger") == []


@pytest.mark.both_databases
def test_private_pages_are_not_found(site: SearchedSite) -> None:
    PageViewRestriction.objects.create(page=site.pages["petitions"], restriction_type="login")
    for language in ("en", "es"):
        found = set(titles("lantern", language))
        assert found == EVERY - {"Petitions", "Dignity in the news"}
    assert "Dignity" not in asked("/en/search/?q=lantern+editors")


def test_a_private_translation_does_not_bring_back_its_source(site: SearchedSite) -> None:
    translate(site.home, site.spanish)
    spanish = translate(site.pages["about"], site.spanish)
    PageViewRestriction.objects.create(page=spanish, restriction_type="login")
    assert titles("badger", "es") == []
    assert titles("badger", "en") == ["About us"]


@pytest.mark.both_databases
def test_pages_of_another_site_are_not_found(site: SearchedSite) -> None:
    from wagtail.models import Locale, Site

    root = Page.objects.get(depth=1)
    other = root.add_child(
        instance=HomePage(title="Other", slug="other", locale=Locale.get_default())
    )
    Site.objects.create(hostname="other.example", root_page=other)
    Site.clear_site_root_paths_cache()
    StandardPageFactory(parent=other, title="Okapi")
    assert titles("okapi") == []


# --- languages ----------------------------------------------------------------


@pytest.mark.both_databases
def test_a_reader_finds_the_translation_in_place_of_its_source(site: SearchedSite) -> None:
    translate(site.home, site.spanish)
    translated = translate(site.pages["about"], site.spanish)
    found = Client().get("/es/search/", {"q": "badger"}).context["results"].found
    assert [(each.title, each.url, each.language) for each in found] == [
        ("es: About us", translated.url, "es")
    ]
    assert titles("badger", "en") == ["About us"]


def test_what_is_not_translated_is_found_in_the_source_language_and_marked_so(
    site: SearchedSite,
) -> None:
    html = asked("/es/search/?q=badger")
    assert '<h2 class="card__title" lang="en" dir="ltr">' in html
    # At its address in the reader's own tree.
    assert 'href="/es/about/" lang="en" dir="ltr" hreflang="en">About us</a>' in html
    assert "<mark>badger</mark>" in html


def test_a_translation_that_is_not_live_leaves_its_source_to_be_found(site: SearchedSite) -> None:
    translate(site.home, site.spanish)
    translate(site.pages["about"], site.spanish).unpublish()
    found = Client().get("/es/search/", {"q": "badger"}).context["results"].found
    assert [(each.title, each.url) for each in found] == [("About us", "/en/about/")]


@pytest.mark.both_databases
def test_aliases_hold_nothing(site: SearchedSite) -> None:
    aliases = StandardPage.objects.filter(alias_of=site.pages["about"])
    assert [searched_text(alias) for alias in aliases] == [""]
    copy = site.pages["about"].create_alias(parent=site.pages["home"], update_slug="again")
    assert copy.alias_of_id == site.pages["about"].pk
    assert titles("badger") == ["About us"]


@pytest.mark.both_databases
def test_words_in_another_language_are_pointed_out(site: SearchedSite) -> None:
    translate(site.home, site.spanish)
    spanish = translate(site.pages["about"], site.spanish)
    spanish.introduction = "Las nutrias viven aquí."
    spanish.save_revision().publish()
    html = asked("/en/search/?q=nutria")
    assert 'href="/es/search/?q=nutria" hreflang="es"' in html
    assert "The same words in Spanish: 1 result" in " ".join(html.split())


# --- the page -------------------------------------------------------------------


def test_without_words_there_is_the_form_alone(site: SearchedSite) -> None:
    for address in ("/en/search/", "/en/search/?q=", "/en/search/?q=+&page=3&kind=x"):
        html = asked(address)
        assert 'role="search"' in html
        assert 'name="q" value=""' in html
        assert "finding__results" not in html


def test_what_has_no_word_in_it_is_said_so(site: SearchedSite) -> None:
    html = asked("/en/search/?q=%3F%21")
    assert "There is no word to search for" in html
    assert "finding__results" not in html


def test_nothing_found_says_what_to_try(site: SearchedSite) -> None:
    html = " ".join(asked("/en/search/?q=badger&kind=petitionpage").split())
    assert "<strong>0</strong> results for “badger”" in html
    assert "Leave out “Kind: Petition”: 1 result" in html
    assert "Look at the spelling" in html


@pytest.mark.both_databases
def test_kinds_are_counted_and_filtered_by(site: SearchedSite) -> None:
    results = Client().get("/en/search/?q=lantern").context["results"]
    (facet,) = results.facets
    assert {choice.name: choice.count for choice in facet.choices} == {
        "Guidance list": 1,
        "Guidance note": 1,
        "Home page": 1,
        "Page": 1,
        "Petition": 1,
        "Petition list": 1,
    }
    assert titles("lantern", kind="petitionpage") == ["Dignity in the news"]
    assert titles("lantern", kind="spaceship") == titles("lantern")
    assert "were left out" in asked("/en/search/?q=lantern&kind=spaceship")


@pytest.mark.both_databases
def test_pages_of_twenty(site: SearchedSite) -> None:
    for number in range(23):
        StandardPageFactory(parent=site.home, title=f"Okapi {number}", slug=f"okapi-{number}")
    first = Client().get("/en/search/?q=okapi").context["results"]
    second = Client().get("/en/search/?q=okapi&page=2").context["results"]
    assert (len(first.found), len(second.found)) == (20, 3)
    assert len({found.title for found in first.found + second.found}) == 23
    assert 'href="?q=okapi&amp;page=2"' in asked("/en/search/?q=okapi")
    assert len(Client().get("/en/search/?q=okapi&page=99").context["results"].found) == 3


def test_search_engines_stay_away_and_caches_keep_it_for_a_moment(site: SearchedSite) -> None:
    response = Client().get("/en/search/?q=lantern")
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=2"
    assert not response.cookies
    assert Client().post("/en/search/", {"q": "x"}).status_code == 405


def test_what_is_typed_is_shown_as_text(site: SearchedSite) -> None:
    html = asked("/en/search/?q=%3Cscript%3Ealert(1)%3C/script%3E%22")
    assert "<script>alert" not in html


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(", "a AND", "%00", "%F0%9F%99%82", "x" * 5000, "ภาพ" * 900]
)
def test_anything_may_be_typed(site: SearchedSite, typed: str) -> None:
    assert Client().get("/en/search/", {"q": typed, "page": typed}).status_code == 200


def test_every_page_leads_to_the_search(site: SearchedSite) -> None:
    for page in site.pages.values():
        assert '<a class="header-search" href="/en/search/">' in asked(page.url)
    assert '<a class="header-search" href="/es/search/">' in asked("/es/search/?q=x").replace(
        ' aria-current="page"', ""
    )
    assert 'href="/en/search/" aria-current="page"' in asked("/en/search/")


# --- the address ------------------------------------------------------------------


def test_no_page_has_the_address_of_the_search(site: SearchedSite) -> None:
    with pytest.raises(ValidationError, match="taken by the search"):
        StandardPageFactory(parent=site.home, title="Find", slug="search")
    with pytest.raises(ValidationError, match="taken by the search"):
        PetitionPageFactory(parent=site.pages["petitions"], slug="search")


def test_the_editor_is_told_in_words(site: SearchedSite, admin_client: Client) -> None:
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    form = nested_form_data(
        {
            "title": "Find",
            "slug": "search",
            "introduction": "",
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "action-publish": "1",
        }
    )
    answer = admin_client.post(f"/admin/pages/add/core/standardpage/{site.home.pk}/", form)
    assert answer.status_code == 200
    assert answer.context["form"].errors["slug"] == [
        "This address is taken by the search of the site. Choose another."
    ]


# --- the admin and the API ----------------------------------------------------------


@pytest.mark.both_databases
def test_the_admin_finds_pages_by_their_titles(site: SearchedSite, admin_client: Client) -> None:
    assert [page.title for page in Page.objects.search("dignity")] == ["Dignity in the news"] * 2
    html = admin_client.get("/admin/pages/search/?q=dignity").content.decode()
    assert "Dignity in the news" in html
    completed = {page.title for page in Page.objects.autocomplete("dign")}
    assert completed == {"Dignity in the news"}


@pytest.mark.both_databases
def test_the_api_finds_the_same_words(site: SearchedSite) -> None:
    items = Client().get("/api/v2/pages/?search=badgers").json()["items"]
    assert [item["title"] for item in items] == ["About us"]
    items = Client().get("/api/v2/pages/?search=badger+walrus&search_operator=or").json()["items"]
    assert [item["title"] for item in items] == ["About us"]
    items = Client().get("/api/v2/pages/?search=lantern&order=-title&fields=title").json()["items"]
    assert [item["title"] for item in items] == sorted(EVERY, reverse=True)


# --- what is no page ------------------------------------------------------------------


class Owls:
    """Finds one owl by its name."""

    def kinds(self) -> dict[str, str]:
        return {"owl": "Owl"}

    def hits(self, request, wanted) -> list[Hit]:
        return [Hit(self, 1, "owl", "en", "Badger owl")] if ["badger"] in wanted.values() else []

    def found(self, request, hits, wanted) -> dict[Hit, Found]:
        return {hit: Found(hit.title, "/owl/", "Owl", hit.language) for hit in hits}


def test_apps_add_what_is_no_page(site: SearchedSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_finders", [*registry.finders()])
    register_finder(Owls())
    # Its title has the word, which only the text of the page has.
    assert titles("badger") == ["Badger owl", "About us"]
    assert titles("badger", kind="owl") == ["Badger owl"]
    assert titles("lantern", kind="owl") == []
    assert "Leave out “Kind: Owl”: 6 results" in " ".join(
        asked("/en/search/?q=lantern&kind=owl").split()
    )
