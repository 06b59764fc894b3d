"""Signatures on paper: each batch and the public count change together."""

from collections import Counter

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from petitions.counting import add_to_count, reconcile
from petitions.models import PaperBatch
from users.models import User


@transaction.atomic
def record(batch: PaperBatch, user: User | None) -> PaperBatch:
    """Store a new batch and count it."""
    batch.entered_by = user
    batch.save(force_insert=True)
    log(batch, "petitions.paper.record", user=user, data={"to": batch.signatures})
    _count(Counter({batch.petition_id: batch.signatures}))
    return batch


@transaction.atomic
def change(batch: PaperBatch, user: User | None) -> PaperBatch:
    """Store an edited batch; the count follows by what has changed.

    Raises PaperBatch.DoesNotExist if somebody has removed it meanwhile.
    """
    # Locked and read anew: the number on the editor's screen may be out of date.
    stored = PaperBatch.objects.select_for_update().get(pk=batch.pk)
    batch.save(force_update=True)
    data = {"from": stored.signatures, "to": batch.signatures}
    log(batch, "petitions.paper.change", user=user, data=data)
    difference = Counter({stored.petition_id: -stored.signatures})
    difference[batch.petition_id] += batch.signatures
    _count(difference)
    return batch


@transaction.atomic
def remove(batch: PaperBatch, user: User | None) -> bool:
    """Delete a batch and take it out of the count. False if it was gone already."""
    stored = PaperBatch.objects.select_for_update().filter(pk=batch.pk).first()
    if stored is None:
        return False
    log(stored, "petitions.paper.remove", user=user, data={"from": stored.signatures}, deleted=True)
    stored.delete()
    _count(Counter({stored.petition_id: -stored.signatures}))
    return True


def _count(differences: Counter[int]) -> None:
    """Add to the counters, in a fixed order. Comes last: the rows stay locked from here on."""
    for petition_id, difference in sorted(differences.items()):
        try:
            with transaction.atomic():
                add_to_count(petition_id, paper=difference)
        except IntegrityError:
            # The counter would fall below zero, so it was wrong before: count the rows.
            reconcile(petition_id)
