"""Moderating: what staff decide about signatures. The count follows each decision."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from core.audit import log_each
from core.batches import batches
from petitions.mail import queue_signature_mail
from petitions.models import Signature
from petitions.states import transition
from users.models import User

Status = Signature.Status

# Which signatures a decision can change: columns with the values they must have.
POSSIBLE: dict[str, dict[str, Sequence[Any]]] = {
    "release": {"status": [Status.QUARANTINED]},
    "invalidate": {"status": [Status.PENDING, Status.CONFIRMED, Status.QUARANTINED]},
    "restore": {"status": [Status.INVALID]},
    "approve": {
        "status": [Status.CONFIRMED],
        "kind": [Signature.Kind.ORGANISATION],
        "is_approved": [False],
    },
    "unapprove": {"kind": [Signature.Kind.ORGANISATION], "is_approved": [True]},
}


def is_possible(decision: str, signature: Signature) -> bool:
    """Whether the decision would change this signature."""
    return all(
        getattr(signature, column) in values for column, values in POSSIBLE[decision].items()
    )


def changed_by(decision: str, signatures: QuerySet[Signature]) -> QuerySet[Signature]:
    """Return those of `signatures` that the decision would change."""
    return signatures.filter(
        **{f"{column}__in": values for column, values in POSSIBLE[decision].items()}
    )


def release(ids: Iterable[UUID], user: User | None) -> int:
    """Let signatures go that were held for a check. Return how many this call released.

    Who has confirmed meanwhile counts at once; everybody else gets the
    confirmation mail, which was kept back.
    """
    return _in_batches(ids, lambda batch: _put_back("release", batch, user))


def restore(ids: Iterable[UUID], user: User | None) -> int:
    """Take back that signatures are invalid. Return how many this call restored."""
    return _in_batches(ids, lambda batch: _put_back("restore", batch, user))


def invalidate(ids: Iterable[UUID], user: User | None) -> int:
    """Declare signatures invalid: they count no longer. Return how many this call changed."""
    return _in_batches(ids, lambda batch: _invalidate(batch, user))


def approve_organisation(ids: Iterable[UUID], user: User | None) -> int:
    """Show confirmed organisations publicly, as far as they want it. Return how many changed."""
    return _in_batches(ids, lambda batch: _set_approved("approve", batch, user, is_approved=True))


def unapprove(ids: Iterable[UUID], user: User | None) -> int:
    """Show organisations no longer; they go on counting. Return how many this call changed."""
    return _in_batches(
        ids, lambda batch: _set_approved("unapprove", batch, user, is_approved=False)
    )


def _in_batches(ids: Iterable[UUID], decide: Callable[[list[UUID]], int]) -> int:
    """Each batch holds the petition's counter at its end, where all who confirm wait for it."""
    return sum(decide(batch) for batch in batches(ids))


@transaction.atomic
def _put_back(decision: str, ids: list[UUID], user: User | None) -> int:
    """Give signatures the state they would have, had nobody stopped them."""
    rows = _lock(decision, ids)
    _log(decision, rows, user)
    allowed = POSSIBLE[decision]["status"]
    pending = [row for row in rows if not row.confirmed_at]
    confirmed = [row.pk for row in rows if row.confirmed_at]
    transition(
        [row.pk for row in pending],
        allowed=allowed,
        to=Status.PENDING,
        pending_since=timezone.now(),
        **_CLEARED,
    )
    _mail_first_time(pending)
    # Last, because it takes the counter.
    transition(confirmed, allowed=allowed, to=Status.CONFIRMED, **_CLEARED)
    return len(rows)


_CLEARED: dict[str, Any] = {"quarantine_reason": ""}


@transaction.atomic
def _invalidate(ids: list[UUID], user: User | None) -> int:
    rows = _lock("invalidate", ids)
    _log("invalidate", rows, user)
    allowed = POSSIBLE["invalidate"]["status"]
    transition([row.pk for row in rows], allowed=allowed, to=Status.INVALID)
    return len(rows)


@transaction.atomic
def _set_approved(decision: str, ids: list[UUID], user: User | None, *, is_approved: bool) -> int:
    rows = _lock(decision, ids)
    Signature.objects.filter(pk__in=[row.pk for row in rows]).update(is_approved=is_approved)
    _log(decision, rows, user)
    return len(rows)


def _lock(decision: str, ids: list[UUID]) -> list[Signature]:
    """Lock what the decision can change, in the order in which `transition` locks."""
    possible = changed_by(decision, Signature.objects.select_for_update().filter(pk__in=ids))
    return list(possible.order_by("pk"))


def _mail_first_time(pending: list[Signature]) -> None:
    """Queue the confirmation mail for those who never got one: without it nobody can confirm."""
    unmailed = [row for row in pending if row.mails == 0 and row.can_be_mailed]
    for row in unmailed:
        queue_signature_mail("confirm_signature", row)
    Signature.objects.filter(pk__in=[row.pk for row in unmailed]).update(mails=F("mails") + 1)


def _log(decision: str, rows: list[Signature], user: User | None) -> None:
    log_each(
        rows,
        f"petitions.{decision}",
        user,
        lambda row: {"from": row.status, "was_confirmed": bool(row.confirmed_at)},
    )
