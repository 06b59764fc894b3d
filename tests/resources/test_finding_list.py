"""The list of guidance: what it shows for which address, and to whom."""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from core.finding.facets import Facet
from core.finding.results import Results
from core.finding.words import query_stems
from resources.finding.excerpts import excerpt
from resources.finding.listing import PER_PAGE, find
from resources.models import Audience, EditionText, GuidanceNotePage, Topic
from tests.resources.finding_world import (
    World,
    WorldTestCase,
    alias_of,
    make_note,
    subject,
)
from tests.resources.notes import publish, text_of

pytestmark = pytest.mark.one_database


def asked(world: World, address: str = "", language: str = "en") -> Results:
    """Return what the list in a language shows for the part of an address behind "?"."""
    with translation.override(language):
        return find(QueryDict(address.removeprefix("?")), world.indexes[language])


def titles(results: Results) -> list[str]:
    """Return the titles on the page shown."""
    return [found.note.title for found in results.found]


def counts(results: Results) -> dict[str, dict[str, int]]:
    """Return the filters with their values and counts."""
    return {
        facet.key: {choice.value: choice.count for choice in facet.choices}
        for facet in results.facets
    }


def facet(results: Results, key: str) -> Facet:
    """Return one of the filters."""
    return next(facet for facet in results.facets if facet.key == key)


def read(client: Client, address: str) -> str:
    """Return the text of a page."""
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


# --- which notes ------------------------------------------------------------


class TestNotes(WorldTestCase):
    """Which notes are in the list."""

    @pytest.mark.both_databases
    def test_all_notes_the_newest_first(self) -> None:
        world = self.world
        tomorrow = timezone.localdate() + timedelta(days=1)
        make_note(world.index, title="Old", slug="old", edition_date=date(2011, 1, 1))
        make_note(world.index, title="New", slug="new", edition_date=tomorrow)
        shown = titles(asked(world))
        assert shown == ["New", "Guide to interviews", "Note on images", "Old"]
        assert asked(world).count == asked(world).in_all == 4

    @pytest.mark.both_databases
    def test_each_language_shows_its_own_and_the_source_in_place_of_the_rest(self) -> None:
        world = self.world
        notes = {found.note.title: found.note for found in asked(world, language="th").found}
        assert set(notes) == {"บันทึกเรื่องภาพ", "Guide to interviews"}
        assert notes["บันทึกเรื่องภาพ"].page == world.translations["th"]
        alias = notes["Guide to interviews"]
        assert alias.page == alias_of(world.interviews, world.locales["th"])
        assert (alias.language, alias.label) == ("en", "1")
        assert alias.languages == ["en"]
        assert notes["บันทึกเรื่องภาพ"].languages == ["en", "es", "fr", "ar", "th"]

    def test_an_unpublished_translation_makes_room_for_the_source(self) -> None:
        world = self.world
        world.translations["th"].unpublish()
        notes = [found.note for found in asked(world, language="th").found]
        assert world.images in [note.page for note in notes]
        assert "th" not in next(note for note in notes if note.page == world.images).languages

    @pytest.mark.both_databases
    def test_what_is_unpublished_or_private_is_not_there(self) -> None:
        world = self.world
        world.interviews.unpublish()
        assert titles(asked(world)) == ["Note on images"]
        PageViewRestriction.objects.create(page=world.images, restriction_type="login")
        results = asked(world, "q=photographs")
        assert (results.count, results.in_all, results.other_languages) == (0, 0, [])

    def test_what_is_private_in_one_language_is_not_among_its_languages(self) -> None:
        world = self.world
        PageViewRestriction.objects.create(page=world.translations["fr"], restriction_type="login")
        notes = {found.note.title: found.note for found in asked(world).found}
        assert notes["Note on images"].languages == ["en", "es", "ar", "th"]
        assert titles(asked(world, language="fr")) == ["Guide to interviews"]

    def test_a_note_shows_what_readers_have_and_not_the_draft(self) -> None:
        world = self.world
        world.interviews.title = "Draft of a guide"
        world.interviews.edition_number = 2
        world.interviews.save_revision()
        assert "Guide to interviews" in titles(asked(world))
        publish(
            world.interviews,
            title="Second guide",
            edition_number=2,
            edition_date=date(2024, 5, 6),
            edition_changes="A new title.",
        )
        note = asked(world).found[0].note
        assert (note.title, note.label, note.date) == ("Second guide", "2", date(2024, 5, 6))
        assert note.kind == "Practical guide"

    def test_a_page_put_live_without_an_edition_is_shown(self) -> None:
        world = self.world
        world.index.add_child(
            instance=GuidanceNotePage(
                title="Imported", slug="imported", summary="Of old.", locale=world.index.locale
            )
        )
        note = next(found.note for found in asked(world).found if found.note.title == "Imported")
        assert (note.label, note.date) == ("", None)
        assert "Imported" in read(Client(), world.index.url)
        assert "Imported" in read(Client(), f"{world.index.url}?sort=date&q=imported")


