"""What two texts differ in, word by word."""

import re
import string
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from core import thai
from resources.comparing.reading import MARK

# Texts with less than this in common are two texts: their words would make a salad (0 to 1).
LEAST_ALIKE = 0.4
# Words of a text from which on the frequent ones are not looked for: each pair of equal words
# would be looked at, a million of "the" in a text of a thousand times "the".
LONG = 1000
# Letters of Thai that are split into words in one comparison, which takes about a quarter of a
# second. What is left then is compared by what stands between two spaces.
LETTERS_SPLIT = 100_000

_PUNCTUATION = re.escape(string.punctuation + "“”„‚‘’«»‹›…–—·¿¡،؛؟۔।")
# With the space before it: a footnote's mark, punctuation, or a word with what is inside it.
_TOKEN = re.compile(
    rf" ?(?:{MARK}|[{_PUNCTUATION}]+"
    rf"|[^ {MARK}{_PUNCTUATION}]+(?:[{_PUNCTUATION}]+[^ {MARK}{_PUNCTUATION}]+)*)"
)
# A consonant of Thai with the vowels and tones around it.
_SYLLABLE = re.compile("[\u0e40-\u0e44]?[\u0e01-\u0e2e][^\u0e01-\u0e2e\u0e40-\u0e44 ]*")


class Mark(StrEnum):
    """What has become of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(NamedTuple):
    """A piece of text, with the space before it if there is one."""

    mark: Mark
    text: str


class _Run(NamedTuple):
    """Words that are the same in both texts, or what stands in the one for what in the other."""

    old: str
    new: str
    is_same: bool

    @property
    def length(self) -> int:
        return max(len(self.old), len(self.new))


class Words:
    """Compares texts of one language by their words."""

    def __init__(self, language: str) -> None:
        # Thai is written without spaces between words.
        self._runs_on = language.split("-")[0] == "th"
        self._letters_left = LETTERS_SPLIT

    def traits(self, text: str) -> frozenset[object]:
        """Return what a text can be told by: its words, or two syllables in a row."""
        if self._runs_on:
            parts = _SYLLABLE.findall(text)
            return frozenset(pairwise(parts))
        return frozenset(token.lstrip(" ") for token in _TOKEN.findall(text))

    def difference(self, old: str, new: str) -> list[Piece] | None:
        """Return `new` with what was added to and removed from `old`.

        None if they have little in common. The texts have single spaces; a
        difference in spaces alone is none.
        """
        runs = list(self._compared(_TOKEN.findall(old), _TOKEN.findall(new)))
        same = sum(len(run.new) for run in runs if run.is_same)
        if 2 * same < LEAST_ALIKE * (len(old) + len(new)):
            return None
        return list(_pieces(_joined(runs)))

    def _compared(self, old: list[str], new: list[str]) -> Iterator[_Run]:
        """Yield the runs of two lists of words; where words run on, of the words within these."""
        for run in _runs(old, new):
            if self._runs_on and not run.is_same and run.old and run.new and self._letters_left > 0:
                self._letters_left -= len(run.old) + len(run.new)
                yield from _runs(_thai_words(run.old), _thai_words(run.new))
            else:
                yield run


def likeness(mine: frozenset[object], theirs: frozenset[object]) -> float:
    """Return how much of their traits two texts have in common, from 0 to 1 (Dice)."""
    return 2 * len(mine & theirs) / ((len(mine) + len(theirs)) or 1)


def replacement(old: str, new: str) -> tuple[Piece, ...]:
    """Return pieces that say that `new` stands for `old` as a whole. Either may be empty."""
    if old == new:
        return (Piece(Mark.SAME, new),) if new else ()
    removed = (Piece(Mark.REMOVED, old),) if old else ()
    added = (Piece(Mark.ADDED, f" {new}" if old else new),) if new else ()
    return removed + added


def _thai_words(text: str) -> list[str]:
    """Return the words of a Thai text, each with the space before it."""
    words: list[str] = []
    for word in thai.split(text):
        if words and words[-1] == " ":
            words[-1] += word
        else:
            words.append(word)
    return words


def _runs(old: list[str], new: list[str]) -> Iterator[_Run]:
    """Yield the runs of two lists of words, each with the space before it."""
    old_words, new_words = [word.lstrip(" ") for word in old], [word.lstrip(" ") for word in new]
    is_long = len(old) > LONG or len(new) > LONG
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=is_long)
    for what, begin, end, new_begin, new_end in matcher.get_opcodes():
        yield _Run("".join(old[begin:end]), "".join(new[new_begin:new_end]), what == "equal")


def _joined(runs: list[_Run]) -> list[_Run]:
    """Take a few equal words between two longer changes into one change.

    Read aloud or seen, one change is easier to follow than several with scraps between.
    """
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].is_same == run.is_same:
            run = _sum(joined.pop(), run)
        while (
            not run.is_same
            and len(joined) > 1
            and joined[-1].length <= min(joined[-2].length, run.length)
        ):
            between, before = joined.pop(), joined.pop()
            run = _sum(before, between, run)
        joined.append(run)
    return joined


def _sum(*runs: _Run) -> _Run:
    return _Run(
        "".join(run.old for run in runs),
        "".join(run.new for run in runs),
        all(run.is_same for run in runs),
    )


def _pieces(runs: list[_Run]) -> Iterator[Piece]:
    for run in runs:
        if run.is_same:
            yield Piece(Mark.SAME, run.new)
            continue
        if run.old:
            yield Piece(Mark.REMOVED, run.old)
        if run.new:
            yield Piece(Mark.ADDED, run.new)
