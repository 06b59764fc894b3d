"""Searching the index."""

from django.conf import settings
from wagtail.search.query import Or, PlainText

from resources.finding.encoding import encode
from resources.finding.words import query_stems
from resources.models import GuidanceNotePage

# Characters of a query that are read.
LONGEST_QUERY = 200


def wanted_words(query: str) -> dict[str, list[str]]:
    """Return the stems that a query asks for in each language; empty if it has no word at all."""
    wanted = {code: query_stems(query[:LONGEST_QUERY], code) for code in dict(settings.LANGUAGES)}
    return {code: found for code, found in wanted.items() if found}


def search(wanted: dict[str, list[str]]) -> list[int]:
    """Return the ids of the pages that have all words wanted in their own language, the best first.

    Among them are pages that are not live, or private. One query.
    """
    queries = [PlainText(" ".join(encode(found, code))) for code, found in wanted.items()]
    if not queries:
        return []
    results = GuidanceNotePage.objects.only("pk").search(Or(queries))
    return [page.pk for page in results]
