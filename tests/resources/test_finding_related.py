"""What a reader of a note may want next."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.text import slugify
from wagtail.models import Page, PageViewRestriction

from petitions.models import PetitionPage
from resources.finding.related import related_notes, related_pages
from resources.models import Audience, GuidanceNotePage, RelatedPage, Topic
from tests.factories import PetitionIndexPageFactory, PetitionPageFactory, StandardPageFactory
from tests.resources.finding_world import World, WorldTestCase, alias_of, make_note

pytestmark = pytest.mark.one_database


def titles(pages: list[Page]) -> list[str]:
    """Return the titles of pages."""
    return [page.title for page in pages]


def choose(page: GuidanceNotePage, *targets: Page) -> None:
    """Relate a note to pages by hand, in this order."""
    for place, target in enumerate(targets):
        RelatedPage.objects.create(page=page, target=target, sort_order=place)


def petition(world: World, title: str) -> PetitionPage:
    """Return a live petition."""
    slug = slugify(f"for {title}")
    index = PetitionIndexPageFactory(parent=world.index.get_parent(), slug=slug)
    return PetitionPageFactory(parent=index, title=title)


class TestRelatedNotes(WorldTestCase):
    """Other notes."""

    @pytest.mark.both_databases
    def test_notes_that_share_a_topic_or_an_audience(self) -> None:
        """The newest edition first; those that share nothing are left out."""
        world = self.world
        media = Audience.objects.get(slug="media")
        new, old = timezone.localdate() + timedelta(days=1), date(2001, 1, 1)
        make_note(world.index, title="Old", slug="old", audiences=[media], edition_date=old)
        make_note(world.index, title="New", slug="new", audiences=[media], edition_date=new)
        make_note(world.index, title="Other", slug="other")
        assert titles(related_notes(world.images)) == ["New", "Guide to interviews", "Old"]
        assert titles(related_notes(world.images, limit=1)) == ["New"]
        assert titles(related_notes(world.interviews)) == ["Note on images"]

    def test_chosen_notes_come_first_in_their_order(self) -> None:
        world = self.world
        notes = [make_note(world.index, title=name, slug=name.lower()) for name in ("A", "B", "C")]
        choose(world.images, notes[2], petition(world, "Sign"), notes[0])
        assert titles(related_notes(world.images)) == ["C", "A", "Guide to interviews"]
        assert titles(related_notes(world.images, limit=1)) == ["C"]

    def test_in_the_readers_language_else_the_source(self) -> None:
        world = self.world
        choose(world.interviews, world.images)
        with translation.override("th"):
            alias = alias_of(world.interviews, world.locales["th"])
            assert related_notes(alias) == [world.translations["th"]]
            # An alias in the tree is at home there, though its text is not.
            assert related_notes(world.translations["th"]) == [alias]
            world.translations["th"].unpublish()
            assert related_notes(alias) == [world.images]

    @pytest.mark.both_databases
    def test_each_note_is_there_once_however_few_are_asked_for(self) -> None:
        """In two languages each, with the same day."""
        world = self.world
        topic = Topic.objects.get(slug="privacy")
        for number in range(6):
            note = make_note(
                world.index,
                title=f"N{number}",
                slug=f"n{number}",
                topics=[topic],
                edition_date=timezone.localdate() + timedelta(days=1),
            )
            note.copy_for_translation(world.locales["th"], alias=True)
        with translation.override("th"):
            for limit in (1, 2, 3, 5):
                found = related_notes(world.translations["th"], limit)
                assert len({note.note_uuid for note in found}) == len(found) == limit
                assert {note.locale.language_code for note in found} == {"th"}

    def test_private_and_unpublished_notes_are_left_out(self) -> None:
        world = self.world
        PageViewRestriction.objects.create(page=world.interviews, restriction_type="login")
        assert related_notes(world.images) == []
        PageViewRestriction.objects.all().delete()
        world.interviews.unpublish()
        assert related_notes(world.images) == []


class TestRelatedPages(WorldTestCase):
    """Pages of other kinds."""

    @pytest.mark.both_databases
    def test_chosen_pages_of_any_kind_in_their_order(self) -> None:
        world = self.world
        about = StandardPageFactory(parent=world.index.get_parent(), slug="about")
        second, first = petition(world, "Second"), petition(world, "First")
        choose(world.images, first, about, world.interviews, second)
        found = related_pages(world.images)
        assert titles(found) == ["First", "About us", "Second"]
        assert [type(page) for page in found] == [PetitionPage, type(about), PetitionPage]

    def test_in_the_readers_language_else_the_source(self) -> None:
        world = self.world
        chosen = petition(world, "Sign")
        choose(world.images, chosen)
        # What is the same in all languages is copied with the page.
        choose(world.translations["es"], chosen)
        with translation.override("es"):
            assert related_pages(world.translations["es"]) == [chosen]
            alias = chosen.copy_for_translation(world.locales["es"], copy_parents=True, alias=True)
            assert related_pages(world.translations["es"]) == [alias]

    def test_private_and_unpublished_pages_are_left_out(self) -> None:
        world = self.world
        chosen, other = petition(world, "Sign"), petition(world, "Other")
        choose(world.images, chosen, other)
        PageViewRestriction.objects.create(page=chosen, restriction_type="login")
        other.unpublish()
        assert related_pages(world.images) == []


class TestShowing(WorldTestCase):
    """Their cards, and what they cost."""

    @pytest.mark.both_databases
    def test_the_cost_does_not_grow(self) -> None:
        """The chosen; the notes. The chosen; the pages, and one query for each of two kinds."""
        world = self.world
        topic = Topic.objects.get(slug="privacy")
        chosen = [petition(world, "One"), StandardPageFactory(parent=world.index.get_parent())]
        choose(world.images, *chosen)
        spent = []
        for time in range(2):
            for number in range(4):
                slug = f"n-{time}-{number}"
                note = make_note(world.index, title=slug, slug=slug, topics=[topic])
                choose(world.images, note, petition(world, slug))
            related_pages(world.images)
            with CaptureQueriesContext(connection) as for_notes:
                related_notes(world.images)
            with CaptureQueriesContext(connection) as for_pages:
                related_pages(world.images)
            spent.append((len(for_notes), len(for_pages)))
            assert not any('_guidancenotepage"."body"' in query["sql"] for query in for_notes)
        assert spent == [(2, 2 + 2)] * 2

    def test_cards_of_notes_and_pages(self) -> None:
        world = self.world
        context = {"notes": [world.interviews], "pages": [petition(world, "Sign <here>")]}
        html = render_to_string("resources/finding/related.html", context)
        assert "Practical guide" in html
        assert "Sign &lt;here&gt;" in html
        assert "Petition" in html
        assert "What to ask, and when to stop." in html
        assert not render_to_string("resources/finding/related.html", {}).strip()
