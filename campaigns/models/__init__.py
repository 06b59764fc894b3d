"""What campaigns are made of."""

from campaigns.models.event_pages import EventIndexPage, EventPage, EventSession
from campaigns.models.event_questions import EventQuestion
from campaigns.models.event_schedule import Event, ScheduledSession

__all__ = [
    "Event",
    "EventIndexPage",
    "EventPage",
    "EventQuestion",
    "EventSession",
    "ScheduledSession",
]
