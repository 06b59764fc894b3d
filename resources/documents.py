"""A guidance note as it is read: plain data, made of blocks once and never looked up again.

What readers see, print, compare, cite and download is a function of a `Document`
alone. So an edition stays as it was, whatever becomes of the page, the
pictures, the snippets and the templates that it was made of.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any

# Kinds of sections. The last three are annexes.
SECTION, SUBSECTION, PRINCIPLE = "section", "subsection", "principle"
FORM_LETTER, CHECKLIST, LEGAL_BACKGROUND = "form_letter", "checklist", "legal_background"
ANNEXES = frozenset({FORM_LETTER, CHECKLIST, LEGAL_BACKGROUND})

# What the short version takes of a section.
LEAVE_OUT, KEY_MESSAGE, WHOLE = "leave_out", "key_message", "whole"


@dataclass(frozen=True)
class Footnote:
    """A note to a place in the text. Its mark there is a link to `#note-<number>`."""

    number: int
    html: str


@dataclass(frozen=True)
class Section:
    """A numbered part of a document, an annex included."""

    # Identifies the section in every edition and language: the block's id.
    key: str
    kind: str
    # As printed before the heading, in the document's language: "2", "2.1", "Principle 1".
    label: str
    # Names the section in an address, the same in every language: "section-2-1", "principle-1".
    anchor: str
    heading: str
    # What the section comes to, in a sentence or two. Plain text; may be empty.
    key_message: str = ""
    short: str = LEAVE_OUT
    # The content below the heading, safe to print as it is.
    html: str = ""
    footnotes: tuple[Footnote, ...] = ()
    # Of a form letter: the editable file that editors gave in place of the one made of its text,
    # as the address at which it is kept (see `EditionFile`); empty without one.
    file: str = ""

    @property
    def is_annex(self) -> bool:
        """Whether it stands behind the text rather than in it."""
        return self.kind in ANNEXES

    @property
    def level(self) -> int:
        """The heading's level: 2, or 3 for a part of a section."""
        return 3 if self.kind == SUBSECTION else 2

    @property
    def title(self) -> str:
        """Label and heading, for contents and citations."""
        between = " " if self.label[:1].isdigit() else " – "
        return f"{self.label}{between}{self.heading}" if self.label else self.heading


@dataclass(frozen=True)
class Author:
    """Who wrote a document: a person, or an organisation with its name as `family_name`."""

    is_organisation: bool
    family_name: str
    given_name: str = ""
    # For a person, the organisation they wrote for; for an organisation, what it did.
    affiliation: str = ""
    url: str = ""

    @property
    def name(self) -> str:
        """The name as one would say it."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def only_helped(self) -> bool:
        """Whether it is an organisation of which is said what it did instead."""
        return self.is_organisation and bool(self.affiliation)


@dataclass(frozen=True)
class Document:
    """A note in one language."""

    title: str
    summary: str
    language: str
    # The kind of guidance, its audiences and jurisdictions, in words of the document's language.
    kind: str = ""
    audiences: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    # One of `models.pages.Licence`.
    licence: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def footnotes(self) -> list[Footnote]:
        """All notes in the order of their marks."""
        return [note for section in self.sections for note in section.footnotes]

    @property
    def writers(self) -> list[Author]:
        """Who wrote it, of those who are named; may be empty."""
        return [author for author in self.authors if not author.only_helped]

    @property
    def body(self) -> list[Section]:
        """The sections before the annexes."""
        return [section for section in self.sections if not section.is_annex]

    @property
    def annexes(self) -> list[Section]:
        """The annexes."""
        return [section for section in self.sections if section.is_annex]

    @property
    def has_short_version(self) -> bool:
        """Whether editors have marked anything for the short version."""
        return any(section.short != LEAVE_OUT for section in self.sections)

    def shortened(self) -> "Document":
        """Return the short version: the marked sections alone, numbered as in the full one."""
        kept = [_shortened(section) for section in self.sections if section.short != LEAVE_OUT]
        return replace(self, sections=tuple(kept))

    def as_data(self) -> dict[str, Any]:
        """Return what can be stored as JSON; `from_data` reads it again."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Document":
        """Return the document that was stored. Keys that came later have their defaults."""
        sections = tuple(
            Section(
                **{
                    **section,
                    "footnotes": tuple(Footnote(**note) for note in section["footnotes"]),
                }
            )
            for section in data["sections"]
        )
        return cls(
            **{
                **data,
                "sections": sections,
                "authors": tuple(Author(**author) for author in data["authors"]),
                "audiences": tuple(data["audiences"]),
                "jurisdictions": tuple(data["jurisdictions"]),
            }
        )


def _shortened(section: Section) -> Section:
    """Return what the short version shows of a marked section."""
    if section.short == KEY_MESSAGE:
        return replace(section, html="", footnotes=(), file="")
    return section