# --- searching ---------------------------------------------------------------


class TestWords(WorldTestCase):
    """What words find."""

    @pytest.mark.both_databases
    def test_readers_search_in_their_language(self) -> None:
        world = self.world
        for language, query, title in [
            ("en", "consents", "Note on images"),
            ("es", "imagen autoriza", "Nota sobre imágenes"),
            ("fr", "image", "Note sur les images"),
            ("ar", "صورة", "مذكرة عن الصور"),
            ("th", "ผู้เสียหาย", "บันทึกเรื่องภาพ"),
            # The source in place of a translation is searched in its own language.
            ("th", "recording", "Guide to interviews"),
            ("ar", "recordings", "Guide to interviews"),
        ]:
            with self.subTest(language=language, query=query, title=title):
                assert titles(asked(world, f"q={query}", language)) == [title]

    def test_the_source_is_not_searched_where_its_translation_is_shown(self) -> None:
        world = self.world
        assert titles(asked(world, "q=photographs", "th")) == []

    @pytest.mark.both_databases
    def test_results_can_be_sorted(self) -> None:
        world = self.world
        make_note(world.index, ("A", "Interviews."), title="Zebra", slug="zebra")
        newest = timezone.localdate() + timedelta(days=1)
        make_note(world.index, ("A", "Interviews."), title="apple", slug="a", edition_date=newest)
        assert titles(asked(world, "q=interviews"))[0] == "Guide to interviews"
        by_title = titles(asked(world, "q=interviews&sort=title"))
        assert by_title == ["apple", "Guide to interviews", "Zebra"]
        assert titles(asked(world, "q=interviews&sort=date"))[0] == "apple"
        assert [sort.is_current for sort in asked(world, "q=interviews&sort=title").sorts] == [
            False,
            False,
            True,
        ]
        # Nothing was searched for that could match well.
        assert len(asked(world, "sort=relevance").sorts) == 2
        assert asked(world, "sort=relevance").asked.sort == "date"

    @pytest.mark.both_databases
    def test_a_result_shows_where_the_words_are(self) -> None:
        world = self.world
        for language, query, anchor, marked in [
            ("en", "consent", "principle-2", {"consents"}),
            ("en", "image know", "principle-2", {"images", "know"}),
            ("es", "imagen", "principle-2", {"imágenes"}),
            ("fr", "image", "principle-2", {"images"}),
            ("ar", "صورة", "principle-1", {"الصور"}),
            ("ar", "كرامة", "principle-2", {"كرامته"}),
            ("th", "ถ่ายภาพ", "principle-2", {"ถ่ายภาพ"}),
        ]:
            with self.subTest(language=language, query=query, anchor=anchor, marked=marked):
                found = asked(world, f"q={query}", language).found[0].excerpt
                assert found is not None
                assert found.anchor == anchor
                assert {piece.text for piece in found.pieces if piece.is_found} == marked
                whole = "".join(piece.text for piece in found.pieces).strip("… ")
                document = text_of(world.images, language).document
                section = next(section for section in document.sections if section.anchor == anchor)
                assert whole in unescape(re.sub("<[^>]+>", "", section.html))
                assert found.title == section.title

    def test_words_of_the_title_alone_have_no_place_in_the_text(self) -> None:
        world = self.world
        make_note(world.index, title="Zebra", slug="zebra")
        assert asked(world, "q=zebra").found[0].excerpt is None

    def test_an_excerpt_is_short_and_cut_between_words(self) -> None:
        world = self.world
        text = "before " * 100 + "zebra " + "after " * 100 + "zebra"
        make_note(world.index, ("Long", text), title="Long", slug="long")
        found = asked(world, "q=zebra").found[0].excerpt
        assert found is not None
        whole = "".join(piece.text for piece in found.pieces)
        assert len(whole) < 260
        assert set(whole.split()) == {"…", "before", "zebra", "after"}

    @pytest.mark.both_databases
    def test_an_excerpt_in_thai_is_not_cut_within_a_letter(self) -> None:
        world = self.world
        text = "น้ำที่นี่" * 100 + "ผู้เสียหาย" + "น้ำที่นี่" * 100
        page = make_note(world.index, ("Long", text), title="Long", slug="long")
        document = text_of(page).document
        found = excerpt(document, query_stems("ผู้เสียหาย", "en"))
        assert found is not None
        assert [piece.text for piece in found.pieces if piece.is_found] == ["ผู้เสียหาย"]
        whole = "".join(piece.text for piece in found.pieces).strip("… ")
        assert whole[0] in "นท"
        assert len(whole) < 250

    def test_an_excerpt_is_text_and_never_markup(self) -> None:
        world = self.world
        text = "&lt;script&gt;alert(1)&lt;/script&gt; zebra &amp; <b>okapi</b>"
        make_note(world.index, ("A <i>b</i>", text), title="<b>Bold</b>", slug="bold")
        html = read(Client(), f"{world.index.url}?q=zebra+okapi+%3Cscript%3E")
        assert "<script>alert" not in html
        html = read(Client(), f"{world.index.url}?q=zebra+okapi")
        assert (
            "&lt;script&gt;alert(1)&lt;/script&gt; <mark>zebra</mark> &amp; <mark>okapi</mark>"
            in html
        )
        assert "<b>Bold" not in html
        assert "A <i>b" not in html


