"""What a query asks for, and looking it up in Wagtail's index."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from wagtail.search.backends import get_search_backend
from wagtail.search.query import Or, PlainText

from core.finding.encoding import encode
from core.finding.words import query_stems

# Characters of a query that are read.
LONGEST_QUERY = 200

# The stems that a query asks for, by language.
Wanted = Mapping[str, list[str]]


def shortened(query: str) -> str:
    """Return so much of a query as is read, its last word whole."""
    query = " ".join(query.replace("\0", " ").split())
    if len(query) <= LONGEST_QUERY:
        return query
    return query[: LONGEST_QUERY + 1].rpartition(" ")[0] or query[:LONGEST_QUERY]


def wanted_words(query: str, languages: Iterable[str]) -> dict[str, list[str]]:
    """Return the stems that a query asks for in each language; empty if there is no word in it."""
    query = shortened(query)
    wanted = {code: query_stems(query, code) for code in languages}
    return {code: found for code, found in wanted.items() if found}


def asking_for(wanted: Wanted, operator: str = "and") -> Or:
    """Return the query for what has all words wanted in one of the languages, or any of them.

    The index holds words as `core.finding.encoding` writes them.
    """
    texts = (" ".join(encode(found, code)) for code, found in wanted.items())
    return Or([PlainText(text, operator=operator) for text in texts])


def matches(model: type[Model], wanted: Wanted) -> QuerySet[Any]:
    """Return the rows that have all words wanted in their language, in no order.

    Among them are rows that are not live or are private. To be read by
    `values_list`: whole, each row would bring its part of the index on PostgreSQL.
    """
    if not wanted:
        return model._default_manager.none()
    found = get_search_backend().search(asking_for(wanted), model, order_by_relevance=False)
    rows: QuerySet[Any] = found.get_queryset().order_by()
    return rows


def search(model: type[Model], wanted: Wanted) -> list[Any]:
    """Return the ids of what matches, the best first. One query; none for nothing."""
    if not wanted:
        return []
    query = asking_for(wanted)
    if connection.vendor == "sqlite":
        # What it needs is only there on SQLite.
        from core.finding.sqlite_order import ids_in_order

        return ids_in_order(model, query)
    found = get_search_backend().search(query, model).get_queryset()
    return list(found.values_list("pk", flat=True))
