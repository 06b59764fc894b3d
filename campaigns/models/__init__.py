"""What campaigns are made of."""

from campaigns.models.event_pages import EventIndexPage, EventPage
from campaigns.models.event_questions import EventQuestion
from campaigns.models.event_schedule import Event, ScheduledSession
from campaigns.models.event_sessions import EventSession

__all__ = [
    "Event",
    "EventIndexPage",
    "EventPage",
    "EventQuestion",
    "EventSession",
    "ScheduledSession",
]
