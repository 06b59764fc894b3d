"""Moderating: what staff decide about comments."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.audit import log_each
from core.batches import batches
from resources.commenting.mail import mail_confirmation, take_back
from resources.commenting.states import transition
from resources.commenting.submitting import has_room, lock_consultations_of
from resources.models import Comment

Status = Comment.Status

# Which comments a decision can change: columns with the values they must have.
POSSIBLE: dict[str, dict[str, Any]] = {
    # Only what somebody has confirmed is ever public.
    "publish": {
        "status__in": [Status.CONFIRMED, Status.QUARANTINED, Status.REJECTED],
        "confirmed_at__isnull": False,
    },
    "reject": {
        "status__in": [Status.PENDING, Status.QUARANTINED, Status.CONFIRMED, Status.PUBLISHED]
    },
    "release": {"status__in": [Status.QUARANTINED]},
    "put_back": {"status__in": [Status.PUBLISHED, Status.REJECTED]},
}


def changed_by(decision: str, comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Return those of `comments` that the decision would change."""
    return comments.filter(**POSSIBLE[decision])


def is_possible(decision: str, comment: Comment) -> bool:
    """Whether the decision would change this comment."""
    condition = POSSIBLE[decision]
    return comment.status in condition["status__in"] and not (
        "confirmed_at__isnull" in condition and comment.confirmed_at is None
    )


def publish(ids: Iterable[UUID], user: Any) -> int:
    """Show comments below their sections. Return how many this call published."""
    return _in_batches(ids, lambda batch: _publish(batch, user))


def reject(ids: Iterable[UUID], user: Any) -> int:
    """Show comments nowhere. Return how many this call rejected."""
    return _in_batches(ids, lambda batch: _reject(batch, user))


def release(ids: Iterable[UUID], user: Any) -> int:
    """Let comments go that were held for a check. Return how many this call released.

    Who has confirmed meanwhile waits for moderation; everybody else gets the
    confirmation mail, which was kept back.
    """
    return _in_batches(ids, lambda batch: _put_back("release", batch, user))


def put_back(ids: Iterable[UUID], user: Any) -> int:
    """Take back that comments were published or rejected. Return how many this call changed."""
    return _in_batches(ids, lambda batch: _put_back("put_back", batch, user))


@transaction.atomic
def answer(comment: Comment, text: str, verdict: str, user: Any) -> bool:
    """Say what becomes of a comment. False if it has been erased meanwhile."""
    rows = list(Comment.objects.select_for_update().filter(pk=comment.pk))
    Comment.objects.filter(pk__in=[row.pk for row in rows]).update(
        answer=text, verdict=verdict, decided_by=user, decided_at=timezone.now()
    )
    log_each(
        rows,
        "resources.comments.answer",
        user,
        lambda row: {"from": row.verdict, "to": verdict, "answered": bool(text)},
    )
    return bool(rows)


def _in_batches(ids: Iterable[UUID], decide: Callable[[list[UUID]], int]) -> int:
    return sum(decide(batch) for batch in batches(ids))


@transaction.atomic
def _publish(ids: list[UUID], user: Any) -> int:
    rows = _lock("publish", ids)
    now = timezone.now()
    _move("publish", rows, user, Status.PUBLISHED, published_at=now)
    return len(rows)


@transaction.atomic
def _reject(ids: list[UUID], user: Any) -> int:
    # Whoever confirms another comment of the same address would otherwise mail this one.
    lock_consultations_of(ids)
    rows = _lock("reject", ids)
    take_back([row for row in rows if row.awaits_confirmation])
    _move("reject", rows, user, Status.REJECTED, published_at=None)
    return len(rows)


@transaction.atomic
def _put_back(decision: str, ids: list[UUID], user: Any) -> int:
    """Give comments the state they would have, had nobody decided anything."""
    # Somebody may send or confirm another comment of the same address meanwhile.
    lock_consultations_of(ids)
    rows = _lock(decision, ids)
    pending = [row for row in rows if not row.confirmed_at]
    confirmed = [row for row in rows if row.confirmed_at]
    _move(decision, confirmed, user, Status.CONFIRMED, published_at=None)
    _move(decision, pending, user, Status.PENDING, pending_since=timezone.now())
    for row in pending:
        # Without the mail nobody can confirm; those beyond what an address may get wait until
        # one of its comments is confirmed. What was held has no mail, or one from before.
        is_kept_back = row.mails == 0 or row.status == Status.QUARANTINED
        if is_kept_back and row.email and has_room(row):
            mail_confirmation(row)
    return len(rows)


def _lock(decision: str, ids: list[UUID]) -> list[Comment]:
    """Lock what the decision can change, in the order in which `transition` locks."""
    possible = changed_by(decision, Comment.objects.select_for_update().filter(pk__in=ids))
    return list(possible.order_by("pk"))


def _move(decision: str, rows: list[Comment], user: Any, to: str, **values: Any) -> None:
    transition(
        [row.pk for row in rows],
        allowed=POSSIBLE[decision]["status__in"],
        to=to,
        quarantine_reason="",
        decided_by=user,
        decided_at=timezone.now(),
        **values,
    )
    log_each(
        rows,
        f"resources.comments.{decision}",
        user,
        lambda row: {"from": row.status, "to": to},
    )
