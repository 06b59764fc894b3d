"""Confirming: the button behind the link in the mail."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from resources.commenting.mail import mail_confirmation
from resources.commenting.states import transition
from resources.commenting.submitting import comments_of, has_room, lock_consultation
from resources.models import Comment

Status = Comment.Status


@transaction.atomic
def confirm(comment: Comment) -> bool:
    """Confirm a comment that its writer can still confirm; True if this call did it.

    A comment that was sent in time can be confirmed after the last day. Once it
    is confirmed, the next one of the same address is mailed that had to wait.
    """
    lock_consultation(comment.consultation)
    now = timezone.now()
    # The mailbox is real; whether it is published is for staff to say.
    Comment.objects.filter(pk=comment.pk, status=Status.QUARANTINED, confirmed_at=None).update(
        confirmed_at=now
    )
    moved = transition(
        [comment.pk], allowed=[Status.PENDING], to=Status.CONFIRMED, confirmed_at=now
    )
    if moved:
        mail_next(moved[0])
    return bool(moved)


def mail_next(comment: Comment) -> None:
    """Queue the mail of the next comment of the same address that waits for its turn.

    Only where one has been confirmed: that is what says that the mailbox's owner wants them.
    """
    waiting = comments_of(comment).filter(
        status=Status.PENDING, mails=0, pending_since__gte=oldest_pending()
    )
    following = waiting.exclude(email="").order_by("created_at", "pk").first()
    if following is not None and has_room(following):
        mail_confirmation(following)


def oldest_pending() -> datetime:
    """Return since when a comment may have been pending that can still be confirmed."""
    return timezone.now() - timedelta(days=settings.SIGN_PENDING_DAYS)


def find_comment(key: UUID) -> Comment | None:
    """Return a comment with what its own page shows of its consultation. One query."""
    return (
        Comment.objects.select_related("consultation__note")
        .defer("consultation__content")
        .filter(pk=key)
        .first()
    )
