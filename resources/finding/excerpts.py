"""Where in a document the words searched for are, and what stands around them there."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from core.finding.words import (
    THAI_OR_NOT,
    fold,
    is_thai,
    stem,
    tidy,
    tokens,
    word_pattern,
)
from resources.documents import Document, Section
from resources.finding.texts import passages

# Characters of an excerpt, and of what comes before the first word found in it.
_LENGTH, _BEFORE = 240, 60
# How many places in one passage are thought of as the beginning of the excerpt.
_LOOKED_AT = 50


class Piece(NamedTuple):
    """Part of an excerpt."""

    text: str
    is_found: bool


@dataclass(frozen=True)
class Excerpt:
    """The passage of a document that has most of the words."""

    # The section that it stands in: its name in addresses, its title.
    anchor: str
    title: str
    pieces: list[Piece]


class _Place(NamedTuple):
    """Where a text has one of the words."""

    begin: int
    end: int
    stem: str


def excerpt(document: Document, wanted: list[str]) -> Excerpt | None:
    """Return the first passage that has all the words, else the one that has most of them.

    None if none of them is in any section; they are in the title, then, or in the summary.
    """
    words = _Words(wanted, document.language)
    best: tuple[int, int, Section, str, list[_Place]] | None = None
    for section in document.sections:
        heading = {place.stem for place in words.places(tidy(section.heading))}
        for text in [tidy(passage) for passage in passages(section)] or [""]:
            places = words.places(text)
            here = {place.stem for place in places}
            # In the heading a word counts for the section; in the passage there is more to see.
            score = (len(here | heading), len(here))
            if any(score) and (best is None or score > best[:2]):
                best = (*score, section, text, places)
        if best is not None and best[1] == len(wanted):
            break
    if best is None:
        return None
    _all, _here, section, text, places = best
    return Excerpt(section.anchor, section.title, _cut(text, places))


class _Words:
    """Looks for stems in texts of one language."""

    def __init__(self, wanted: list[str], language: str) -> None:
        self.language = language
        self.stems = frozenset(word for word in wanted if not is_thai(word))
        # Endings aside, a stem begins as its words do. Hundreds of pages are read for this before
        # any word in them is taken to its stem.
        self.beginnings = [word[: max(len(word) - 2, 2)] for word in self.stems]
        # Thai has no endings: its words are looked for as they are.
        thai = sorted((word for word in wanted if is_thai(word)), key=len, reverse=True)
        self.thai = re.compile("|".join(map(re.escape, thai))) if thai else None

    def places(self, text: str) -> list[_Place]:
        """Return where a tidy text has the words, in its order."""
        if not self._may_have(fold(text)) and not (self.thai and self.thai.search(text)):
            return []
        return [
            place
            for word in word_pattern().finditer(text)
            for run in THAI_OR_NOT.finditer(word[0])
            for place in self._places_in(run[0], word.start() + run.start())
        ]

    def _may_have(self, folded: str) -> bool:
        return any(beginning in folded for beginning in self.beginnings)

    def _places_in(self, run: str, at: int) -> Iterator[_Place]:
        if is_thai(run):
            for match in self.thai.finditer(run) if self.thai else ():
                yield _Place(at + match.start(), at + match.end(), match[0])
            return
        for token in tokens(run):
            if self._may_have(token) and (found := stem(token, self.language)) in self.stems:
                yield _Place(at, at + len(run), found)


def _cut(text: str, places: list[_Place]) -> list[Piece]:
    """Return so much of a passage as tells what it says about the words, with these marked."""
    if not places:
        begin, end = 0, _boundary(text, 0, _LENGTH)
    else:
        first = max(places[:_LOOKED_AT], key=lambda place: _told_from(place.begin, places))
        begin = _boundary(text, max(first.begin - _BEFORE, 0), first.begin, forwards=True)
        end = _boundary(text, first.end, begin + _LENGTH)
    pieces = [Piece("… " if begin else "", False)]
    for place in places:
        if begin <= place.begin and place.end <= end:
            pieces.append(Piece(text[begin : place.begin], False))
            pieces.append(Piece(text[place.begin : place.end], True))
            begin = place.end
    pieces.append(Piece(text[begin:end], False))
    pieces.append(Piece(" …" if end < len(text) else "", False))
    return [piece for piece in pieces if piece.text]


def _told_from(begin: int, places: list[_Place]) -> int:
    """Return how many different words an excerpt would have that began with this place."""
    end = begin + _LENGTH - _BEFORE
    return len({place.stem for place in places if begin <= place.begin and place.end <= end})


def _boundary(text: str, begin: int, end: int, *, forwards: bool = False) -> int:
    """Return where to cut a text between two places: at a space, else not within a letter."""
    if forwards:
        if begin == 0:
            return 0
        space = text.find(" ", begin, end)
        at, step = (space + 1 if space >= 0 else begin), 1
    else:
        if end >= len(text):
            return len(text)
        space = text.rfind(" ", begin, end)
        at, step = (space if space >= 0 else max(begin, end)), -1
    while 0 < at < len(text) and _belongs_to_letter_before(text[at]):
        at += step
    return at


def _belongs_to_letter_before(char: str) -> bool:
    """Whether a character is a mark, or a Thai vowel that stands behind its consonant."""
    return unicodedata.category(char).startswith("M") or "\u0e30" <= char <= "\u0e33"
