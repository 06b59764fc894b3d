"""What a search finds on SQLite, the best first, in a time that grows with what is found.

Asked for it in order, modelsearch 1.3 looks up the score of each row by searching
the whole index once more: a second for 1,500 rows, and four times that for twice
as many. Delete this module when its test fails: then modelsearch has mended it.
"""

from typing import Any

from django.db.models import F, Model
from modelsearch.backends.database.sqlite.query import BM25, MatchExpression, normalize
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.backends import get_search_backend
from wagtail.search.models import SQLiteFTSIndexEntry
from wagtail.search.query import SearchQuery


def ids_in_order(model: type[Model], query: SearchQuery) -> list[Any]:
    """Return the ids of the rows that match, the best first, as modelsearch ranks them. One query.

    What is shorter in its title comes before what is as good otherwise.
    """
    compiler = get_search_backend().search(query, model).query_compiler
    asked = compiler.build_search_query(normalize(compiler.query))
    entries = SQLiteFTSIndexEntry.objects.filter(
        MatchExpression(compiler.FTS_TABLE_FIELDS, asked),
        index_entry__content_type__in=get_descendants_content_types_pks(model),
    )
    score = BM25() * (1 + F("index_entry__title_norm"))
    ids = entries.order_by(score, "-index_entry__object_id")
    to_id = model._meta.pk.to_python
    return [to_id(pk) for pk in ids.values_list("index_entry__object_id", flat=True)]
