"""Withdrawing a signature, and stopping updates."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
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


@transaction.atomic
def stop_updates(signature_id: UUID) -> None:
    """Withdraw the consent to updates; the signature itself stands.

    Before confirmation it also means: send nothing more to this address.
    """
    Consent.objects.filter(
        signature_id=signature_id, purpose=PetitionText.Kind.UPDATES, withdrawn_at=None
    ).update(withdrawn_at=timezone.now())
    Signature.objects.filter(pk=signature_id, status=Status.PENDING).update(
        mails=settings.SIGN_MAX_MAILS
    )