# --- filters -------------------------------------------------------------------


@pytest.mark.both_databases
class TestFilters(WorldTestCase):
    """Filters and their counts, among six notes."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Cross two topics and two audiences with kinds."""
        super().setUpTestData()
        privacy, consent = Topic.objects.get(slug="privacy"), Topic.objects.get(slug="consent")
        media, courts = Audience.objects.get(slug="media"), subject(Audience, "Courts", "courts")
        for number, (topics, audiences, kind) in enumerate(
            [
                ([privacy], [media], "guide"),
                ([consent], [courts], "briefing"),
                ([], [], "model"),
                ([privacy, consent], [media, courts], "note"),
            ]
        ):
            make_note(
                cls.world.index,
                title=f"Note {number}",
                slug=f"n-{number}",
                topics=topics,
                audiences=audiences,
                kind=kind,
                jurisdictions=["KE"] if number % 2 else [],
            )

    def test_filters_say_how_many_notes_they_would_leave(self) -> None:
        many = self.world
        assert counts(asked(many)) == {
            "topic": {"consent": 3, "privacy": 4},
            "audience": {"courts": 2, "media": 3},
            "jurisdiction": {"001": 1, "KE": 3, "TH": 1},
            "kind": {"note": 2, "guide": 2, "briefing": 1, "model": 1},
            "language": {"en": 6, "es": 1, "fr": 1, "ar": 1, "th": 1},
        }

    def test_every_count_is_what_choosing_it_alone_gives(self) -> None:
        """Each value in the list, under filters and words and without them."""
        many = self.world
        for given in ("", "topic=privacy", "kind=note&kind=guide", "q=text", "audience=media&q=a"):
            for shown in asked(many, given).facets:
                params = QueryDict(given, mutable=True)
                for choice in shown.choices:
                    params.setlist(shown.key, [choice.value])
                    assert asked(many, params.urlencode()).count == choice.count, (given, choice)

    def test_values_of_one_filter_add_up_and_filters_narrow(self) -> None:
        many = self.world
        assert asked(many, "topic=privacy").count == 4
        assert asked(many, "topic=privacy&topic=consent").count == 5
        assert asked(many, "topic=privacy&topic=consent&kind=note").count == 2
        assert asked(many, "topic=consent&audience=courts&jurisdiction=KE").count == 2

    def test_a_filter_in_use_counts_its_other_values_as_if_it_were_not(self) -> None:
        many = self.world
        topics = facet(asked(many, "topic=privacy&kind=note"), "topic")
        assert {choice.value: (choice.count, choice.is_chosen) for choice in topics.choices} == {
            "consent": (2, False),
            "privacy": (2, True),
        }

    def test_words_and_filters_go_together(self) -> None:
        many = self.world
        results = asked(many, "q=recordings")
        assert counts(results) == {}
        assert asked(many, "q=images&topic=consent").count == 1
        assert counts(asked(many, "q=images&topic=consent"))["topic"] == {
            "consent": 1,
            "privacy": 1,
        }


