"""Withdrawing a comment, and changing what others see of who wrote it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from resources.commenting.states import transition
from resources.commenting.submitting import lock_consultation
from resources.models import Comment

Status = Comment.Status


@transaction.atomic
def withdraw(comment: Comment) -> bool:
    """Take a comment back. Readers see it no longer at once; True if this call did it."""
    lock_consultation(comment.consultation)
    moved = transition(
        [comment.pk],
        allowed=[Status.PENDING, Status.QUARANTINED, Status.CONFIRMED, Status.PUBLISHED],
        to=Status.WITHDRAWN,
        withdrawn_at=timezone.now(),
    )
    return bool(moved)


def show_as(comment_id: UUID, visibility: str) -> None:
    """Change what the public sees of who wrote a comment."""
    Comment.objects.filter(pk=comment_id).update(visibility=visibility)
