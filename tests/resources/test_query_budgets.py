"""How many statements each address of a note costs, and that its history costs no more."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from resources.models import Edition, EditionText, GuidanceIndexPage, GuidanceNotePage
from tests.factories import GuidanceNotePageFactory
from tests.resources.notes import text_of

pytestmark = pytest.mark.django_db

# The begin and end of transactions, which the tests' own transaction turns into savepoints.
_FRAME = ("SAVEPOINT", "RELEASE")

# Finding a page two steps below the first: its site, the first page in each language, the one to
# begin at, two statements for each step (which page, and which kind of page), the page's
# ancestors and their restrictions.
FINDING = 1 + 1 + 1 + 2 * 2 + 2
# Around a page: settings, the menu with its restrictions.
AROUND = 1 + 2
# Around what is no page: the site and the first page in each language as well.
AROUND_EDITIONS = AROUND + 1 + 1
# All texts of the note, without what is in them.
LISTED = 1
# Which languages have the text, and the text.
FINDING_TEXT = 1 + 1
# Below a text: its PDFs, the tally of comments, whether a draft is open for comment.
BELOW = 1 + 1 + 1


def statements(call: Callable[[], Any]) -> int:
    """Return the number of SQL statements of a call once Wagtail's caches are warm."""
    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    return len([query for query in captured if not query["sql"].startswith(_FRAME)])


def cost(url: str) -> int:
    def read() -> None:
        assert Client().get(url).status_code == 200

    return statements(read)


@pytest.mark.parametrize("version", ["", "short/"])
def test_reading_a_note(version: str, note: GuidanceNotePage) -> None:
    """Its newest text; those before; related pages and notes; the page in other languages."""
    assert cost(f"{note.url}{version}") == FINDING + AROUND + 1 + LISTED + 3 + BELOW + 1


@pytest.mark.parametrize("version", ["", "short/"])
def test_reading_an_edition(version: str, note: GuidanceNotePage) -> None:
    """And where the note's pages are."""
    url = f"/en/editions/pictures/1/{version}"
    assert cost(url) == FINDING_TEXT + LISTED + BELOW + 1 + AROUND_EDITIONS


def test_reading_the_history(note: GuidanceNotePage) -> None:
    """The note; its texts; where its pages are."""
    assert cost("/en/editions/pictures/") == 1 + LISTED + 1 + AROUND_EDITIONS


@pytest.mark.parametrize("name", ["1.md", "1/cite.bib", "1/cite.json"])
def test_taking_an_edition_away(name: str, note: GuidanceNotePage) -> None:
    """The site and its settings, for who publishes it."""
    assert cost(f"/en/editions/pictures/{name}") == FINDING_TEXT + LISTED + 1 + 1


def add_editions(page: GuidanceNotePage, numbers: range) -> None:
    """Write editions that say what the first one does."""
    first = text_of(page)
    editions = Edition.objects.bulk_create(
        Edition(note=first.edition.note, number=number, date=date(2017, 1, 1)) for number in numbers
    )
    EditionText.objects.bulk_create(
        EditionText(
            edition=edition,
            language="en",
            title=first.title,
            summary=first.summary,
            changes=f"What changed in edition {edition.number}.",
            has_short_version=True,
            content=first.content,
            source_digest=str(edition.number),
        )
        for edition in editions
    )


def test_a_hundred_editions_cost_no_more(note: GuidanceNotePage) -> None:
    urls = [
        note.url,
        f"{note.url}short/",
        "/en/editions/pictures/",
        "/en/editions/pictures/1/",
        "/en/editions/pictures/compare/?from=1&to=2",
        "/en/editions/pictures/feed/",
        "/en/editions/pictures/1.md",
        note.get_parent().get_url(),
    ]
    costs = []
    for numbers in (range(2, 4), range(4, 101)):
        add_editions(note, numbers)
        costs.append({url: cost(url) for url in urls})
    assert costs[0] == costs[1]


def test_the_api_costs_the_same_however_many_notes(
    guidance: GuidanceIndexPage, note: GuidanceNotePage
) -> None:
    """The site, its tree and the pages with their number and what they are; languages and texts."""
    url = "/api/v2/pages/?type=resources.GuidanceNotePage&fields=*"
    spent = []
    for number in (0, 3, 6):
        for place in range(number):
            GuidanceNotePageFactory(parent=guidance, slug=f"n-{number}-{place}")
        read = Client().get(url).json()
        assert len(read["items"]) == read["meta"]["total_count"]
        assert all(item["edition"]["number"] == "1" for item in read["items"])
        with CaptureQueriesContext(connection) as captured:
            Client().get(url)
        texts = [query for query in captured if '_editiontext"."content"' in query["sql"]]
        assert len(texts) == 1
        spent.append(len(captured))
    assert read["meta"]["total_count"] == 1 + 3 + 6
    assert spent[0] == spent[1] == spent[2]