class TestAddresses(WorldTestCase):
    """What stands in addresses, and what does not."""

    def test_filters_are_named_in_the_readers_language(self) -> None:
        world = self.world
        privacy, spanish = Topic.objects.get(slug="privacy"), world.locales["es"]
        translated = privacy.copy_for_translation(spanish)
        translated.title, translated.live = "Intimidad", False
        translated.save()
        names = [choice.name for choice in facet(asked(world, "", "es"), "topic").choices]
        assert names == ["Consent", "Privacy"]
        Topic.objects.filter(pk=translated.pk).update(live=True)
        results = asked(world, "topic=privacy", "es")
        assert [choice.name for choice in facet(results, "topic").choices] == [
            "Consent",
            "Intimidad",
        ]
        # The same address means the same in every language.
        assert results.count == asked(world, "topic=privacy").count == 2
        jurisdictions = [
            choice.name for choice in facet(asked(world, "", "es"), "jurisdiction").choices
        ]
        assert jurisdictions[1:] == ["Kenia", "Tailandia"]

    def test_unknown_filters_are_left_out_in_words(self) -> None:
        world = self.world
        for address in [
            "topic=nonsense",
            "topic=privacy&topic=nonsense",
            "kind=%00",
            "language=xx&kind=%F0%9F%99%82",
            "jurisdiction=ZZZZ",
            "topic=' OR 1=1",
        ]:
            with self.subTest(address=address):
                results = asked(world, address)
                assert results.has_unknown_filters
                assert results.count == 2
                assert "Some filters in this address are not known here" in read(
                    Client(), f"{world.index.url}?{address}"
                )

    @pytest.mark.both_databases
    def test_any_address_is_answered(self) -> None:
        world = self.world
        for address in [
            "page=0",
            "page=999",
            "page=x",
            "page=",
            "page=%00",
            "page=1e9",
            "sort=nonsense",
            "sort=&q=&topic=",
            "q[]=1",
            "q=photographs&q=recordings",
            "&&&===",
            "q=" + "%22" * 500,
            "q=%ED%A0%80",
            "q=" + "x" * 10_000,
            "&".join(f"topic={n}" for n in range(900)),
        ]:
            with self.subTest(address=address):
                assert Client().get(f"{world.index.url}?{address}").status_code == 200

    def test_a_query_without_words_says_so_and_shows_everything(self) -> None:
        world = self.world
        for query in ['"*"', "🙂 …", "---"]:
            with self.subTest(query=query):
                results = asked(world, QueryDict(mutable=True).urlencode() + f"q={query}")
                assert (results.has_no_words, results.count) == (True, 2)
                html = read(Client(), f"{world.index.url}?q={query}")
                assert "There is no word to search for in what you typed." in html

    # --- addresses -------------------------------------------------------------------

    def test_the_address_of_a_page_of_the_list_keeps_the_question(self) -> None:
        world = self.world
        for number in range(2 * PER_PAGE):
            make_note(world.index, title=f"Note {number}", slug=f"n-{number}", kind="note")
        results = asked(world, "q=text&kind=note&kind=guide&sort=title")
        assert (results.count, len(results.found)) == (40, PER_PAGE)
        question = {"q": ["text"], "kind": ["guide", "note"], "sort": ["title"]}
        assert parse_qs(urlsplit(results.next).query) == {**question, "page": ["2"]}
        last = asked(world, results.next)
        assert not last.next
        assert len(last.found) == PER_PAGE
        assert not set(titles(last)) & set(titles(results))
        # The first page has one address.
        assert parse_qs(urlsplit(last.previous).query) == question

    def test_an_active_filter_can_be_taken_off(self) -> None:
        world = self.world
        results = asked(world, "q=note&topic=privacy&topic=consent&kind=note&page=3")
        addresses = {link.name: link.address for link in results.active}
        assert set(addresses) == {"Topic: Privacy", "Topic: Consent", "Kind: Guidance note"}
        left = parse_qs(urlsplit(addresses["Topic: Privacy"]).query)
        assert left == {"q": ["note"], "topic": ["consent"], "kind": ["note"]}


