"""Footnotes as they are written: in the text, in double brackets, where their mark shall stand.

So a footnote is translated with its sentence, and moves with it.
"""

import re
from collections.abc import Iterator

from django.utils.html import strip_tags

from resources.documents import Footnote

# What a text consists of: tags, which hold no footnotes in their attributes, the brackets, the
# rest. Of several closing brackets the last two end the footnote: "((see a) b))", "((see (a)))".
_TOKEN = re.compile(
    r"(?P<tag><(?P<closes>/?)(?P<name>\w+)[^<>]*>)|(?P<begin>\(\()|(?P<end>\)\)(?!\)))"
    r"|[^<()]+|.",
    re.DOTALL,
)
# What a footnote cannot reach over.
_BLOCKS = frozenset(
    ("p", "li", "ul", "ol", "h2", "h3", "h4", "blockquote", "div", "dl", "dt", "dd", "section")
)
_EMPTY = frozenset(("br", "embed", "img", "input", "hr"))
_MARK = (
    '<sup class="footnote-mark"><a href="#note-{0}" id="mark-{0}" role="doc-noteref">{0}</a></sup>'
)
# Letters of the place that an error message shows.
_SHOWN = 60


class _Reader:
    """Goes through a text once, from its beginning to its end."""

    def __init__(self, numbers: Iterator[int] | None = None) -> None:
        self.numbers = numbers
        # What was read outside of footnotes, and of the one that has begun.
        self.out: list[str] = []
        self.note: list[str] | None = None
        # Tags that were opened in it and not closed yet.
        self.opened: list[str] = []
        self.notes: list[Footnote] = []
        # The beginnings of what is no whole footnote.
        self.torn: list[str] = []

    def read(self, html: str) -> None:
        for token in _TOKEN.finditer(html):
            text = token[0]
            if token["tag"] and token["name"].lower() in _BLOCKS:
                self._tear()
            if self.note is None:
                if token["begin"]:
                    self.note, self.opened = [], []
                else:
                    self.out.append(text)
            elif token["begin"]:
                self._tear()
                self.note = []
            elif token["end"]:
                self._finish()
            else:
                self._keep_count(token)
                self.note.append(text)
        self._tear()

    def _keep_count(self, token: re.Match[str]) -> None:
        """Note which tags are open; one that was opened outside cannot be closed within."""
        if not token["tag"] or token["name"].lower() in _EMPTY:
            return
        if not token["closes"]:
            self.opened.append(token["name"])
        elif not self.opened or self.opened.pop() != token["name"]:
            self.opened.append("")

    def _finish(self) -> None:
        note = "".join(self.note or []).strip()
        if self.opened or not note:
            self._tear("))")
            return
        self.note = None
        number = next(self.numbers) if self.numbers else 0
        self.notes.append(Footnote(number, note))
        # A mark stands at the word before it.
        while self.out and not self.out[-1].strip():
            self.out.pop()
        if self.out:
            self.out[-1] = self.out[-1].rstrip()
        self.out.append(_MARK.format(number))

    def _tear(self, end: str = "") -> None:
        """Leave what has begun as it is: it is no footnote."""
        if self.note is None:
            return
        text = f"(({''.join(self.note)}{end}"
        self.torn.append(text)
        self.out.append(text)
        self.note, self.opened = None, []


def number_footnotes(html: str, numbers: Iterator[int]) -> tuple[str, list[Footnote]]:
    """Put marks in place of the footnotes in `html`, numbered from `numbers`.

    What is not a whole footnote, or would tear a tag apart, stays as it is.
    """
    reader = _Reader(numbers)
    reader.read(html)
    return "".join(reader.out), reader.notes


def unbalanced(html: str) -> str:
    """Return the beginning of a footnote that has no end, or does not end with what it began in."""
    reader = _Reader()
    reader.read(html)
    return strip_tags(reader.torn[0])[:_SHOWN] if reader.torn else ""
