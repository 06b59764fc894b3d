"""Filters of a list, with how many of its items each of them would leave."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.countries import sorting_key

# Within a filter any of the values will do; all the filters must hold.
Chosen = dict[str, frozenset[str]]
# For each filter the values that occur, in the order to show them in, with their names.
Names = Mapping[str, Mapping[str, str]]


class Filtered(Protocol):
    """What can be filtered."""

    @property
    def values(self) -> Mapping[str, frozenset[str]]:
        """For each filter the values that it has."""


Item = TypeVar("Item", bound=Filtered)


@dataclass(frozen=True)
class Choice:
    """A value to filter by."""

    value: str
    name: str
    # How many items it would leave, given what is chosen in the other filters.
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


def by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by value, in the order of a dictionary."""
    return dict(sorted(names.items(), key=lambda named: sorting_key(named[1])))


def chosen_in(params: QueryDict, names: Names) -> tuple[Chosen, bool]:
    """Return the values that an address asks for, and whether it asks for any that are unknown."""
    asked = {key: set(filter(None, params.getlist(key))) for key in names}
    known = {key: frozenset(asked[key] & set(names[key])) for key in names}
    return known, any(asked[key] - known[key] for key in names)


def matching(items: Iterable[Item], chosen: Chosen, *, leaving_out: str = "") -> Iterator[Item]:
    """Yield the items that all filters let through, but for the one left out."""
    active = [(key, values) for key, values in chosen.items() if values and key != leaving_out]
    for item in items:
        if all(item.values[key] & values for key, values in active):
            yield item


def counted(items: Iterable[Filtered], chosen: Chosen) -> dict[str, Counter[str]]:
    """Return how many of the items each value of each filter would leave."""
    found = list(items)
    return {
        key: Counter(
            value for item in matching(found, chosen, leaving_out=key) for value in item.values[key]
        )
        for key in chosen
    }


def facets(
    titles: Mapping[str, str],
    names: Names,
    counts: Mapping[str, Mapping[str, int]],
    chosen: Chosen,
    *,
    optional: Collection[str] = (),
) -> list[Facet]:
    """Return the filters, in the order of their titles.

    A filter without two values to choose from is left out, unless it is among those
    of which most items have no value (`optional`). So are values that would leave
    nothing, unless they are chosen.
    """
    made = (
        Facet(key, title, list(_choices(names[key], counts[key], chosen[key])))
        for key, title in titles.items()
    )
    return [
        facet
        for facet in made
        if facet.chosen or len(facet.choices) > (0 if facet.key in optional else 1)
    ]


def _choices(
    names: Mapping[str, str], counts: Mapping[str, int], chosen: frozenset[str]
) -> Iterator[Choice]:
    for value, name in names.items():
        count, is_chosen = counts.get(value, 0), value in chosen
        if count or is_chosen:
            yield Choice(value, name, count, is_chosen)


def chosen_values(filters: list[Facet]) -> Iterator[tuple[Facet, Choice]]:
    """Yield every value that is chosen, with its filter."""
    return ((facet, choice) for facet in filters for choice in facet.chosen)


def full_name(facet: Facet, choice: Choice) -> str:
    """Return a filter and its value in words."""
    # To translators: a filter and its value, as "Topic: consent".
    return _("%(filter)s: %(value)s") % {"filter": facet.name, "value": choice.name}
