"""Moving comments from one state to another, so that each is moved once.

Only the same comment sent again is begun anew elsewhere: see `commenting.submitting`.
"""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from resources.models import Comment


@transaction.atomic
def transition(
    ids: Iterable[UUID], *, allowed: Collection[str], to: str, **values: Any
) -> list[Comment]:
    """Move comments that are in an `allowed` state to the state `to`.

    Returns only those that this call moved, as they were before; a comment
    that another call moved first is left out. `values` are further columns to
    set.
    """
    # The guard is the lock together with the state in its condition: of two
    # calls for one comment the second waits, looks again and finds nothing.
    moved = list(
        Comment.objects.select_for_update()
        .filter(pk__in=list(ids), status__in=allowed)
        .exclude(status=to)
        .order_by("pk")
    )
    Comment.objects.filter(pk__in=[row.pk for row in moved]).update(status=to, **values)
    return moved
