"""Erasing: nothing of a signature stays but a number, and the count follows."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from core.mail.models import OutgoingMail
from core.mail.queue import forget_mail
from petitions.languages import tally_erased
from petitions.mail import reference
from petitions.models import RepeatedSigning, Signature
from petitions.repeating import forget_repeated
from petitions.states import follow_count

Status = Signature.Status

# How long a withdrawn signature can be looked at again by its signer, and how
# long it is remembered that a mail was sent.
KEPT = timedelta(days=30)


@transaction.atomic
def erase(signature_id: UUID, among: QuerySet[Signature] | None = None) -> bool:
    """Delete a signature with all that was sent and typed about it. True if it was there.

    With `among`, only if it is one of those at the moment of erasing.
    """
    rows = Signature.objects.all() if among is None else among
    signature = (
        rows.select_for_update(of=("self",))
        .select_related("petition")
        .filter(pk=signature_id)
        .first()
    )
    if signature is None:
        return False
    forget_mail(reference(signature))
    forget_repeated(signature)
    signature.delete()
    # On the petition, and without a word about who: the number can be explained for good.
    log(instance=signature.petition, action="petitions.erase")
    tally_erased(signature)
    follow_count([signature], to=None)
    return True


def expired() -> QuerySet[Signature]:
    """Signatures that are kept no longer: never confirmed, or withdrawn a while ago."""
    now = timezone.now()
    pending_until = now - timedelta(days=settings.SIGN_PENDING_DAYS)
    return Signature.objects.filter(
        Q(status=Status.PENDING, pending_since__lt=pending_until)
        | Q(status=Status.WITHDRAWN, withdrawn_at__lt=now - KEPT)
    )


def erase_expired() -> tuple[int, int]:
    """Erase what is kept no longer. Return the numbers of signatures and of mails."""
    # Somebody may confirm while the list is worked off, so each is looked at again under lock.
    found = list(expired().values_list("pk", flat=True))
    signatures = sum(erase(pk, among=expired()) for pk in found)
    # What could not be answered for so long never will be.
    RepeatedSigning.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    mails, _by_model = OutgoingMail.objects.filter(
        status__in=[OutgoingMail.Status.SENT, OutgoingMail.Status.FAILED],
        created_at__lt=timezone.now() - KEPT,
    ).delete()
    return signatures, mails
