"""What has changed between two editions of a note, section by section and word by word."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from resources.comparing.blocks import BlockChange, compare_blocks, whole
from resources.comparing.reading import Block, Kind, blocks_of, digest_of
from resources.comparing.words import Mark, Piece, Words, replacement
from resources.documents import Document, Section
from resources.licences import Licence

__all__ = ["Comparison", "FactChange", "LanguagesDifferError", "SectionChange", "Status", "compare"]


class Status(StrEnum):
    """What has become of a section. What is changed may have moved as well."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    # Says the same in another place, or under another number.
    MOVED = "moved"
    UNCHANGED = "unchanged"


class LanguagesDifferError(ValueError):
    """The documents are in different languages: every word would be a change."""


@dataclass(frozen=True)
class SectionChange:
    """A section in both editions. One of them lacks it if it was added or removed."""

    status: Status
    old: Section | None
    new: Section | None
    # The heading, with what has changed in it.
    heading: tuple[Piece, ...]
    # Stands elsewhere among the sections that both have.
    is_moved: bool = False
    # Of a changed section, the blocks of both.
    compared: tuple[BlockChange, ...] = ()
    # Tells the section from the others on the page that compares.
    id: str = ""

    @property
    def section(self) -> Section:
        """The section as it is, or as it was before it was removed."""
        section = self.new or self.old
        assert section is not None  # noqa: S101 (one of them is always there)
        return section

    @property
    def old_label(self) -> str:
        """The number it had, if it has another one now."""
        if self.old is None or self.new is None or self.old.label == self.new.label:
            return ""
        return self.old.label

    @cached_property
    def blocks(self) -> tuple[BlockChange, ...]:
        """The content, with what has changed in it: key message, text, footnotes."""
        if self.compared:
            return self.compared
        marks = {Status.ADDED: Mark.ADDED, Status.REMOVED: Mark.REMOVED}
        mark = marks.get(self.status, Mark.SAME)
        return tuple(whole(block, mark) for block in _blocks(self.section))

    @property
    def has_other_file(self) -> bool:
        """Whether the file that goes with a form letter is another one."""
        return bool(self.old and self.new and digest_of(self.old.file) != digest_of(self.new.file))


