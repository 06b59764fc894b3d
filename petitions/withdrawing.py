"""Withdrawing a signature, and stopping updates."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from petitions.models import Consent, PetitionText, Signature
from petitions.repeating import forget_repeated
from petitions.states import transition

Status = Signature.Status

_WITHDRAWABLE = [Status.PENDING, Status.CONFIRMED, Status.QUARANTINED]


@transaction.atomic
def withdraw(signature_id: UUID) -> bool:
    """Take a signature back. It stops counting at once; True if this call did it."""
    signature = (
        Signature.objects.select_for_update()
        .filter(pk=signature_id, status__in=_WITHDRAWABLE)
        .first()
    )
    if signature is None:
        return False
    # Signed again before, answered after: it would not be withdrawn any more.
    forget_repeated(signature)
    # Last, because it takes the counter.
    transition(
        [signature_id],
        allowed=_WITHDRAWABLE,
        to=Status.WITHDRAWN,
        withdrawn_at=timezone.now(),
    )
    return True


def stop_updates(signature_id: UUID) -> None:
    """Withdraw the consent to updates; the signature itself is not changed."""
    Consent.objects.filter(
        signature_id=signature_id, purpose=PetitionText.Kind.UPDATES, withdrawn_at=None
    ).update(withdrawn_at=timezone.now())
