"""What the address of a list asks for, and the addresses that ask for something like it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.http import QueryDict

from core.finding.facets import Chosen

RELEVANCE = "relevance"


@dataclass(frozen=True)
class Asked:
    """Words, filters and the order of a list, as an address asks for them."""

    query: str
    chosen: Chosen
    sort: str
    # How the list is sorted where neither an order nor words are asked for.
    usual_sort: str

    def default_sort(self, query: str) -> str:
        """Return how the list is sorted where the address does not say: words by how they fit."""
        return RELEVANCE if query else self.usual_sort

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
        if sort != self.default_sort(query):
            params["sort"] = sort
        if page > 1:
            params["page"] = str(page)
        return f"?{params.urlencode()}"

    def without(self, key: str, value: str) -> Chosen:
        """Return the filters but for one value."""
        return {**self.chosen, key: self.chosen[key] - {value}}


def asked_in(
    params: QueryDict, query: str, chosen: Chosen, *, sorts: Collection[str], usual_sort: str
) -> Asked:
    """Return what an address asks for. An order that the list does not know is the default."""
    sort = params.get("sort", "")
    without_sort = Asked(query, chosen, "", usual_sort)
    # Without words there is nothing to fit.
    known = sort in sorts and (query or sort != RELEVANCE)
    return replace(without_sort, sort=sort if known else without_sort.default_sort(query))
