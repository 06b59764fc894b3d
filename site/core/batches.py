"""Working on many rows in transactions of bearable length."""

from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

# As many rows as one transaction moves: until its end it keeps others from them.
BATCH = 500


def batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Cut `ids` into lists of at most `BATCH`."""
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
