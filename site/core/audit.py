"""Wagtail's log of who did what, for many rows at once."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry

Row = TypeVar("Row", bound=Model)


def log_each(
    rows: Sequence[Row], action: str, user: Any, data_of: Callable[[Row], dict[str, Any]]
) -> None:
    """Write a log entry for each row, all of one model, in one statement.

    Its label is the row as text, which must name nobody: the log outlives the row.
    """
    if not rows:
        return
    content_type = ContentType.objects.get_for_model(rows[0])
    now = timezone.now()
    # One act of one person, however many batches it takes.
    act = get_active_log_context().uuid or uuid4()
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=content_type,
            object_id=str(row.pk),
            label=str(row),
            action=action,
            timestamp=now,
            user=user,
            uuid=act,
            data=data_of(row),
        )
        for row in rows
    )
