"""A feed of each language's petitions."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.feeds import NEWEST
from petitions.models import PetitionIndexPage, PetitionPage
from tests.factories import PetitionPageFactory
from tests.translating import add_language, translate

pytestmark = pytest.mark.one_database

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(url: str) -> ElementTree.Element:
    """Return the feed of the list at an address."""
    response = Client().get(f"{url}feed/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "public" in response["Cache-Control"]
    return ElementTree.fromstring(response.content)


def texts(feed: ElementTree.Element, name: str) -> list[str | None]:
    """Return a text of each entry."""
    return [entry.findtext(f"{ATOM}{name}") for entry in feed.findall(f"{ATOM}entry")]


def links(element: ElementTree.Element) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


@pytest.mark.both_databases
def test_a_feed_is_whole(page: PetitionPage, petition_index: PetitionIndexPage) -> None:
    PetitionPage.objects.filter(pk=page.pk).update(summary="One < two & three")
    read = feed(petition_index.url)
    assert read.get(LANG) == "en"
    address = f"http://testserver{petition_index.url}"
    assert links(read) == {"alternate": address, "self": f"{address}feed/"}
    assert read.findtext(f"{ATOM}title") == "Petitions and pledges – Undersigned"
    assert read.findtext(f"{ATOM}author/{ATOM}name") == "Undersigned"
    (entry,) = read.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == page.title
    assert entry.findtext(f"{ATOM}summary") == "One &lt; two &amp; three"
    assert links(entry) == {"alternate": f"http://testserver{page.url}"}
    assert entry.findtext(f"{ATOM}published") == page.first_published_at.isoformat()
    assert entry.findtext(f"{ATOM}updated") == page.last_published_at.isoformat()
    assert (entry.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")


def test_a_feed_has_what_is_written_in_its_language(
    page: PetitionPage, petition_index: PetitionIndexPage
) -> None:
    PetitionPageFactory(parent=petition_index, title="Only in English")
    spanish = add_language("es")
    translate(page, spanish)
    add_language("th")
    read = feed("/es/petitions/")
    assert read.get(LANG) == "es"
    assert read.findtext(f"{ATOM}title") == "Peticiones y compromisos – Undersigned"
    assert texts(read, "title") == [f"es: {page.title}"]
    # The same petition in two languages is two things to read.
    assert not {*texts(read, "id")} & {*texts(feed("/en/petitions/"), "id")}
    assert texts(feed("/th/petitions/"), "title") == []
    # No tree at all: the source's.
    assert feed("/fr/petitions/").get(LANG) == "en"


def test_the_language_of_the_answer_is_that_of_the_feed(
    page: PetitionPage,
) -> None:
    translate(page, add_language("es"))
    assert Client().get("/es/petitions/feed/")["Content-Language"] == "es"


def test_an_id_outlives_a_move(page: PetitionPage, petition_index: PetitionIndexPage) -> None:
    before = texts(feed(petition_index.url), "id")
    page.slug = "elsewhere"
    page.save()
    assert texts(feed(petition_index.url), "id") == before


@pytest.mark.both_databases
def test_the_newest_come_first_and_there_is_an_end(petition_index: PetitionIndexPage) -> None:
    pages = [PetitionPageFactory(parent=petition_index) for _n in range(NEWEST + 2)]
    for number, page in enumerate(pages):
        PetitionPage.objects.filter(pk=page.pk).update(
            title=f"Number {number}",
            first_published_at=timezone.now() - timedelta(days=number),
        )
    assert texts(feed(petition_index.url), "title") == [f"Number {n}" for n in range(NEWEST)]


@pytest.mark.both_databases
def test_nothing_private_and_no_draft_is_in_it(
    page: PetitionPage, petition_index: PetitionIndexPage
) -> None:
    private = PetitionPageFactory(parent=petition_index)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    page.unpublish()
    assert texts(feed(petition_index.url), "title") == []
    PageViewRestriction.objects.create(page=petition_index, restriction_type="login")
    assert Client().get(f"{petition_index.url}feed/").status_code == 302


def test_who_has_the_feed_already_gets_nothing_new(
    page: PetitionPage, petition_index: PetitionIndexPage
) -> None:
    first = Client().get(f"{petition_index.url}feed/")
    headers: dict[str, Any] = {"if-none-match": first["ETag"]}
    again = Client().get(f"{petition_index.url}feed/", headers=headers)
    assert again.status_code == 304
    assert again.content == b""
    assert again["Cache-Control"] == first["Cache-Control"]


def test_what_is_taken_down_is_news(page: PetitionPage, petition_index: PetitionIndexPage) -> None:
    older = PetitionPageFactory(parent=petition_index, title="Older")
    hour_ago = timezone.now() - timedelta(hours=1)
    PetitionPage.objects.filter(pk=older.pk).update(last_published_at=hour_ago)
    first = Client().get(f"{petition_index.url}feed/")
    headers = {
        told: first[header]
        for told, header in (("if-none-match", "ETag"), ("if-modified-since", "Last-Modified"))
        if header in first
    }
    older.unpublish()
    again = Client().get(f"{petition_index.url}feed/", headers=headers)
    assert again.status_code == 200
    assert texts(ElementTree.fromstring(again.content), "title") == [page.title]


def test_what_is_below_the_alias_of_a_private_list_is_private(
    page: PetitionPage, petition_index: PetitionIndexPage
) -> None:
    translate(page, add_language("es"))
    PageViewRestriction.objects.create(page=petition_index, restriction_type="login")
    assert "feed/" not in Client().get("/en/").content.decode()
    spanish = PetitionIndexPage.objects.get(locale__language_code="es")
    assert Client().get(f"{spanish.url}feed/").status_code == 302
    assert Client().get("/api/petitions/").json() == {"petitions": []}


def test_pages_tell_feed_readers(page: PetitionPage, petition_index: PetitionIndexPage) -> None:
    translate(page, add_language("es"))
    link = '<link rel="alternate" type="application/atom+xml" href="{}petitions/feed/"'
    for url in (page.url, petition_index.url, "/en/", f"{page.url}thank-you/"):
        found = link.format("/en/") in Client().get(url).content.decode()
        assert found == (not url.endswith("thank-you/"))
    assert link.format("/es/") in Client().get(page.url.replace("/en/", "/es/")).content.decode()
    # The Spanish list is an alias, and what is read of it is English.
    assert link.format("/en/") in Client().get("/es/petitions/").content.decode()


def test_no_petition_hides_behind_the_feed(petition_index: PetitionIndexPage) -> None:
    with pytest.raises(ValidationError, match="feed"):
        PetitionPageFactory(parent=petition_index, slug="feed")
