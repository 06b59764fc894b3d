"""Passing a page on: plain links on every kind of page, in the words of its language."""

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from core.models import HomePage
from core.sharing.links import Sharing
from petitions.models import PetitionIndexPage, PetitionPage
from resources.models import GuidanceNotePage
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory, StandardPageFactory
from tests.translating import add_language, translate

pytestmark = pytest.mark.one_database


def hrefs(url: str) -> dict[str, str]:
    """Return the links for sharing on a page, by the name of the service."""
    html = Client().get(url).content.decode()
    ways = re.search(r'<ul class="share__list">(.*?)</ul>', html, re.S)
    found = re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', ways[1]) if ways else []
    return {name: unescape(href) for href, name in found}


@pytest.fixture
def note(home: HomePage) -> GuidanceNotePage:
    """A live note."""
    return GuidanceNotePageFactory(parent=GuidanceIndexPageFactory(parent=home))


def test_every_kind_of_page_can_be_passed_on(
    page: PetitionPage, petition_index: PetitionIndexPage, home: HomePage, note: GuidanceNotePage
) -> None:
    about = StandardPageFactory(parent=home, title="Über uns & mehr")
    for shown in (page, petition_index, home, note, note.get_parent(), about):
        links = hrefs(shown.url)
        assert list(links) == [
            "Mail", "WhatsApp", "Telegram", "Bluesky", "Facebook", "LinkedIn"
        ]  # fmt: skip
        address = f"http://testserver{shown.url}"
        mail = parse_qs(urlsplit(links["Mail"]).query)
        assert mail["subject"] == [shown.title]
        assert mail["body"][0].endswith(address)
        assert parse_qs(urlsplit(links["Facebook"]).query)["u"] == [address]


def test_an_edition_is_passed_on_at_its_own_address(note: GuidanceNotePage) -> None:
    address = f"/en/guidance/editions/{note.slug}/1/"
    found = re.search(r'href="(/en/[^"]*/1/[^"]*)"', Client().get(note.url).content.decode())
    assert found, address
    edition = re.sub(r"[^/]*$", "", found[1])
    html = Client().get(edition).content.decode()
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', html)
    assert canonical
    assert parse_qs(urlsplit(hrefs(edition)["Facebook"]).query)["u"] == [canonical[1]]


def test_a_petition_goes_with_the_editors_words(page: PetitionPage) -> None:
    PetitionPage.objects.filter(pk=page.pk).update(share_text="I signed & you?")
    for url in (page.url, f"{page.url}thank-you/"):
        assert "I signed & you?" in unquote(hrefs(url)["WhatsApp"])


def test_the_steps_of_signing_are_not_passed_on(page: PetitionPage) -> None:
    html = Client().get(f"{page.url}check-your-mail/").content.decode()
    assert "share" not in html
    assert "og:" not in html
    # The thank-you has its own place for it, once.
    assert Client().get(f"{page.url}thank-you/").content.decode().count("share__list") == 1


def test_a_translation_is_passed_on_in_its_language_and_an_alias_as_what_it_shows(
    page: PetitionPage,
) -> None:
    spanish = translate(page, add_language("es"))
    add_language("fr")
    shared = parse_qs(urlsplit(hrefs(spanish.url)["Facebook"]).query)["u"]
    assert shared == [f"http://testserver{spanish.url}"]
    alias = page.url.replace("/en/", "/fr/")
    shared = parse_qs(urlsplit(hrefs(alias)["Facebook"]).query)["u"]
    assert shared == [f"http://testserver{page.url}"]


def test_a_page_that_asks_for_a_password_is_not_passed_on(page: PetitionPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    html = Client().get(page.url).content.decode()
    assert "share" not in html


@pytest.mark.parametrize("text", ["a&b=c#d?e", "قصتي، كرامتي", "“quoted” 100 %", "a\nb"])
def test_whatever_the_words_are_the_links_hold_them(text: str) -> None:
    url = "https://example.org/ar/a/?b=c&d"
    links = {link.name: link.url for link in Sharing(text, text, url).links}
    for name, link in links.items():
        query = parse_qs(urlsplit(link).query, strict_parsing=True)
        said = " ".join(value for values in query.values() for value in values)
        assert url in said, name
        if name not in ("Facebook", "LinkedIn"):
            assert text in said, name