# --- nothing found -----------------------------------------------------------------


class TestNothingFound(WorldTestCase):
    """What to try next."""

    def test_nothing_found_says_which_filters_to_leave_out(self) -> None:
        world = self.world
        results = asked(world, "q=recordings&kind=note&topic=privacy")
        assert results.count == 0
        assert [(link.name, link.count) for link in results.fewer_filters] == [
            ("Kind: Guidance note", 1)
        ]
        assert asked(world, results.fewer_filters[0].address).count == 1
        assert results.without_filters is not None
        assert (
            results.without_filters.count
            == asked(world, results.without_filters.address).count
            == 1
        )

    @pytest.mark.both_databases
    def test_nothing_found_names_the_languages_that_have_the_words(self) -> None:
        world = self.world
        results = asked(world, "q=imágenes+autoriza&kind=guide")
        assert [(link.language, link.count) for link in results.other_languages] == [("es", 1)]
        address = results.other_languages[0].address
        assert address.startswith(world.indexes["es"].url)
        html = read(Client(), address)
        assert "Nota sobre imágenes" in html
        shown = read(Client(), f"{world.index.url}?q=imágenes+autoriza")
        assert "The same words in Spanish: 1 note" in " ".join(shown.split())

    def test_what_is_private_in_a_language_is_not_counted_there(self) -> None:
        world = self.world
        PageViewRestriction.objects.create(page=world.translations["es"], restriction_type="login")
        assert asked(world, "q=imágenes+autoriza").other_languages == []

    def test_nothing_found_leads_on(self) -> None:
        world = self.world
        html = " ".join(read(Client(), f"{world.index.url}?q=xyzzy").split())
        assert "Nothing was found for “xyzzy”" in html
        assert "Look at the spelling, or use fewer or other words." in html
        assert '<a href="?"> See all 2 notes </a>' in html

    def test_a_list_without_notes_says_so(self) -> None:
        world = self.world
        for page in GuidanceNotePage.objects.filter(alias_of=None):
            page.unpublish()
        assert "There is no guidance here yet." in read(Client(), world.index.url)


# --- the page -----------------------------------------------------------------------


class TestPage(WorldTestCase):
    """The page, as a browser gets it."""

    def test_the_page_works_as_a_form(self) -> None:
        world = self.world
        html = read(Client(), f"{world.index.url}?q=image&topic=privacy&sort=title")
        assert 'method="get"' in html
        assert 'name="q" value="image"' in html
        assert re.search(r'name="topic" value="privacy" checked', html)
        assert '<input type="hidden" name="sort" value="title">' in html
        assert "Remove the filter" in html
        assert re.search(r'role="status">\s*<strong>1</strong> of 2 notes', html)
        assert f'href="{world.images.url}#principle-2"' in html
        assert "<mark>images</mark>" in html

    def test_what_is_found_is_near_on_a_phone(self) -> None:
        """Filters stay folded and the introduction is left out; the filters in use are named."""
        world = self.world
        folded, unfolded = ('<details class="disclosure filters">', 'disclosure filters" open>')
        world.index.introduction = "What the list is about."
        world.index.save_revision().publish()
        html = read(Client(), world.index.url)
        assert folded in html
        assert "What the list is about." in html
        html = read(Client(), f"{world.index.url}?topic=privacy")
        assert folded in html
        assert "Filters in use" in html
        assert '<p class="lead">' not in html
        # There is nothing that they would push away.
        assert unfolded in read(Client(), f"{world.index.url}?q=xyzzy&topic=privacy")

    def test_a_result_in_another_language_says_so(self) -> None:
        world = self.world
        html = read(Client(), world.indexes["ar"].url)
        alias = alias_of(world.interviews, world.locales["ar"])
        assert re.search(rf'<a [^>]*href="{alias.url}" lang="en" dir="ltr" hreflang="en"', html)

    def test_the_list_in_a_language_whose_own_is_not_live(self) -> None:
        """The source's list is shown at the address, in its language."""
        world = self.world
        world.indexes["fr"].unpublish()
        html = read(Client(), f"{world.indexes['fr'].url}?q=consent")
        assert "Note on images" in html
        assert '<html lang="en"' in html


