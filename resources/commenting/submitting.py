"""Sending a comment: a pending one and its confirmation mail, in one transaction."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from core.addresses import email_key
from resources.commenting.mail import mail_confirmation
from resources.models import Comment, Consultation

Status = Comment.Status

# As many mails about comments that are not confirmed go to one address, in one consultation:
# whoever writes in another's name fills no mailbox. A comment beyond that is mailed once another
# one of the address is confirmed; that one is withdrawn or rejected makes no room.
MAX_MAILS = 10

# What makes two comments the same, beside the address.
_SAME = ("section_key", "name", "organisation", "country", "visibility", "text")


@dataclass(frozen=True)
class Submission:
    """A valid comment form."""

    consultation: Consultation
    email: str
    # Columns of `Comment`: the section, names, country, visibility, text, language.
    values: dict[str, Any] = field(default_factory=dict)
    quarantine_reason: str = ""


@transaction.atomic
def submit(submission: Submission) -> bool:
    """Store the comment, or answer a repeated one by mail. False if the consultation has ended.

    Says nothing more to the caller: new, repeated and quarantined comments must
    look alike. Statements for a new comment: lock the consultation, look for
    the same comment, insert it, count what waits, queue its mail and count that.
    """
    consultation = lock_consultation(submission.consultation)
    if consultation is None or not consultation.is_open:
        return False
    quarantined = bool(submission.quarantine_reason)
    typed = Comment(
        **submission.values,
        consultation=consultation,
        email=submission.email,
        email_key=email_key(submission.email),
        digest=_digest(submission.values),
        status=Status.QUARANTINED if quarantined else Status.PENDING,
        quarantine_reason=submission.quarantine_reason,
    )
    stored = comments_of(typed).select_for_update().filter(digest=typed.digest).first()
    if stored is None:
        typed.save(force_insert=True)
        if not quarantined and has_room(typed):
            mail_confirmation(typed)
    elif quarantined:
        _hold_again(stored, submission.quarantine_reason)
    else:
        _send_again(stored)
    return True


def lock_consultation(consultation: Consultation) -> Consultation | None:
    """Return the consultation as it is now, if it is still there; whoever else comments waits.

    So of several comments of one address each sees how many wait before it, and
    nobody slips in while it is closed.
    """
    locked = Consultation.objects.select_for_update(no_key=True).defer("content")
    return locked.filter(pk=consultation.pk).first()


def comments_of(comment: Comment) -> QuerySet[Comment]:
    """Return all comments of the same address in the same consultation."""
    return Comment.objects.filter(consultation=comment.consultation_id, email_key=comment.email_key)


def has_room(comment: Comment) -> bool:
    """Whether another confirmation mail may go to the address now."""
    unconfirmed = comments_of(comment).filter(confirmed_at=None)
    sent: int = unconfirmed.aggregate(sent=Sum("mails", default=0))["sent"]
    return sent < MAX_MAILS


def lock_consultations_of(ids: Iterable[UUID]) -> None:
    """Lock the consultations of comments, before these: the order that everybody keeps."""
    of_these = Comment.objects.filter(pk__in=list(ids)).values("consultation")
    locked = Consultation.objects.select_for_update(no_key=True).only("pk")
    list(locked.filter(pk__in=of_these).order_by("pk"))


def _hold_again(stored: Comment, reason: str) -> None:
    """Hold what was taken back and comes again in a suspicious way. `stored` is locked."""
    if stored.status == Status.WITHDRAWN:
        _begin_anew(stored, Status.QUARANTINED, reason)


def _send_again(stored: Comment) -> None:
    """Answer somebody who sends exactly the same once more. `stored` is locked."""
    if stored.status == Status.REJECTED:
        # Staff have decided on it.
        return
    if stored.status in (Status.WITHDRAWN, Status.QUARANTINED):
        # It was taken back, or held for a reason that no longer holds.
        _begin_anew(stored, Status.PENDING)
    # Where it is confirmed already, the page behind the link says so.
    if stored.mails < settings.SIGN_MAX_MAILS and has_room(stored):
        mail_confirmation(stored)


def _begin_anew(stored: Comment, status: str, reason: str = "") -> None:
    """Take a comment as if it had never been there before."""
    stored.status, stored.quarantine_reason = status, reason
    stored.created_at = stored.pending_since = timezone.now()
    stored.confirmed_at = stored.withdrawn_at = stored.published_at = None
    stored.save()


def _digest(values: dict[str, Any]) -> str:
    typed = "\0".join(str(values[name]) for name in _SAME)
    return hashlib.sha256(typed.encode()).hexdigest()
