"""What a reader of a list is shown: what was found, and what else there is to ask for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as PageOfList
from django.utils.functional import cached_property

from core.finding.asked import RELEVANCE, Asked
from core.finding.facets import Facet, Filtered, chosen_values, full_name, matching


@dataclass(frozen=True)
class Link:
    """Something else to ask for, with how many items it would find."""

    name: str
    address: str
    count: int = 0
    is_current: bool = False
    # Of a link to another language.
    language: str = ""


@dataclass(frozen=True)
class Results:
    """A page of a list."""

    asked: Asked
    # How many items there are without any words or filters.
    in_all: int
    page: PageOfList[Any]
    # What is on this page, as its template wants it.
    found: list[Any]
    facets: list[Facet]
    # The orders to choose from, with their names.
    sort_names: Mapping[str, str]
    # Whether the address asks for values that no item has.
    has_unknown_filters: bool
    # Whether something was typed that has no word in it.
    has_no_words: bool
    # What to try where nothing was found: a filter less, no filters, another language.
    fewer_filters: list[Link] = field(default_factory=list)
    without_filters: Link | None = None
    other_languages: list[Link] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many items were found."""
        count: int = self.page.paginator.count
        return count

    @property
    def is_narrowed(self) -> bool:
        """Whether there are words or filters."""
        return bool(self.asked.query) or any(self.asked.chosen.values())

    @cached_property
    def active(self) -> list[Link]:
        """The filters that are chosen, each with the address without it."""
        return [
            Link(
                full_name(facet, choice),
                self.asked.address(chosen=self.asked.without(facet.key, choice.value)),
            )
            for facet, choice in chosen_values(self.facets)
        ]

    @cached_property
    def sorts(self) -> list[Link]:
        """The orders to choose from, each with its address."""
        return [
            Link(name, self.asked.address(sort=sort), is_current=sort == self.asked.sort)
            for sort, name in self.sort_names.items()
            if self.asked.query or sort != RELEVANCE
        ]

    @cached_property
    def pages(self) -> list[Link | None]:
        """The pages of the list, None where some are left out."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number)
        return [
            Link(
                str(number), self.asked.address(page=number), is_current=number == self.page.number
            )
            if isinstance(number, int)
            else None
            for number in numbers
        ]

    @property
    def previous(self) -> str:
        """The address of the page before; empty for the first."""
        if not self.page.has_previous():
            return ""
        return self.asked.address(page=self.page.previous_page_number())

    @property
    def next(self) -> str:
        """The address of the page behind; empty for the last."""
        return self.asked.address(page=self.page.next_page_number()) if self.page.has_next() else ""

    @property
    def default_sort(self) -> str:
        """How the list is sorted where its address does not say."""
        return self.asked.default_sort(self.asked.query)

    @property
    def everything(self) -> str:
        """The address of the whole list."""
        return "?"


def fewer_filters(asked: Asked, filters: list[Facet], found: Iterable[Filtered]) -> Iterator[Link]:
    """Yield each filter that something is found without, of items that have the words."""
    items = list(found)
    for facet, choice in chosen_values(filters):
        chosen = asked.without(facet.key, choice.value)
        if count := len(list(matching(items, chosen))):
            yield Link(full_name(facet, choice), asked.address(chosen=chosen), count)


def without_filters(asked: Asked, filters: list[Facet], count: int) -> Link | None:
    """Return the list without its filters, if it is longer by it and there are several."""
    # To leave out the only filter is to leave out all of them.
    several = len(list(chosen_values(filters))) > 1
    return Link("", asked.address(chosen={}), count) if count and several else None
