"""Erasing questions: they were for the speakers, and are kept no longer."""

from datetime import timedelta

from django.db.models import Max, Q
from django.utils import timezone

from campaigns.models import Event, EventQuestion

# How long after the end of the last session: long enough to answer what there was no time for.
KEPT = timedelta(days=30)
# How long after it was sent, where the event never had a session.
KEPT_WITHOUT_DATE = timedelta(days=180)


def erase_expired_questions() -> int:
    """Delete the questions that are kept no longer; return how many. Two statements."""
    now = timezone.now()
    # Of every session, whatever became of it: a cancelled event is over as well.
    ended = Event.objects.annotate(end=Max("sessions__ends_at"))
    deleted, _by_model = EventQuestion.objects.filter(
        Q(event__in=ended.filter(end__lt=now - KEPT))
        | Q(event__in=ended.filter(end=None), created_at__lt=now - KEPT_WITHOUT_DATE)
    ).delete()
    return deleted
