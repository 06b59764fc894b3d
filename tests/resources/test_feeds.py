"""Feeds of editions: of one note, and of all notes in a language."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from core.feeds import NEWEST
from core.models import SiteSettings
from resources.documents import Document
from resources.models import EditionText, GuidanceIndexPage, GuidanceNote, GuidanceNotePage
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory
from tests.resources.rows import add_text
from tests.translating import add_language, start

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOTE_FEED = "/en/editions/pictures/feed/"


def feed(url: str) -> ElementTree.Element:
    """Return the feed at an address."""
    response = Client().get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "public" in response["Cache-Control"]
    found = ElementTree.fromstring(response.content)
    assert found.get(LANG) == response["Content-Language"]
    return found


def texts(feed: ElementTree.Element, name: str) -> list[str | None]:
    """Return a text of each entry."""
    return [entry.findtext(f"{ATOM}{name}") for entry in feed.findall(f"{ATOM}entry")]


def links(element: ElementTree.Element) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def document(language: str = "en", title: str = "Pictures", licence: str = "CC-BY-4.0") -> Document:
    return Document(title, "Summary", language, licence=licence)


@pytest.fixture
def guidance(home: Any) -> GuidanceIndexPage:
    return GuidanceIndexPageFactory(parent=home)


@pytest.fixture
def note(guidance: GuidanceIndexPage) -> GuidanceNotePage:
    return GuidanceNotePageFactory(parent=guidance, slug="pictures", licence="CC-BY-4.0")


def again(url: str, first: Any) -> Any:
    return Client().get(url, headers={"if-none-match": first["ETag"]})


class TestOneNote:
    @pytest.mark.both_databases
    def test_a_feed_is_whole(self, home: Any) -> None:
        add_text("pictures", 1, document(licence=""))
        add_text("pictures", 2, document(), changes="Less < more & better")
        read = feed(NOTE_FEED)
        assert read.findtext(f"{ATOM}title") == "Editions of Pictures – Undersigned"
        assert read.findtext(f"{ATOM}author/{ATOM}name") == "Undersigned"
        assert links(read) == {
            "alternate": "http://testserver/en/editions/pictures/",
            "self": f"http://testserver{NOTE_FEED}",
        }
        newest, oldest = read.findall(f"{ATOM}entry")
        text = EditionText.objects.get(edition__number=2)
        assert newest.findtext(f"{ATOM}title") == "Pictures, edition 2"
        assert newest.findtext(f"{ATOM}summary") == "Less &lt; more &amp; better"
        assert links(newest) == {"alternate": "http://testserver/en/editions/pictures/2/"}
        assert newest.findtext(f"{ATOM}published") == text.published_at.isoformat()
        assert newest.findtext(f"{ATOM}updated") == text.published_at.isoformat()
        assert newest.findtext(f"{ATOM}rights") == (
            "Creative Commons Attribution 4.0 <https://creativecommons.org/licenses/by/4.0/>"
        )
        assert oldest.find(f"{ATOM}rights") is None
        ids = texts(read, "id")
        assert len(set(ids)) == 2
        assert all((found or "").startswith("urn:uuid:") for found in ids)

    def test_each_language_has_its_own(self, home: Any) -> None:
        add_text("pictures", 1, document())
        add_text("pictures", 1, document("es", "Fotos"))
        add_text("pictures", 1, document("es", "Fotos"), correction=1)
        add_text("pictures", 2, document())
        spanish = feed("/es/editions/pictures/feed/")
        assert spanish.get(LANG) == "es"
        assert sorted(filter(None, texts(spanish, "title")))[0].startswith("Fotos, ")
        assert len(texts(spanish, "id")) == len(set(texts(spanish, "id"))) == 2
        english = feed(NOTE_FEED)
        assert texts(english, "title") == ["Pictures, edition 2", "Pictures, edition 1"]
        assert not {*texts(spanish, "id")} & {*texts(english, "id")}
        # Not translated at all: the source's.
        thai = feed("/th/editions/pictures/feed/")
        assert thai.get(LANG) == "en"
        assert texts(thai, "id") == texts(english, "id")

    def test_a_correction_says_that_it_is_one(self, home: Any) -> None:
        add_text("pictures", 1, document(), changes="First")
        add_text("pictures", 1, document(), correction=1, changes="First")
        read = feed(NOTE_FEED)
        assert texts(read, "title") == ["Pictures, edition 1.1", "Pictures, edition 1"]
        assert texts(read, "summary") == ["The translation was corrected.", "First"]
        assert links(read.findall(f"{ATOM}entry")[0])["alternate"].endswith("/pictures/1.1/")

    def test_what_xml_cannot_hold_breaks_no_feed(self, home: Any) -> None:
        add_text("pictures", 1, document(), changes="One line\x0banother\x01")
        assert texts(feed(NOTE_FEED), "summary") == ["One line another "]

    def test_nor_does_it_in_a_title_or_a_name(self, guidance: GuidanceIndexPage) -> None:
        """The title of an edition from before its text was cleaned, the list's, the site's."""
        SiteSettings.objects.update_or_create(
            site=Site.objects.get(), defaults={"name": "Under\x0bsigned"}
        )
        note = GuidanceNotePageFactory(parent=guidance, slug="old")
        uuid = GuidanceNote.objects.get().uuid
        add_text("old", 2, document(title="A\x0bB"), uuid=uuid)
        guidance.title = "Guid\x01ance"
        guidance.save()
        for url in ("/en/editions/old/feed/", f"{note.get_parent().url}feed/"):
            read = feed(url)
            assert texts(read, "title")[0] == "A B, edition 2"
            assert read.findtext(f"{ATOM}author/{ATOM}name") == "Under signed"
        assert read.findtext(f"{ATOM}title") == "Guid ance – Under signed"

    def test_ids_outlive_the_page(self, note: GuidanceNotePage) -> None:
        before = feed(NOTE_FEED)
        note.slug = "elsewhere"
        note.save()
        note.unpublish()
        assert texts(feed(NOTE_FEED), "id") == texts(before, "id")

    @pytest.mark.both_databases
    def test_the_newest_come_first_and_there_is_an_end(self, home: Any) -> None:
        now = timezone.now()
        for number in range(1, NEWEST + 3):
            add_text("pictures", number, document(), published_at=now + timedelta(minutes=number))
        numbers = [title.rsplit(" ", 1)[1] for title in texts(feed(NOTE_FEED), "title") if title]
        assert numbers == [str(number) for number in range(NEWEST + 2, 2, -1)]

    def test_who_has_it_already_gets_nothing_new(self, home: Any) -> None:
        add_text("pictures", 1, document())
        first = Client().get(NOTE_FEED)
        assert again(NOTE_FEED, first).status_code == 304
        add_text("pictures", 2, document())
        assert again(NOTE_FEED, first).status_code == 200

    def test_a_private_note_has_no_feed(self, note: GuidanceNotePage) -> None:
        assert feed(NOTE_FEED) is not None
        PageViewRestriction.objects.create(page=note, restriction_type="login")
        assert Client().get(NOTE_FEED).status_code == 404

    def test_a_note_that_is_not_there(self, home: Any) -> None:
        assert Client().get(NOTE_FEED).status_code == 404
        GuidanceNote.objects.create(code="pictures", uuid="6e3b2f0e-5b7c-4b8e-9a34-111111111111")
        assert Client().get(NOTE_FEED).status_code == 404

    def test_it_can_only_be_read(self, home: Any) -> None:
        add_text("pictures", 1, document())
        assert Client().post(NOTE_FEED).status_code == 405

    @pytest.mark.both_databases
    def test_it_costs_the_same_however_many_there_are(self, home: Any) -> None:
        """The note, the languages it is in, its editions; the site and its settings."""
        add_text("pictures", 1, document())
        feed(NOTE_FEED)
        spent = []
        for more in (0, 20):
            for number in range(more):
                add_text("pictures", 2 + number, document())
            with CaptureQueriesContext(connection) as captured:
                feed(NOTE_FEED)
            spent.append(len(captured))
        assert spent[0] == spent[1] == 3 + 2


class TestAllNotes:
    @pytest.mark.both_databases
    def test_editions_of_all_notes(
        self, guidance: GuidanceIndexPage, note: GuidanceNotePage
    ) -> None:
        GuidanceNotePageFactory(parent=guidance, slug="speaking", title="Speaking")
        uuid = GuidanceNote.objects.get(code="pictures").uuid
        add_text("pictures", 2, document(), uuid=uuid, changes="Clearer")
        read = feed(f"{guidance.url}feed/")
        assert read.findtext(f"{ATOM}title") == "Guidance – Undersigned"
        assert texts(read, "title") == [
            "Pictures, edition 2",
            "Speaking, edition 1",
            "Note on pictures, edition 1",
        ]
        assert texts(read, "summary")[0] == "Clearer"
        assert links(read) == {
            "alternate": f"http://testserver{guidance.url}",
            "self": f"http://testserver{guidance.url}feed/",
        }
        # The same edition is the same entry in both feeds.
        assert {*texts(feed(NOTE_FEED), "id")} < {*texts(read, "id")}

    @pytest.mark.both_databases
    def test_what_is_private_or_taken_down_is_left_out(
        self, guidance: GuidanceIndexPage, note: GuidanceNotePage
    ) -> None:
        other = GuidanceNotePageFactory(parent=guidance, slug="speaking", title="Speaking")
        url = f"{guidance.url}feed/"
        first = Client().get(url)
        PageViewRestriction.objects.create(page=note, restriction_type="login")
        assert texts(feed(url), "title") == ["Speaking, edition 1"]
        assert again(url, first).status_code == 200
        other.unpublish()
        assert texts(feed(url), "title") == []
        PageViewRestriction.objects.create(page=guidance, restriction_type="login")
        assert Client().get(url).status_code == 302

    def test_a_note_that_is_private_in_another_language_is_there(
        self, guidance: GuidanceIndexPage, note: GuidanceNotePage
    ) -> None:
        start(note, add_language("es"))
        spanish = GuidanceNotePage.objects.get(locale__language_code="es")
        PageViewRestriction.objects.create(page=spanish, restriction_type="login")
        assert texts(feed(f"{guidance.url}feed/"), "title") == ["Note on pictures, edition 1"]
        assert texts(feed(NOTE_FEED), "title") == ["Note on pictures, edition 1"]

    def test_a_translation_of_a_private_note_is_private(
        self, guidance: GuidanceIndexPage, note: GuidanceNotePage
    ) -> None:
        start(note, add_language("es"))
        spanish = GuidanceNotePage.objects.get(locale__language_code="es")
        GuidanceNotePage.objects.filter(pk=spanish.pk).update(live=True)
        add_text("pictures", 1, document("es", "Fotos"))
        url = f"{spanish.get_parent().url}feed/"
        assert texts(feed(url), "title") == ["Fotos, edición 1"]
        PageViewRestriction.objects.create(page=note, restriction_type="login")
        assert texts(feed(url), "title") == []

    def test_a_list_that_is_not_translated_has_none_of_the_sources(
        self, guidance: GuidanceIndexPage, note: GuidanceNotePage
    ) -> None:
        add_language("es")
        spanish = GuidanceIndexPage.objects.get(locale__language_code="es")
        read = feed(f"{spanish.url}feed/")
        assert read.get(LANG) == "es"
        assert texts(read, "title") == []

    @pytest.mark.both_databases
    def test_it_costs_the_same_however_many_there_are(
        self, guidance: GuidanceIndexPage, note: GuidanceNotePage
    ) -> None:
        url = f"{guidance.url}feed/"
        feed(url)
        spent = []
        for more in (0, 3):
            for _time in range(more):
                GuidanceNotePageFactory(parent=guidance)
            with CaptureQueriesContext(connection) as captured:
                feed(url)
            asked = [query for query in captured if "resources_editiontext" in query["sql"]]
            assert len(asked) == 1
            spent.append(len(captured))
        assert spent[0] == spent[1]
