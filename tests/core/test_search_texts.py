"""The texts that pages are found by: all that editors wrote, piece by piece, and nothing else."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.blocks import BodyBlock
from core.finding.excerpts import excerpt_of
from core.finding.texts import passages_of_field, passages_of_html, passages_of_stream
from core.models import HomePage, StandardPage
from tests.core.search_world import block

BODY = [
    block(
        "paragraph", "<h2>What &amp; why</h2><p>One <b>two</b><br/>three</p><ul><li>four</li></ul>"
    ),
    block(
        "figure",
        {
            "image": {"image": 1, "alt_text": "A lantern", "decorative": False},
            "caption": "Drawn by hand",
        },
    ),
    block("callout", {"tone": "important", "heading": "Mind", "text": "<p>this</p>"}),
    block("numbers", {"items": [{"number": "7", "label": "owls", "source": ""}]}),
    block("call_to_action", {"label": "Read on", "page": 3, "url": "https://example.org/path"}),
    block("gone_kind", {"text": "from an older version"}),
]
TEXTS = [
    *("What & why", "One two", "three", "four"),
    *("A lantern", "Drawn by hand"),
    *("Mind", "this"),
    *("7", "owls"),
    "Read on",
]


# A page asks what kind of page it is.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_stream_is_read_without_asking_for_what_stands_in_it() -> None:
    stream = BodyBlock().to_python(BODY)
    with CaptureQueriesContext(connection) as captured:
        assert list(passages_of_stream(stream)) == TEXTS
    assert len(captured) == 0


def test_a_stream_that_was_never_stored_is_read_alike() -> None:
    """As in a preview."""
    stream = BodyBlock().normalize([("paragraph", "<p>A draft</p>")])
    assert list(passages_of_stream(stream)) == ["A draft"]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("", []),
        ("<p></p>", []),
        ("<p>a&nbsp;b  c</p>", ["a b c"]),
        ("<h3>a</h3><p>b <a linktype='page' id='3'>c</a></p><hr/>", ["a", "b c"]),
        ("plain &lt;b&gt;", ["plain <b>"]),
    ],
)
def test_rich_text_is_read_piece_by_piece(html: str, texts: list[str]) -> None:
    assert list(passages_of_html(html)) == texts


def test_fields_of_every_kind_are_read() -> None:
    home = HomePage(introduction="<p>a</p><p>b</p>")
    assert list(passages_of_field(home, "introduction")) == ["a", "b"]
    page: Any = StandardPage(introduction="a < b")
    assert list(passages_of_field(page, "introduction")) == ["a < b"]
    assert list(passages_of_field(StandardPage(), "introduction")) == []


def test_the_title_and_the_description_come_first() -> None:
    page = StandardPage(title="T", search_description="D", introduction="I", body=BODY[:1])
    texts = [text for text, _weight in page.searched_parts()]
    assert texts[:4] == ["T", "D", "I", "What & why"]


def test_an_excerpt_is_of_the_text_that_has_most_of_the_words() -> None:
    texts = ["one", "one and two", "one, two, three", "two"]
    pieces = excerpt_of(texts, ["two", "one"], "en")
    assert [(piece.text, piece.is_found) for piece in pieces] == [
        ("one", True),
        (" and ", False),
        ("two", True),
    ]
    assert excerpt_of(texts, ["four"], "en") == []
    assert excerpt_of([], ["four"], "en") == []
