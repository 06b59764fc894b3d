"""The one function through which every signature changes its state.

pending -> confirmed -> withdrawn, with quarantined and invalid beside them.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from petitions.counting import add_to_count
from petitions.models import Signature

Status = Signature.Status


@transaction.atomic
def transition(
    ids: Iterable[UUID], *, allowed: Collection[str], to: str, **values: Any
) -> list[Signature]:
    """Move signatures that are in an `allowed` state to the state `to`.

    Returns only those that this call moved, as they were before; a signature
    that another call moved first is left out. `values` are further columns to
    set. The count follows in the same transaction, last, so that its row is
    locked for the shortest time.
    """
    # The guard is the lock together with the state in its condition: of two
    # calls for one signature the second waits, looks again and finds nothing.
    moved = list(
        Signature.objects.select_for_update()
        .filter(pk__in=list(ids), status__in=allowed)
        .exclude(status=to)
        .order_by("pk")
    )
    Signature.objects.filter(pk__in=[row.pk for row in moved]).update(status=to, **values)
    follow_count(moved, to)
    return moved


def follow_count(moved: list[Signature], to: str | None) -> None:
    """Add and subtract what a move changed, petition by petition in a fixed order.

    `moved` are signatures as they were before; `to` is None for erased ones.
    Every way into and out of confirmed comes through here.
    """
    deltas: Counter[tuple[int, str]] = Counter()
    for row in moved:
        step = (to == Status.CONFIRMED) - (row.status == Status.CONFIRMED)
        deltas[row.petition_id, row.kind] += step
    for petition_id in sorted({petition for petition, _kind in deltas}):
        add_to_count(
            petition_id,
            people=deltas[petition_id, Signature.Kind.PERSON],
            organisations=deltas[petition_id, Signature.Kind.ORGANISATION],
        )
