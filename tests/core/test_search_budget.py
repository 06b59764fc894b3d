"""How many statements the search of the site takes, and that more pages cost no more."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Subquery
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from core.models import HomePage
from petitions.models import PetitionIndexPage
from tests.core.search_world import SearchedSite, block, make_site
from tests.factories import GuidanceNotePageFactory, PetitionPageFactory, StandardPageFactory
from tests.translating import add_language, translate, write_catalogue

# The site and the first page in each language.
FINDING = 1 + 1
# Around what is shown: settings, the menu with its restrictions.
AROUND = 1 + 2
# What has the words, in its order; what readers may read of it. Of organisations, none here, the
# first.
WORDS = 1 + 1 + 1
# Those on this page of the list; each kind of them whole; the newest editions of notes.
SHOWN = 1 + 1
EDITIONS = 1
# Of which there are more and more.
KINDS = ("standardpage", "petitionpage", "guidancenotepage")
# What stands for pages of the source language in the tree of another.
ALIASES = 1


@pytest.fixture
def site(
    home: HomePage, petition_index: PetitionIndexPage, settings: Any, tmp_path: Path
) -> SearchedSite:
    """A page of every kind in English, of which Spanish has aliases."""
    settings.LOCALE_PATHS = [tmp_path]
    write_catalogue(tmp_path, "es", Sign="es: Sign")
    made = make_site(home, petition_index, add_language("es"))
    translate(home, made.spanish)
    return made


def cost(address: str) -> int:
    """Return the number of statements once Wagtail's and Django's caches are warm."""
    Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


def test_the_search_has_its_price(site: SearchedSite) -> None:
    kinds = 6
    assert cost("/en/search/") == FINDING + AROUND
    assert cost("/en/search/?q=badger") == FINDING + AROUND + WORDS + SHOWN
    assert cost("/en/search/?q=lantern") == FINDING + AROUND + WORDS + 1 + kinds + EDITIONS
    # The menu of another language asks for what stands in place of what is not live there.
    assert cost("/es/search/?q=badger") == FINDING + AROUND + WORDS + SHOWN + ALIASES
    # Nothing is shown; the words are looked for in the other languages.
    assert cost("/en/search/?q=okapi") == FINDING + AROUND + WORDS + 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite is asked")
def test_upstream_still_searches_once_more_for_each_row(db: Any) -> None:
    """While it does, `core.finding.sqlite_order` is needed; else it is to be deleted."""
    found = get_search_backend().search(PlainText("word"), Page).get_queryset()
    assert isinstance(found.query.annotations["_score"], Subquery)


def test_more_pages_cost_no_more(site: SearchedSite) -> None:
    spent = []
    for time in range(2):
        for number in range(6):
            title, slug = f"Otter {number}", f"otter-{time}-{number}"
            # Whose texts are read without the pages that they link to.
            button = {"label": "Read on", "page": site.home.pk, "url": ""}
            body = [block("call_to_action", button)]
            StandardPageFactory(parent=site.home, title=title, slug=slug, body=body)
            PetitionPageFactory(parent=site.pages["petitions"], title=title, slug=slug)
            GuidanceNotePageFactory(parent=site.pages["guidance"], title=title, slug=slug)
        spent.append(
            [
                cost(f"/{language}/search/?q={question}")
                for language in ("en", "es")
                for question in (*(f"otter&kind={kind}" for kind in KINDS), "okapi")
            ]
        )
    assert spent[0] == spent[1]
