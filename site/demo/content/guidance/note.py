"""What describes a guidance note of the demonstration, before it is a page."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from demo.content.blocks import Block

Wording = TypeVar("Wording")

# Stands below words that nobody has said.
WRITTEN_FOR_THIS = "Words written for this demonstration"


@dataclass(frozen=True)
class Term:
    """A term of the glossary."""

    # Names it within the demonstration: definitions refer to it.
    key: str
    term: str
    definition: str


@dataclass(frozen=True)
class Subject:
    """A topic or an audience to filter by. Its slug is its key."""

    slug: str
    title: str


@dataclass(frozen=True)
class EditionContent:
    """A note as it was published under one number."""

    number: int
    # The day of publication (ISO 8601).
    date: str
    # What readers of the edition before it should know.
    changes: str
    body: list[Block]
    annexes: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class NoteContent:
    """A guidance note in English. Its translations are in the catalogues."""

    # Names the note within the demonstration, and forever: its identifier is made from it.
    key: str
    slug: str
    title: str
    summary: str
    # One of `resources.models.pages.Kind`.
    kind: str
    # Slugs of subjects.
    topics: list[str]
    audiences: list[str]
    # ISO 3166-1 alpha-2 codes, or "001" for the world.
    jurisdictions: list[str]
    # With the fields of `resources.documents.Author`.
    authors: list[dict[str, Any]]
    # One of `resources.licences.Licence`.
    licence: str
    # Keys of petitions and other notes that readers may want next.
    related: list[str]
    # From the first to the newest.
    editions: list[EditionContent]


def as_of(edition: int, *wordings: Wording) -> Wording:
    """Return what stands in an edition: the first wording in the first, and so on."""
    return wordings[min(edition, len(wordings)) - 1]
