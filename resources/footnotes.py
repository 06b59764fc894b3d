"""Footnotes as they are written: in the text, in double brackets, where their mark shall stand.

So a footnote is translated with its sentence, and moves with it.
"""

import re
from collections.abc import Iterator

from django.utils.html import strip_tags

from resources.documents import Footnote

# Up to the first closing brackets that are not followed by one more: "((see a) b))" ends at "))".
_FOOTNOTE = re.compile(r"\s*\(\((?P<note>.+?)\)\)(?!\))", re.DOTALL)
# What a footnote cannot reach over.
_BLOCKS = re.compile(r"(</?(?:p|li|ul|ol|h\d|blockquote|div)\b[^>]*>)")
_MARK = (
    '<sup class="footnote-mark"><a href="#note-{0}" id="mark-{0}" role="doc-noteref">{0}</a></sup>'
)
_TAG = re.compile(r"<(/?)(\w+)[^>]*?(/?)>")
# Letters of the place that an error message shows.
_SHOWN = 60


def number_footnotes(html: str, numbers: Iterator[int]) -> tuple[str, list[Footnote]]:
    """Put marks in place of the footnotes in `html`, numbered from `numbers`.

    What is not a whole footnote, or would tear a tag apart, stays as it is.
    """
    notes: list[Footnote] = []

    def mark(found: re.Match[str]) -> str:
        note = found["note"].strip()
        if not _is_whole(note):
            return found[0]
        notes.append(Footnote(next(numbers), note))
        return _MARK.format(notes[-1].number)

    parts = [_FOOTNOTE.sub(mark, part) for part in _BLOCKS.split(html)]
    return "".join(parts), notes


def unbalanced(html: str) -> str:
    """Return the beginning of a footnote that has no end, or does not end with what it began in."""
    for part in _BLOCKS.split(html):
        rest = _FOOTNOTE.sub(lambda found: "" if _is_whole(found["note"]) else found[0], part)
        begin = rest.find("((")
        if begin >= 0:
            return strip_tags(rest[begin:])[:_SHOWN]
    return ""


def _is_whole(html: str) -> bool:
    """Whether every tag that is opened here is closed here."""
    opened: list[str] = []
    for tag in _TAG.finditer(html):
        closes, name, is_empty = tag.groups()
        if is_empty or name in ("br", "embed"):
            continue
        if not closes:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened
