"""Erasing: what a comment's writer no longer wants here, and what is kept no longer."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from core.mail.queue import forget_mail
from resources.commenting.confirming import find_comment, oldest_pending
from resources.commenting.mail import reference
from resources.commenting.submitting import lock_consultation
from resources.models import Comment

Status = Comment.Status

# How long a withdrawn comment can be looked at again by its writer.
KEPT = timedelta(days=30)
# How long after the end of a consultation it is known who wrote what: long enough to ask back
# while the edition is written. Then all addresses are erased, names that are not shown, and
# comments that were rejected or held for a check.
ADDRESSES_KEPT = timedelta(days=180)


@transaction.atomic
def erase(comment_id: UUID, among: QuerySet[Comment] | None = None) -> bool:
    """Delete a comment with its mails. True if it was there.

    With `among`, only if it is one of those at the moment of erasing.
    """
    comment = _lock(comment_id, Comment.objects.all() if among is None else among)
    if comment is None:
        return False
    forget_mail(reference(comment))
    # On the consultation, and without a word about who: the number can be explained for good.
    log(instance=comment.consultation, action="resources.comments.erase")
    comment.delete()
    return True


@transaction.atomic
def forget_writer(comment_id: UUID) -> bool:
    """Empty everything about who wrote a comment that readers do not see. True if there was any."""
    comment = _lock(comment_id, long_over())
    if comment is None:
        return False
    forget_mail(reference(comment))
    Comment.objects.filter(pk=comment_id).update(
        name=comment.public_name,
        organisation=comment.public_organisation,
        email="",
        email_key="",
    )
    return True


def _lock(comment_id: UUID, among: QuerySet[Comment]) -> Comment | None:
    """Return the comment if it is still one of those.

    The consultation first, as everywhere: whoever confirms another comment of
    the same address would otherwise mail this one while it goes.
    """
    known = find_comment(comment_id)
    if known is None:
        return None
    lock_consultation(known.consultation)
    return (
        among.select_for_update(of=("self",))
        .select_related("consultation")
        .defer("consultation__content")
        .filter(pk=comment_id)
        .first()
    )


def expired() -> QuerySet[Comment]:
    """Comments that are kept no longer: never confirmed, taken back, or refused long ago."""
    now = timezone.now()
    return Comment.objects.filter(
        Q(status=Status.PENDING, pending_since__lt=oldest_pending())
        | Q(status=Status.WITHDRAWN, withdrawn_at__lt=now - KEPT)
        | Q(_is_long_over(), status__in=[Status.REJECTED, Status.QUARANTINED])
    )


def long_over() -> QuerySet[Comment]:
    """Comments whose writers are known still, on drafts that were closed a while ago."""
    return Comment.objects.filter(_is_long_over()).exclude(email_key="")


def _is_long_over() -> Q:
    now = timezone.now()
    today = timezone.localdate(now, timezone.get_default_timezone())
    return Q(consultation__closed_at__lt=now - ADDRESSES_KEPT) | Q(
        consultation__closes_on__lt=today - ADDRESSES_KEPT
    )


def erase_expired() -> tuple[int, int]:
    """Erase what is kept no longer. Return the numbers of comments erased and writers forgotten."""
    # Somebody may confirm while the list is worked off, so each is looked at again under lock.
    found = list(expired().values_list("pk", flat=True))
    erased = sum(erase(pk, among=expired()) for pk in found)
    known = list(long_over().values_list("pk", flat=True))
    return erased, sum(forget_writer(pk) for pk in known)
