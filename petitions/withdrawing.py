"""Withdrawing a signature, and stopping updates."""

from uuid import UUID

from django.utils import timezone

from petitions.models import Consent, PetitionText, Signature
from petitions.states import transition

Status = Signature.Status


def withdraw(signature_id: UUID) -> bool:
    """Take a signature back. It stops counting at once; True if this call did it."""
    moved = transition(
        [signature_id],
        allowed=[Status.PENDING, Status.CONFIRMED, Status.QUARANTINED],
        to=Status.WITHDRAWN,
        withdrawn_at=timezone.now(),
    )
    return bool(moved)


def stop_updates(signature_id: UUID) -> None:
    """Withdraw the consent to updates; the signature itself is not changed."""
    Consent.objects.filter(
        signature_id=signature_id, purpose=PetitionText.Kind.UPDATES, withdrawn_at=None
    ).update(withdrawn_at=timezone.now())
