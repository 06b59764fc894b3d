"""Searching the index."""

from collections.abc import Iterable

from wagtail.search.query import Or, PlainText

from resources.finding.encoding import encode
from resources.finding.words import query_stems
from resources.models import GuidanceNotePage

# Characters of a query that are read.
LONGEST_QUERY = 200


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


def search(wanted: dict[str, list[str]]) -> list[int]:
    """Return the ids of the pages that have all words wanted in their language, the best first.

    Among them are pages that are not live or are private. One query; none for nothing.
    """
    queries = [PlainText(" ".join(encode(found, code))) for code, found in wanted.items()]
    if not queries:
        return []
    results = GuidanceNotePage.objects.search(Or(queries))
    # Iterated over, results would bring each page's part of the index with them on PostgreSQL.
    return list(results.get_queryset().values_list("pk", flat=True))
