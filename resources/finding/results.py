"""What a reader of the list is shown: the notes found, and what else there is to ask for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.paginator import Page as PageOfList
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from resources.finding.excerpts import Excerpt
from resources.finding.facets import Choice, Chosen, Facet
from resources.finding.notes import ListedNote

RELEVANCE, DATE, TITLE = "relevance", "date", "title"


def default_sort(query: str) -> str:
    """Return how a list is sorted where the address does not say."""
    return RELEVANCE if query else DATE


@dataclass(frozen=True)
class Asked:
    """What an address asks for, and the addresses of the like."""

    query: str
    chosen: Chosen
    sort: str

    def address(
        self,
        *,
        query: str | None = None,
        chosen: Chosen | None = None,
        sort: str | None = None,
        page: int = 1,
    ) -> str:
        """Return the address, below the list's own, that asks for the same but for what is given.

        Equal questions have equal addresses.
        """
        params = QueryDict(mutable=True)
        query = self.query if query is None else query
        if query:
            params["q"] = query
        for key, values in (self.chosen if chosen is None else chosen).items():
            params.setlist(key, sorted(values))
        sort = sort or self.sort
        if sort != default_sort(query):
            params["sort"] = sort
        if page > 1:
            params["page"] = str(page)
        return f"?{params.urlencode()}"

    def without(self, key: str, value: str) -> Chosen:
        """Return the filters but for one value."""
        return {**self.chosen, key: self.chosen[key] - {value}}


@dataclass(frozen=True)
class Found:
    """A note in the list, with where the words are."""

    note: ListedNote
    excerpt: Excerpt | None


@dataclass(frozen=True)
class Link:
    """Something else to ask for, with how many notes it would find."""

    name: str
    address: str
    count: int = 0
    is_current: bool = False
    # Of a link to another language.
    language: str = ""


@dataclass(frozen=True)
class Results:
    """A page of the list."""

    asked: Asked
    # How many notes there are without any words or filters.
    in_all: int
    page: PageOfList[ListedNote]
    # What is on this page.
    found: list[Found]
    facets: list[Facet]
    # Whether the address asks for values that no note has.
    has_unknown_filters: bool
    # Whether something was typed that has no word in it.
    has_no_words: bool
    # What to try where nothing was found: a filter less, no filters, another language.
    fewer_filters: list[Link] = field(default_factory=list)
    without_filters: Link | None = None
    other_languages: list[Link] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many notes were found."""
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
        """The orders to choose from."""
        names = {RELEVANCE: _("Best match"), DATE: _("Newest"), TITLE: _("Title")}
        if not self.asked.query:
            del names[RELEVANCE]
        return [
            Link(name, self.asked.address(sort=sort), is_current=sort == self.asked.sort)
            for sort, name in names.items()
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
        return default_sort(self.asked.query)

    @property
    def everything(self) -> str:
        """The address of the whole list."""
        return "?"


def chosen_values(filters: list[Facet]) -> Iterator[tuple[Facet, Choice]]:
    """Yield every value that is chosen, with its filter."""
    return ((facet, choice) for facet in filters for choice in facet.chosen)


def full_name(facet: Facet, choice: Choice) -> str:
    """Return a filter and its value in words."""
    # To translators: a filter and its value, as "Topic: consent".
    return _("%(filter)s: %(value)s") % {"filter": facet.name, "value": choice.name}