@dataclass(frozen=True)
class FactChange:
    """Something said about the whole document that has changed."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Comparison:
    """Two editions of a note in one language."""

    old: Document
    new: Document
    facts: list[FactChange]
    # In the order of the new edition; what was removed, where it stood.
    sections: list[SectionChange]

    @cached_property
    def counts(self) -> Counter[Status]:
        """How many sections have become what."""
        return Counter(change.status for change in self.sections)

    @property
    def is_same(self) -> bool:
        """Whether both say the same in the same order and under the same numbers."""
        return not self.facts and self.counts[Status.UNCHANGED] == len(self.sections)

    @property
    def has_folded(self) -> bool:
        """Whether there are sections that say what they said before."""
        return bool(self.counts[Status.UNCHANGED] + self.counts[Status.MOVED])

    @property
    def changed(self) -> list[SectionChange]:
        """The sections that are not as they were."""
        return [change for change in self.sections if change.status != Status.UNCHANGED]


def compare(old: Document, new: Document) -> Comparison:
    """Return what has changed from `old` to `new`.

    Sections are told by their keys, whatever their numbers and headings.
    Raises LanguagesDifferError unless both are in one language.
    """
    if old.language != new.language:
        raise LanguagesDifferError(f"{old.language} is not {new.language}")
    words = Words(new.language)
    return Comparison(old, new, list(_facts(old, new, words)), _sections(old, new, words))


# --- about the whole document ------------------------------------------------


def _facts(old: Document, new: Document, words: Words) -> Iterator[FactChange]:
    for name, before, after in (
        (_("Title"), old.title, new.title),
        (_("Summary"), old.summary, new.summary),
        (_("Kind"), old.kind, new.kind),
        (_("Audience"), _list(old.audiences), _list(new.audiences)),
        (_("Jurisdictions"), _list(old.jurisdictions), _list(new.jurisdictions)),
        (_("Authors"), _authors(old), _authors(new)),
        (_("Licence"), _licence(old.licence), _licence(new.licence)),
    ):
        pieces = _line_change(before, after, words)
        if not _is_same(pieces):
            yield FactChange(name, pieces)


def _list(items: Iterable[str]) -> str:
    return pgettext("between the parts of a list", "; ").join(items)


def _authors(document: Document) -> str:
    named = (
        f"{author.name} ({author.affiliation})" if author.affiliation else author.name
        for author in document.authors
    )
    return _list(named)


def _licence(value: str) -> str:
    return str(Licence(value).label) if value in Licence.values else value


# --- sections ----------------------------------------------------------------


def _sections(old: Document, new: Document, words: Words) -> list[SectionChange]:
    before, after = _by_key(old), _by_key(new)
    stayed = _in_order([key for key in after if key in before], list(before))
    order = list(after)
    previous = None
    for key in before:
        if key not in after:
            order.insert(0 if previous is None else order.index(previous) + 1, key)
        previous = key
    changes = (
        _change(before.get(key), after.get(key), words, is_moved=key not in stayed) for key in order
    )
    return [replace(change, id=f"change-{n}") for n, change in enumerate(changes, 1)]


def _by_key(document: Document) -> dict[str, Section]:
    """Return the sections by their keys; a copy of a section, by its key and its turn."""
    found: dict[str, Section] = {}
    for section in document.sections:
        key, turn = section.key, 1
        while key in found:
            turn += 1
            key = f"{section.key}#{turn}"
        found[key] = section
    return found


def _in_order(keys: list[str], old_order: list[str]) -> set[str]:
    """Return those of `keys` that stand as they did: the longest row of them in the old order."""
    place = {key: number for number, key in enumerate(old_order)}
    # The ends of the best rows of each length, by their place, and what each stands behind.
    ends: list[str] = []
    behind: dict[str, str | None] = {}
    for key in keys:
        length = bisect_left(ends, place[key], key=place.__getitem__)
        behind[key] = ends[length - 1] if length else None
        ends[length : length + 1] = [key]
    stayed: set[str] = set()
    key_or_none = ends[-1] if ends else None
    while key_or_none is not None:
        stayed.add(key_or_none)
        key_or_none = behind[key_or_none]
    return stayed


def _change(
    old: Section | None, new: Section | None, words: Words, *, is_moved: bool
) -> SectionChange:
    if old is None or new is None:
        status = Status.ADDED if old is None else Status.REMOVED
        return SectionChange(status, old, new, _whole_line(new or old))
    heading = _line_change(old.heading, new.heading, words)
    compared = _compared(old, new, words)
    # What differs in spaces alone is the same.
    says_the_same = _is_same(heading) and all(change.is_same for change in compared)
    if not says_the_same or digest_of(old.file) != digest_of(new.file):
        status = Status.CHANGED
    elif is_moved or old.label != new.label:
        status = Status.MOVED
    else:
        status = Status.UNCHANGED
    return SectionChange(status, old, new, heading, is_moved, compared)


def _compared(old: Section, new: Section, words: Words) -> tuple[BlockChange, ...]:
    """Return the blocks of both; none where they are alike to the letter, which costs nothing."""
    if _content(old) == _content(new):
        return ()
    return tuple(compare_blocks(_blocks(old), _blocks(new), words))


def _content(section: Section) -> tuple[str, str, list[str]]:
    return section.key_message, section.html, [note.html for note in section.footnotes]


def _line_change(old: str, new: str, words: Words) -> tuple[Piece, ...]:
    """Return what has changed in a line of plain text."""
    before, after = _line(old), _line(new)
    pieces = None if before == after else words.difference(before, after)
    return replacement(before, after) if pieces is None else tuple(pieces)


def _whole_line(section: Section | None) -> tuple[Piece, ...]:
    heading = _line(section.heading) if section else ""
    return replacement(heading, heading)


def _is_same(pieces: tuple[Piece, ...]) -> bool:
    return all(piece.mark == Mark.SAME for piece in pieces)


def _line(text: str) -> str:
    return " ".join(text.split())


def _blocks(section: Section) -> list[Block]:
    """Return all that a section says below its heading."""
    message = _line(section.key_message)
    blocks = [Block(Kind.KEY_MESSAGE, message)] if message else []
    blocks += blocks_of(section.html)
    for note in section.footnotes:
        blocks += blocks_of(note.html, Kind.FOOTNOTE)
    return blocks
