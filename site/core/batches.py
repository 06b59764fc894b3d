"""Working on many rows in transactions of bearable length."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

# As many rows as one transaction moves: until its end it keeps others from them.
BATCH = 500


def batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Cut `ids` into lists of at most `BATCH`."""
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch


def batches_of(rows: QuerySet[Any]) -> Iterator[list[UUID]]:
    """Yield the ids of rows in the order of their ids, at most `BATCH` in memory at once.

    Each query goes on after the last id, so a row that was worked on does not come again.
    """
    ids = rest = rows.order_by("pk").values_list("pk", flat=True)
    while batch := list(rest[:BATCH]):
        yield batch
        rest = ids.filter(pk__gt=batch[-1])
