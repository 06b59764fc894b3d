"""The exact count: one row per petition, changed in one statement, read in one."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from petitions.goals import next_step, steps
from petitions.models.petition import Milestone, Petition, PetitionCount
from petitions.models.signature import Signature

_ADD = """
    UPDATE petitions_petitioncount
    SET people = people + %s, organisations = organisations + %s, paper = paper + %s,
        changed_at = %s
    WHERE petition_id = %s
    RETURNING people + organisations + paper, next_milestone
"""
_CONFIRM = """
    UPDATE petitions_signature SET status = 'confirmed', confirmed_at = %(now)s
    WHERE id = %(id)s AND status = 'pending'
        AND submissions = COALESCE(%(shown)s, submissions)
    RETURNING petition_id, kind, language
"""
_CONFIRM_AND_ADD = f"""
    WITH moved AS ({_CONFIRM})
    UPDATE petitions_petitioncount AS count
    SET people = people + (moved.kind = 'person')::int,
        organisations = organisations + (moved.kind = 'organisation')::int,
        changed_at = %(now)s
    FROM moved WHERE count.petition_id = moved.petition_id
    RETURNING moved.petition_id, moved.kind, moved.language,
        people + organisations + paper, next_milestone
"""  # noqa: S608


def add_to_count(
    petition_id: int, *, people: int = 0, organisations: int = 0, paper: int = 0
) -> None:
    """Add to the count, inside the transaction that makes the difference.

    Call it last: the row stays locked until that transaction ends, and every
    other signer of the petition waits for it. `RETURNING` tells in the same
    statement whether a milestone was crossed (the ORM cannot ask for that).
    """
    if not (people or organisations or paper):
        return
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [people, organisations, paper, _now(), petition_id])
        total, next_milestone = cursor.fetchone()
    if total >= next_milestone:
        _reach_milestones(petition_id, total, next_milestone)


def confirm_pending(signature_id: UUID, shown: int | None) -> tuple[int, str] | None:
    """Confirm a pending signature and count it; return its petition and its language.

    None if it is not pending, or if it was not submitted for the `shown`th time
    last (None: that does not matter); then nothing has changed. Of two calls for one
    signature the second waits, looks again and finds nothing.

    PostgreSQL does both in one statement, which is a transaction by itself. So
    everybody who confirms waits for the counter's row only while the database writes,
    and never while a web process waits for its turn.
    """
    key = Signature._meta.pk.get_db_prep_value(signature_id, connection)
    values = {"id": key, "shown": shown, "now": _now()}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_CONFIRM_AND_ADD, values)
            row = cursor.fetchone()
        if row is None:
            return None
        petition_id, _kind, language, total, next_milestone = row
        if total >= next_milestone:
            # Whoever is counted next would do it, if this process ended right here.
            _reach_milestones(petition_id, total, next_milestone)
        return petition_id, language
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_CONFIRM, values)
            row = cursor.fetchone()
        if row is None:
            return None
        petition_id, kind, language = row
        is_person = kind == "person"
        add_to_count(petition_id, people=int(is_person), organisations=int(not is_person))
    return petition_id, language


def _now() -> Any:
    return connection.ops.adapt_datetimefield_value(timezone.now())


@transaction.atomic
def _reach_milestones(petition_id: int, total: int, next_milestone: int) -> None:
    """Record each step between the expected one and `total`. Rare: once per step."""
    ladder = Petition.objects.values_list("goals", flat=True).get(pk=petition_id)
    reached = []
    for step in steps(ladder):
        if step > total:
            break
        if step >= next_milestone:
            reached.append(Milestone(petition_id=petition_id, threshold=step))
    # The count can fall and rise again; the first crossing stands.
    Milestone.objects.bulk_create(reached, ignore_conflicts=True)
    PetitionCount.objects.filter(pk=petition_id).update(next_milestone=next_step(total, ladder))


def reset_next_milestone(petition_id: int) -> None:
    """Look up the next step anew, after the ladder has changed."""
    # Not the petition's row: locked like this, it would hold up everybody who signs.
    count = (
        PetitionCount.objects.select_for_update(of=("self",))
        .select_related("petition")
        .get(pk=petition_id)
    )
    step = next_step(count.total, count.petition.goals)
    PetitionCount.objects.filter(pk=petition_id).update(next_milestone=step)


def rows_of(petition_id: int) -> dict[str, int]:
    """Count the rows that the counter stands for. Slow: for `reconcile` and tests only."""
    confirmed = Q(signatures__status="confirmed")
    counted = Petition.objects.filter(pk=petition_id).aggregate(
        people=Count("signatures", filter=confirmed & Q(signatures__kind="person")),
        organisations=Count("signatures", filter=confirmed & Q(signatures__kind="organisation")),
    )
    paper = Petition.objects.filter(pk=petition_id).aggregate(
        paper=Sum("paper_batches__signatures", default=0)
    )
    return {**counted, **paper}


@transaction.atomic
def reconcile(petition_id: int) -> dict[str, tuple[int, int]]:
    """Repair the counter from the rows. Return each wrong part as (stored, counted).

    Locks the counter first: whoever changes a signature meanwhile waits at the
    counter, so neither side of the comparison can move.
    """
    count = PetitionCount.objects.select_for_update().get(pk=petition_id)
    counted = rows_of(petition_id)
    wrong = {
        name: (getattr(count, name), value)
        for name, value in counted.items()
        if getattr(count, name) != value
    }
    if wrong:
        PetitionCount.objects.filter(pk=petition_id).update(**counted, changed_at=timezone.now())
        reset_next_milestone(petition_id)
    return wrong
