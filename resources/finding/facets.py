"""Filters of a list, with how many notes each of them would leave."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from resources.finding.notes import (
    AUDIENCE,
    JURISDICTION,
    KIND,
    LANGUAGE,
    TOPIC,
    Listed,
    ListedNote,
)

# Within a filter any of the values will do; all the filters must hold.
Chosen = dict[str, frozenset[str]]

FILTERS = (TOPIC, AUDIENCE, JURISDICTION, KIND, LANGUAGE)


@dataclass(frozen=True)
class Choice:
    """A value to filter by."""

    value: str
    name: str
    # How many notes it would leave, given what is chosen in the other filters.
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its values."""

    # What it is called in addresses, and for readers.
    key: str
    name: str
    choices: list[Choice]

    @property
    def chosen(self) -> list[Choice]:
        """The values that are chosen."""
        return [choice for choice in self.choices if choice.is_chosen]


def chosen_in(params: QueryDict, listed: Listed) -> tuple[Chosen, bool]:
    """Return the values that an address asks for, and whether it asks for any that are unknown."""
    asked = {key: set(filter(None, params.getlist(key))) for key in FILTERS}
    known = {key: frozenset(asked[key] & set(listed.names[key])) for key in FILTERS}
    return known, any(asked[key] - known[key] for key in FILTERS)


def matching(
    notes: Iterable[ListedNote], chosen: Chosen, *, leaving_out: str = ""
) -> Iterator[ListedNote]:
    """Yield the notes that all filters let through, but for the one left out."""
    active = [(key, values) for key, values in chosen.items() if values and key != leaving_out]
    for note in notes:
        if all(note.values[key] & values for key, values in active):
            yield note


def facets(listed: Listed, found: list[ListedNote], chosen: Chosen) -> list[Facet]:
    """Return the filters, with counts among the notes that the words searched for were found in.

    A filter without two values to choose from is left out, and so are values
    that would leave nothing, unless they are chosen.
    """
    return list(filter(None, (_facet(key, listed, found, chosen) for key in FILTERS)))


def _facet(key: str, listed: Listed, found: list[ListedNote], chosen: Chosen) -> Facet | None:
    counts = Counter(
        value for note in matching(found, chosen, leaving_out=key) for value in note.values[key]
    )
    choices = [
        Choice(value, name, counts[value], value in chosen[key])
        for value, name in listed.names[key].items()
        if counts[value] or value in chosen[key]
    ]
    if not any(choice.is_chosen for choice in choices) and len(choices) < 2:
        return None
    return Facet(key, facet_name(key), choices)


def facet_name(key: str) -> str:
    """Return what a filter is called, in the active language."""
    names = {
        TOPIC: _("Topic"),
        AUDIENCE: _("Audience"),
        JURISDICTION: _("Jurisdiction"),
        KIND: _("Kind"),
        LANGUAGE: _("Language"),
    }
    return names[key]
