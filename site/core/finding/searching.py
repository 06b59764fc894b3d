"""What a query asks for, and looking it up in Wagtail's index."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
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


def search(model: type[Model], wanted: Wanted) -> list[Any]:
    """Return the ids of the rows that have all words wanted in their language, the best first.

    The model's index holds words as `core.finding.encoding` writes them. Among
    what is found are rows that are not live or are private. One query; none for nothing.
    """
    queries = [PlainText(" ".join(encode(found, code))) for code, found in wanted.items()]
    if not queries:
        return []
    results = get_search_backend().search(Or(queries), model)
    # Iterated over, results would bring each row's part of the index with them on PostgreSQL.
    return list(results.get_queryset().values_list("pk", flat=True))