# --- cost -----------------------------------------------------------------------------

# Restrictions; pages; editions; topics and audiences, each with names; jurisdictions; languages.
LIST = 1 + 1 + 1 + 2 + 2 + 1 + 1
# The words; the texts of the notes on the page.
WORDS = 1 + 1
# The words in other languages; what is public there; the page in all its languages.
NOTHING = 1 + 1 + 1


def cost(world: World, address: str, language: str = "en") -> int:
    """Return how many queries an answer takes."""
    world.indexes[language].__dict__.pop("live_translations", None)
    with CaptureQueriesContext(connection) as queries:
        asked(world, address, language)
    assert not any('_guidancenotepage"."body"' in query["sql"] for query in queries)
    contents = [query for query in queries if '_editiontext"."content"' in query["sql"]]
    assert len(contents) <= 1
    return len(queries)


@pytest.mark.both_databases
class TestCost(WorldTestCase):
    """How many queries it takes."""

    def test_the_list_has_its_price(self) -> None:
        world = self.world
        # Wagtail keeps the addresses of sites, and Django the kinds of records.
        asked(world, "q=imágenes+autoriza")
        assert cost(world, "") == LIST
        assert cost(world, "topic=privacy&kind=note&sort=title") == LIST
        assert cost(world, "q=image") == LIST + WORDS
        assert cost(world, "q=imágenes+autoriza") == LIST + 1 + NOTHING
        assert cost(world, "", "th") == LIST
        # What stands in place of a translation that is not live.
        world.translations["th"].unpublish()
        assert cost(world, "", "th") == LIST + 1

    def test_the_list_costs_the_same_however_many_notes(self) -> None:
        world = self.world
        spent = []
        for time in range(2):
            for number in range(5):
                make_note(
                    world.index,
                    ("Text", "Some images of a person."),
                    title=f"Note {number}",
                    slug=f"n-{time}-{number}",
                    topics=Topic.objects.filter(slug="privacy"),
                    jurisdictions=["FR"],
                )
            client = Client()
            client.get(world.index.url)
            addresses = ("", "?q=image", "?topic=privacy&kind=note", "?q=nowhere&topic=privacy")
            pages = []
            for address in addresses:
                with CaptureQueriesContext(connection) as queries:
                    client.get(f"{world.index.url}{address}")
                pages.append(len(queries))
            spent.append(pages)
        assert spent[0] == spent[1]

    def test_editions_of_the_past_cost_nothing(self) -> None:
        world = self.world
        before = cost(world, "q=image")
        for number in range(2, 6):
            publish(
                world.images,
                edition_number=number,
                edition_date=date(2020, 1, 1) + timedelta(days=number),
                edition_changes=f"Change {number}.",
            )
        assert cost(world, "q=image") == before
        assert asked(world, "q=image").found[0].note.label == "5"
        assert EditionText.objects.filter(language="en").count() > 5

    def test_the_list_is_right_after_the_index_was_built_anew(self) -> None:
        world = self.world
        call_command("rebuild_references_index", verbosity=0)
        call_command("update_index", verbosity=0)
        assert titles(asked(world, "q=ผู้เสียหาย", "th")) == ["บันทึกเรื่องภาพ"]
