"""The parts of a text, as translators read which of them is unfinished.

A model divides its text by `divide`. Where nothing is divided, the text is one part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.catalogues import completeness_of


@dataclass(frozen=True)
class Fields:
    """The fields that make up a part of a model's text, and what the part is called."""

    label: Any
    names: frozenset[str]


@dataclass(frozen=True)
class Part:
    """How far the translation of a part is."""

    label: Any
    strings: int = 0
    # Without a translation, or with one that was refused as faulty.
    missing: int = 0
    # Made by a machine, and not looked at by a person since.
    machine: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether nothing has to be done any more."""
        return not (self.missing or self.machine)

    @property
    def in_words(self) -> str:
        """What has to be done, as "Mail texts: 2 strings are missing"; empty when nothing has."""
        lacks = []
        if self.missing:
            text = ngettext(
                "%(number)s string is missing", "%(number)s strings are missing", self.missing
            )
            lacks.append(text % {"number": number_format(self.missing)})
        if self.machine:
            text = ngettext(
                "%(number)s string was made by a machine and nobody has looked at it",
                "%(number)s strings were made by a machine and nobody has looked at them",
                self.machine,
            )
            lacks.append(text % {"number": number_format(self.machine)})
        if not lacks:
            return ""
        # To translators of the interface: the colon as the language sets it.
        return _("%(label)s: %(text)s") % {"label": self.label, "text": ", ".join(lacks)}


@dataclass(frozen=True)
class Readiness:
    """How far a page or snippet is in a language, part by part."""

    parts: tuple[Part, ...]

    @property
    def is_ready(self) -> bool:
        """Whether it can go public."""
        return all(part.is_ready for part in self.parts)

    @property
    def lacks(self) -> list[str]:
        """What is missing, in words, one entry for each unfinished part."""
        return [part.in_words for part in self.parts if not part.is_ready]


@dataclass(frozen=True)
class Division:
    parts: tuple[Fields, ...] = (Fields(gettext_lazy("Text"), frozenset()),)
    needs_interface: bool = False

    def place_of(self, path: str) -> int:
        """Return the number of the part to which a string belongs, the first by default."""
        field = path.split(".")[0]
        return next((n for n, part in enumerate(self.parts) if field in part.names), 0)


_divisions: dict[type, Division] = {}


def divide(model: type, parts: Iterable[Fields], *, needs_interface: bool) -> None:
    """Say of which parts the text of a model consists, in the order in which they are shown.

    With `needs_interface`, a language must have the whole interface as well:
    people do something on the page, and it answers them.
    """
    _divisions[model] = Division(tuple(parts), needs_interface)


def division_of(model: type | None) -> Division:
    return _divisions.get(model, Division()) if model else Division()


def interface_part(model: type | None, language: str) -> Part | None:
    """Return how far the interface is, for a model that cannot do without it."""
    if not division_of(model).needs_interface:
        return None
    interface = completeness_of(language)
    return Part(_("Interface strings"), interface.strings, interface.missing)
