"""Asking a question before an event begins."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q
from django.utils import timezone

from campaigns.models import Event, EventQuestion, ScheduledSession


@dataclass(frozen=True)
class Asked:
    """A valid question form."""

    event: Event
    text: str
    name: str
    # Of the page that the form was on.
    language: str
    suspicion: str = ""


def takes_questions(event: Event) -> bool:
    """Whether a question can be sent now: until the first session begins. One query.

    An event without a date takes them, one whose sessions are all cancelled does not.
    """
    if not event.takes_questions or event.is_withdrawn:
        return False
    sessions = event.sessions.exclude(state=ScheduledSession.State.REMOVED)
    if not sessions:
        return True
    takes_place = Q(state=ScheduledSession.State.SCHEDULED)
    first: datetime | None = sessions.aggregate(first=Min("starts_at", filter=takes_place))["first"]
    return first is not None and first > timezone.now()


def ask(asked: Asked) -> None:
    """Store the question. The same sent twice is stored once. One statement."""
    typed = f"{asked.name}\0{asked.text}"
    question = EventQuestion(
        event=asked.event,
        text=asked.text,
        name=asked.name,
        language=asked.language,
        suspicion=asked.suspicion,
        digest=hashlib.sha256(typed.encode()).hexdigest(),
    )
    EventQuestion.objects.bulk_create([question], ignore_conflicts=True)
