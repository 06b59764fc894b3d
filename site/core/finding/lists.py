"""Putting a list together: its filters with their numbers, a page of it, and what else to try."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from core.finding.asked import Asked
from core.finding.facets import Filtered, counted, facets
from core.finding.results import Results, fewer_filters, without_filters


def put_together(
    params: QueryDict,
    asked: Asked,
    found: Sequence[Filtered],
    shown: Sequence[Filtered],
    *,
    in_all: int,
    per_page: int,
    titles: Mapping[str, str],
    names: Mapping[str, Mapping[str, str]],
    sort_names: Mapping[str, str],
    has_unknown_filters: bool,
    has_no_words: bool = False,
    optional: Collection[str] = (),
    show: Callable[[list[Any]], list[Any]] = list,
) -> Results:
    """Return a page of a list, the one that the address asks for.

    `found` are the items that have the words asked for; `shown` those of them
    that fulfil the filters, in their order; `in_all` how many there are without words
    and filters. `titles` and `names` are of the filters and of their values,
    `optional` filters of which most items have no value, and `show` turns the items
    of the page into what its template wants.
    """
    page = Paginator(shown, per_page).get_page(params.get("page"))
    counts = counted(found, asked.chosen)
    filters = facets(titles, names, counts, asked.chosen, optional=optional)
    return Results(
        asked=asked,
        in_all=in_all,
        page=page,
        found=show(list(page)),
        facets=filters,
        sort_names=sort_names,
        has_unknown_filters=has_unknown_filters,
        has_no_words=has_no_words,
        fewer_filters=[] if shown else list(fewer_filters(asked, filters, found)),
        without_filters=None if shown else without_filters(asked, filters, len(found)),
    )
