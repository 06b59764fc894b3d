"""Comments as a CSV file, a piece at a time."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from core import spreadsheets
from core.keyset import in_chunks
from resources.models import Comment, Consultation

# Each column with where it is stored.
COLUMNS = {
    "id": "pk",
    "draft": "consultation__title",
    "edition": "consultation__edition_number",
    "section": "section_title",
    "comment": "text",
    "status": "status",
    "verdict": "verdict",
    "answer": "answer",
    "name": "name",
    "organisation": "organisation",
    "email": "email",
    "country": "country",
    "language": "language",
    "visibility": "visibility",
    "sent": "created_at",
    "confirmed": "confirmed_at",
    "published": "published_at",
    "withdrawn": "withdrawn_at",
}

# Comments that are in memory at once, up to 40 kB each.
CHUNK = 200


def csv_lines(comments: QuerySet[Comment], *, for_excel: bool = False) -> Iterator[str]:
    """Yield a header line, then a line for each comment, oldest first."""
    chunks = in_chunks(comments.values(*COLUMNS.values()), CHUNK)
    rows = ([row[key] for key in COLUMNS.values()] for chunk in chunks for row in chunk)
    return spreadsheets.csv_lines(tuple(COLUMNS), rows, for_excel=for_excel)


def log_export(
    comments: QuerySet[Comment], user: Any, filters: dict[str, Any]
) -> dict[Consultation, int]:
    """Record who takes which comments out, on each draft. Return the numbers by draft.

    Comes before the file: an export that breaks off has given away data too.
    `filters` must hold no personal data.
    """
    numbers = count_by_consultation(comments)
    for consultation, number in numbers.items():
        log(
            consultation,
            "resources.comments.export",
            user=user,
            data={"number": number, "filters": filters},
        )
    return numbers


def count_by_consultation(comments: QuerySet[Comment]) -> dict[Consultation, int]:
    """Return how many of `comments` each draft has."""
    numbers: dict[Any, int] = dict(
        comments.order_by().values_list("consultation").annotate(number=Count("pk"))
    )
    drafts = Consultation.objects.filter(pk__in=numbers).defer("content").order_by("title", "pk")
    return {draft: numbers[draft.pk] for draft in drafts}


def exported_on(comment: Comment) -> list[date]:
    """Return the days on which comments on the same draft were taken out since this one.

    The log names no comments, so this one may be in the file or not.
    """
    times = (
        ModelLogEntry.objects.for_instance(comment.consultation)
        .filter(action="resources.comments.export", timestamp__gte=comment.created_at)
        .values_list("timestamp", flat=True)
    )
    return sorted({timezone.localdate(moment) for moment in times})


def filename(consultations: list[Consultation]) -> str:
    """Return a name that says what is in the file, in letters that every system takes."""
    what = "all-drafts"
    if len(consultations) == 1:
        what = slugify(consultations[0].title)[:60] or f"draft-{consultations[0].pk.hex[:8]}"
    return f"comments-{what}-{timezone.localdate().isoformat()}.csv"
