"""Going through rows in the order of their time, at the same cost however far down.

A place is the last row's `created_at` and `pk`, and not a number of rows: the
database goes straight to it, in an index, and what has come in meanwhile moves
nothing.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet


def in_order(rows: QuerySet[Any], *, newest_first: bool = False) -> QuerySet[Any]:
    """Sort by time, and by number among equals."""
    sign = "-" if newest_first else ""
    return rows.order_by(f"{sign}created_at", f"{sign}pk")


def beyond(
    rows: QuerySet[Any], created_at: datetime, pk: Any, *, newest_first: bool = False
) -> QuerySet[Any]:
    """Return those that come after a row in the order of `in_order`."""
    further = "lt" if newest_first else "gt"
    later = Q(**{f"created_at__{further}": created_at}) | Q(**{f"pk__{further}": pk})
    # The second condition is the bound at which an index is entered.
    return rows.filter(later, **{f"created_at__{further}e": created_at})


def in_chunks(
    values: QuerySet[Any, Any],
    size: int,
    place: Callable[[Any], tuple[datetime, Any]] = itemgetter("created_at", "pk"),
) -> Iterator[list[Any]]:
    """Yield rows, oldest first, `size` at once. `place` returns a row's `created_at` and `pk`.

    Each query starts where the last one ended: no transaction and no database
    cursor stays open while a browser fetches the file.
    """
    ordered = rest = in_order(values)
    while chunk := list(rest[:size]):
        yield chunk
        rest = beyond(ordered, *place(chunk[-1]))
