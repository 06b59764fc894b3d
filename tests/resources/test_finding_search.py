"""The search index: what it holds, and what is found in it, on either database."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase
from wagtail.models import Locale, Page
from wagtail.search.models import IndexEntry

from core.finding.indexing import searched_text
from core.finding.searching import search, wanted_words
from resources.finding.indexing import update_index
from resources.models import GuidanceNotePage
from tests.resources.finding_world import (
    LANGUAGES,
    WithWorld,
    World,
    WorldTestCase,
    alias_of,
    make_note,
    sections,
    translate_by_hand,
    whole_catalogues,
)
from tests.resources.notes import publish

ALL = ("en", *LANGUAGES)
# What means something to a database, and letters that their tokenisers differ about.
ODD = "\"'*()&|!:<>-+{}\\% aAndORnearNOT\u0e50\u0e20\u0635\0"


def found(query: str, *languages: str) -> list[int]:
    """Return the ids of the pages that a query finds in these languages."""
    return search(GuidanceNotePage, wanted_words(query, languages or ALL))


def pages_of(world: World) -> set[int]:
    """Return the ids of all pages that there are texts of."""
    return {world.interviews.pk, *(page.pk for page in world.translations.values())}


class TestSearch(WorldTestCase):
    """What is found in the index, and what the index holds."""

    def test_a_word_of_the_body_finds_the_note_in_its_language(self) -> None:
        world = self.world
        for language, query in [
            ("en", "photographs"),
            ("en", "photograph"),
            ("en", "consent image"),
            ("es", "fotografía"),
            ("es", "imagen"),
            ("es", "autorizar imágenes"),
            ("es", "ninos"),
            ("fr", "image"),
            ("fr", "photographie"),
            ("fr", "usage d’une image"),
            ("ar", "صورة"),
            ("ar", "الصور"),
            ("ar", "كرامة"),
            ("ar", "موافقه"),
            ("th", "ความยินยอม"),
            ("th", "การยินยอม"),
            ("th", "ถ่ายภาพ"),
            ("th", "ผู้เสียหาย ภาพ"),
        ]:
            with self.subTest(language=language, query=query):
                assert found(query, language) == [world.translations[language].pk]

    def test_languages_are_searched_apart(self) -> None:
        """A word means something in its own language, and is found there alone."""
        world = self.world
        for query in ["travel", "loin", "الموافقة", "ผู้เสียหาย"]:
            with self.subTest(query=query):
                pages = {world.translations[code].pk: code for code in ALL}
                assert len({pages[pk] for pk in found(query)}) == 1

    def test_a_language_without_stems_works(self) -> None:
        """A sixth language, whose script SQLite's own tokeniser would cut at every vowel."""
        languages = [*settings.LANGUAGES, ("ne", "Nepali")]
        with (
            TemporaryDirectory() as directory,
            override_settings(
                LANGUAGES=languages,
                WAGTAIL_CONTENT_LANGUAGES=languages,
                LOCALE_PATHS=whole_catalogues(Path(directory), "ne"),
            ),
        ):
            page = translate_by_hand(
                self.world.interviews,
                Locale.objects.create(language_code="ne"),
                title="अन्तर्वार्ता",
                summary="के सोध्ने।",
                body=sections(("पहिले", "व्यक्तिको सहमति लिनुहोस्।"), ("पछि", "रेकर्ड राख्नुहोस्।")),
            )
        assert found("सहमति", "ne") == [page.pk]
        assert found("सहमत", "ne") == []
        assert found("सहमति रेकर्ड", "ne") == [page.pk]

    def test_all_words_must_be_there(self) -> None:
        world = self.world
        assert found("photographs recordings", "en") == []
        assert found("photographs travel", "en") == [world.images.pk]

    def test_the_title_counts_more_than_the_text(self) -> None:
        world = self.world
        in_title = make_note(world.index, title="Recordings", slug="recordings")
        assert found("recordings", "en") == [in_title.pk, world.interviews.pk]

    def test_drafts_are_not_found(self) -> None:
        world = self.world
        world.interviews.title = "Zebra"
        world.interviews.body = sections(("Okapi", "A giraffe."))
        world.interviews.save_revision()
        assert found("zebra okapi giraffe", "en") == []
        assert found("giraffe", "en") == []
        assert found("recordings", "en") == [world.interviews.pk]

    def test_a_new_edition_is_found_by_its_words_and_no_more_by_the_old_ones(self) -> None:
        world = self.world
        publish(
            world.interviews,
            body=sections(("Before", "Bring a dictaphone.")),
            edition_number=2,
            edition_changes="Other advice.",
        )
        assert found("dictaphone", "en") == [world.interviews.pk]
        assert found("recordings", "en") == []

    def test_an_alias_has_nothing_of_its_own(self) -> None:
        world = self.world
        alias = alias_of(world.interviews, world.locales["es"])
        assert searched_text(alias) == ""
        assert found("recordings") == [world.interviews.pk]

    def test_a_page_without_an_edition_is_found_by_its_title(self) -> None:
        """One put live by some import."""
        world = self.world
        page = world.index.add_child(
            instance=GuidanceNotePage(
                title="Imported by hand",
                slug="imported",
                summary="Of old.",
                locale=world.index.locale,
            )
        )
        update_index(page)
        assert found("imported old", "en") == [page.pk]

    def test_what_is_found_beside_the_text(self) -> None:
        """Audiences, jurisdictions and authors, in words of the note's language."""
        world = self.world
        assert found("media thailand", "en") == [world.images.pk]
        assert found("tailandia", "es") == [world.translations["es"].pk]

    def test_the_index_can_be_built_anew(self) -> None:
        world = self.world
        IndexEntry.objects.all().delete()
        assert found("photographs", "en") == []
        call_command("update_index", verbosity=0)
        assert found("photographs", "en") == [world.images.pk]
        assert found("ผู้เสียหาย", "th") == [world.translations["th"].pk]

    def test_indexing_costs_the_same_whatever_the_length(self) -> None:
        """The page, whether it is to be indexed, its edition, and what Wagtail does itself."""
        world = self.world
        spent = []
        for length in (3, 60):
            texts = [(f"Heading {n}", f"Text {n} of many.") for n in range(length)]
            page = make_note(world.index, *texts, title="Long", slug=f"long-{length}")
            with CaptureQueriesContext(connection) as queries:
                update_index(page)
            spent.append(len(queries))
        assert spent[0] == spent[1]

    def test_a_text_that_is_too_long_for_the_index_is_found_by_its_beginning(self) -> None:
        """PostgreSQL refuses a megabyte of different words; the note is published all the same."""
        world = self.world
        words = [f"word{n}{'x' * 30}" for n in range(20_000)]
        texts = [(f"Heading {n}", " ".join(words[n : n + 2000])) for n in range(0, 20_000, 2000)]
        page = make_note(world.index, *texts, title="Endless", slug="endless")
        assert found(words[0], "en") == [page.pk]
        assert found("endless heading 18000", "en") == [page.pk]

    def test_anything_may_be_typed(self) -> None:
        world = self.world
        for query in [
            '"',
            '"photographs',
            "*",
            "photographs*",
            "NEAR",
            "AND",
            "a AND",
            "photographs OR NOT (travel",
            "{title} : x",
            "title:photographs",
            "' OR 1=1 --",
            "\\",
            "%s %d %(x)s",
            ":* & | ! <->",
            "🙂",
            "\0",
            "pho\0tographs",
            "\ud800",
            "x" * 10_000,
            "photographs " * 1000,
            "ภาพ" * 4000,
            "word " + " ".join(map(str, range(3000))),
        ]:
            with self.subTest(query=query):
                assert set(found(query)) <= pages_of(world)

    def test_signs_do_not_hide_the_words_beside_them(self) -> None:
        world = self.world
        assert found('"photographs" (travel)*', "en") == [world.images.pk]
        assert found("photographs " * 1000, "en") == [world.images.pk]

    def test_other_pages_are_searched_as_ever(self) -> None:
        """The admin's search of pages, in the same index."""
        world = self.world
        assert list(Page.objects.search("interviews")) != []
        assert world.interviews.pk in [page.pk for page in Page.objects.search("interviews")]


class TestAnythingTyped(WithWorld, HypothesisTestCase):
    """The database takes whatever it is asked."""

    @how(
        max_examples=100,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(query=st.one_of(st.text(), st.text(ODD)))
    def test_is_searched_for(self, query: str) -> None:
        assert set(found(query)) <= pages_of(self.world)
