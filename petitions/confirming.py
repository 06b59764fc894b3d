"""Confirming: the button behind the link in the mail."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from petitions.models import Signature
from petitions.states import transition

Status = Signature.Status


@transaction.atomic
def confirm(signature_id: UUID, shown: int | None = None) -> Signature | None:
    """Confirm a pending signature; return it as it is afterwards, or None if there is none.

    `shown` is the number of the submission that the signer was shown. If
    somebody has signed with this address again meanwhile, nothing is
    confirmed: the signer has to see the new details first.
    """
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
