"""Where in texts the words searched for are, and what stands around them there."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
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

# Characters of an excerpt, and of what comes before the first word found in it.
_LENGTH, _BEFORE = 240, 60
# How many places in one passage are thought of as the beginning of the excerpt.
_LOOKED_AT = 50


class Piece(NamedTuple):
    """Part of an excerpt."""

    text: str
    is_found: bool


class Place(NamedTuple):
    """Where a text has one of the words."""

    begin: int
    end: int
    stem: str


class Words:
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

    def places(self, text: str) -> list[Place]:
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

    def _places_in(self, run: str, at: int) -> Iterator[Place]:
        if is_thai(run):
            for match in self.thai.finditer(run) if self.thai else ():
                yield Place(at + match.start(), at + match.end(), match[0])
            return
        for token in tokens(run):
            if self._may_have(token) and (found := stem(token, self.language)) in self.stems:
                yield Place(at, at + len(run), found)


def excerpt_of(texts: Iterable[str], wanted: list[str], language: str) -> list[Piece]:
    """Return part of the first text that has all the words, else of the one that has most.

    Empty if none of them is in any text.
    """
    words = Words(wanted, language)
    best: tuple[int, str, list[Place]] | None = None
    for text in map(tidy, texts):
        places = words.places(text)
        score = len({place.stem for place in places})
        if score and (best is None or score > best[0]):
            best = score, text, places
        if score == len(wanted):
            break
    return cut(best[1], best[2]) if best else []


def cut(text: str, places: list[Place]) -> list[Piece]:
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


def _told_from(begin: int, places: list[Place]) -> int:
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
