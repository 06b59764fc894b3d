"""Footnotes: written in the text, numbered through the note, torn never."""

from itertools import count

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from resources.blocks.contents import ProseBlock
from resources.footnotes import number_footnotes, unbalanced
from tests.steps import steps

pytestmark = pytest.mark.one_database

MARK = (
    '<sup class="footnote-mark"><a href="#note-{0}" id="mark-{0}" role="doc-noteref">{0}</a></sup>'
)


def marked(html: str) -> tuple[str, list[str]]:
    """Return the text with {1} for the first mark, and the notes."""
    text, notes = number_footnotes(html, count(1))
    for note in notes:
        text = text.replace(MARK.format(note.number), f"{{{note.number}}}")
    return text, [note.html for note in notes]


@pytest.mark.parametrize(
    ("html", "text", "notes"),
    [
        ("<p>So ((one)). Then ((two)).</p>", "<p>So{1}. Then{2}.</p>", ["one", "two"]),
        ("<p>So((one)) on</p>", "<p>So{1} on</p>", ["one"]),
        ("<p>So (in brackets) on</p>", "<p>So (in brackets) on</p>", []),
        ("<p>See ((this (2010) case)).</p>", "<p>See{1}.</p>", ["this (2010) case"]),
        ("<p>See ((case (2010))).</p>", "<p>See{1}.</p>", ["case (2010)"]),
        ("<p>See ((a) b)).</p>", "<p>See{1}.</p>", ["a) b"]),
        ("<p>((<i>All</i> of it)) here</p>", "<p>{1} here</p>", ["<i>All</i> of it"]),
        ("<p><b>So ((one))</b></p>", "<p><b>So{1}</b></p>", ["one"]),
        (
            '<p>So ((see <a href="/x">this</a><br>there)).</p>',
            "<p>So{1}.</p>",
            ['see <a href="/x">this</a><br>there'],
        ),
        # Of two paragraphs, no tag may be torn apart.
        ("<p>So ((one</p><p>two)) on</p>", "<p>So ((one</p><p>two)) on</p>", []),
        ("<li>So ((one</li><li>two)) on</li>", "<li>So ((one</li><li>two)) on</li>", []),
        ("<p><b>So ((one</b> two)) on</p>", "<p><b>So ((one</b> two)) on</p>", []),
        ("<p>So ((<b>one)) two</b></p>", "<p>So ((<b>one)) two</b></p>", []),
        # An address is none of the text.
        ('<p><a href="/x((y))">so</a></p>', '<p><a href="/x((y))">so</a></p>', []),
        ("<p>So (( )) on</p>", "<p>So (( )) on</p>", []),
        ("<p>f(g(x)) is fine</p>", "<p>f(g(x)) is fine</p>", []),
    ],
)
def test_where_the_marks_stand(html: str, text: str, notes: list[str]) -> None:
    assert marked(html) == (text, notes)


def test_numbers_go_on_from_one_section_to_the_next() -> None:
    numbers = count(1)
    first = number_footnotes("<p>a ((x))</p>", numbers)[1]
    second = number_footnotes("<p>b ((y)) c ((z))</p>", numbers)[1]
    assert [note.number for note in first + second] == [1, 2, 3]


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("<p>So ((one)). Then ((two)).</p>", ""),
        ("<p>f(g(x)) is fine</p>", ""),
        ("<p>So ((one and on</p><p>x</p>", "((one and on"),
        ("<p>So ((one <b>and</b> on) x</p>", "((one and on) x"),
        ("<p>So ((one ((two)) three))</p>", "((one "),
        ("<p><b>So ((one</b> two)) on</p>", "((one two))"),
        ("<p>So (( )) on</p>", "(( ))"),
        ('<p><a href="/x((y">so</a></p>', ""),
        ("<p>((" + "x" * 200 + "</p>", "((" + "x" * 58),
    ],
)
def test_an_editor_is_shown_the_footnote_that_has_no_end(html: str, place: str) -> None:
    assert unbalanced(html) == place


def test_the_editor_refuses_it() -> None:
    block = ProseBlock()
    with pytest.raises(ValidationError, match=r"Look at: “.*one and on”"):
        block.clean(block.normalize("<p>So ((one and on</p>"))


TAGS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    '<a href="((">',
    "</a>",
    "<br>",
    "((",
    "))",
    "(",
    ")",
    "x ",
    "<",
]


@given(st.lists(st.sampled_from(TAGS), max_size=30).map("".join))
@example("((<b>))</b>")
@example("<b>((</b>))")
def test_whatever_is_written_no_tag_is_lost_or_torn(html: str) -> None:
    """With each mark put back as its note, the text is as it was, but for spaces before marks."""
    text, notes = number_footnotes(html, count(1))
    for note in notes:
        assert MARK.format(note.number) in text
        text = text.replace(MARK.format(note.number), f"(({note.html}))", 1)
    assert "".join(text.split()) == "".join(html.split())
    for note in notes:
        opened = note.html.count("<b>") + note.html.count("<a ")
        closed = note.html.count("</b>") + note.html.count("</a>")
        assert opened == closed


@pytest.mark.parametrize("part", ["((", "))", "<", "<a ", " ", "((x ", "(("])
def test_twice_the_letters_are_twice_the_work(part: str) -> None:
    def work(length: int) -> int:
        html = f"<p>{part * length}x</p>"
        return steps(lambda: (number_footnotes(html, count(1)), unbalanced(html)))

    assert work(2000) < 2.5 * work(1000)


@pytest.mark.parametrize("part", ["((", "))", "<", "<a ", " ", "((x "])
def test_a_million_letters_are_read_once(part: str) -> None:
    """Whoever begins anew at each of them takes hours."""
    html = f"<p>{part * (1_000_000 // len(part))}x</p>"
    text, notes = number_footnotes(html, count(1))
    assert (text, notes) == (html, [])
    assert unbalanced(html).startswith("((") == part.startswith("((")
