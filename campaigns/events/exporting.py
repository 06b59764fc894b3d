"""Questions as a CSV file, a piece at a time."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from campaigns.models import Event, EventQuestion
from core import spreadsheets
from core.keyset import in_chunks

# Each column with where it is stored; the event's title comes from its record.
COLUMNS = {
    "id": "pk",
    "event": "event",
    "question": "text",
    "name": "name",
    "language": "language",
    "suspicion": "suspicion",
    "sent": "created_at",
}
# Questions that are in memory at once, up to 8 kB each.
CHUNK = 500


def csv_lines(questions: QuerySet[EventQuestion], *, for_excel: bool = False) -> Iterator[str]:
    """Yield a header line, then a line for each question, oldest first."""
    titles = {event.pk: str(event) for event in Event.objects.filter(questions__in=questions)}
    chunks = in_chunks(questions.values(*COLUMNS.values()), CHUNK)
    rows = (
        [titles.get(row[key], "") if key == "event" else row[key] for key in COLUMNS.values()]
        for chunk in chunks
        for row in chunk
    )
    return spreadsheets.csv_lines(tuple(COLUMNS), rows, for_excel=for_excel)


def log_export(
    questions: QuerySet[EventQuestion], user: Any, filters: dict[str, Any]
) -> dict[Event, int]:
    """Record who takes which questions out, on each event. Return the numbers by event.

    Comes before the file: an export that breaks off has given away data too.
    `filters` must hold no personal data.
    """
    numbers = count_by_event(questions)
    for event, number in numbers.items():
        log(
            event,
            "campaigns.questions.export",
            user=user,
            data={"number": number, "filters": filters},
        )
    return numbers


def count_by_event(questions: QuerySet[EventQuestion]) -> dict[Event, int]:
    """Return how many of `questions` each event has."""
    numbers: dict[Any, int] = dict(
        questions.order_by().values_list("event").annotate(number=Count("pk"))
    )
    return {event: numbers[event.pk] for event in Event.objects.filter(pk__in=numbers)}


def filename(events: list[Event]) -> str:
    """Return a name that says what is in the file, in letters that every system takes."""
    what = "all-events"
    if len(events) == 1:
        what = slugify(str(events[0]))[:60] or f"event-{events[0].pk.hex[:8]}"
    return f"questions-{what}-{timezone.localdate().isoformat()}.csv"
