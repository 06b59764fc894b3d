"""Confirming: the button behind the link in the mail."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from petitions.counting import confirm_pending
from petitions.models import Signature
from petitions.states import transition

Status = Signature.Status


def confirm(signature_id: UUID, shown: int | None = None) -> Signature | None:
    """Confirm a pending signature; return it as it is afterwards, or None if there is none.

    `shown` is the number of the submission that the signer was shown. If
    somebody has signed with this address again meanwhile, nothing is
    confirmed: the signer has to see the new details first.
    """
    confirm_pending(signature_id, shown)
    return _confirm_in_any_state(signature_id, shown)


@transaction.atomic
def _confirm_in_any_state(signature_id: UUID, shown: int | None) -> Signature | None:
    """Do what confirming does to a signature that may not have been pending a moment ago."""
    signature = Signature.objects.select_for_update().filter(pk=signature_id).first()
    if signature is None:
        return None
    if shown is not None and shown != signature.submissions:
        return signature
    now = timezone.now()
    if signature.status == Status.QUARANTINED:
        # The mailbox is real; whether it counts is for staff to say.
        Signature.objects.filter(pk=signature_id).update(confirmed_at=now)
    transition([signature_id], allowed=[Status.PENDING], to=Status.CONFIRMED, confirmed_at=now)
    signature.refresh_from_db()
    return signature
