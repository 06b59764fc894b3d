"""What the search of the site looks through: pages, and whatever else apps add to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.http import HttpRequest

from core.finding.excerpts import Piece
from core.finding.searching import Wanted

# The one filter, under the name that stands in addresses.
KIND = "kind"


@dataclass(frozen=True)
class Hit:
    """Something that has the words; there may be thousands."""

    finder: "Finder"
    # What it is for its finder: a primary key.
    key: Any
    # As in `Finder.kinds`.
    kind: str
    # In which it is written.
    language: str
    title: str

    @property
    def values(self) -> Mapping[str, frozenset[str]]:
        """What it can be filtered by."""
        return {KIND: frozenset([self.kind])}


@dataclass(frozen=True)
class Found:
    """The same as a reader is shown it."""

    title: str
    url: str
    # In words, in the active language.
    kind: str
    language: str
    # Where the words are; without them, what it is about.
    excerpt: list[Piece] = field(default_factory=list)
    summary: str = ""


class Finder(Protocol):
    """Looks through things of a sort."""

    def kinds(self) -> Mapping[str, str]:
        """Return what there is of this sort: names for addresses, with names for readers."""

    def hits(self, request: HttpRequest, wanted: Wanted) -> list[Hit]:
        """Return what readers in the active language may read of it, the best first.

        A fixed number of queries, whatever is found.
        """

    def found(
        self, request: HttpRequest, hits: Sequence[Hit], wanted: Wanted
    ) -> Mapping[Hit, Found]:
        """Return what to show of some twenty hits of its own.

        A fixed number of queries, however many they are.
        """


_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Have the search of the site look through something else, after what is there already."""
    _finders.append(finder)


def finders() -> Sequence[Finder]:
    """Return all that the site is searched by."""
    return _finders
