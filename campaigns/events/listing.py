"""The events of a list: what is to come, and what was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import Max, Min, Q
from django.utils import timezone
from wagtail.query import PageQuerySet

from campaigns.events.showing import ShownSession, in_words
from campaigns.models import Event, EventPage, ScheduledSession
from core.locales import written_language
from core.routing import readable

State = ScheduledSession.State

# Events that were, on one page of the list.
PAST_SHOWN = 12


@dataclass(frozen=True)
class EventCard:
    """An event as a list shows it."""

    page: EventPage
    event: Event
    # None for an event without a date.
    start: datetime | None
    end: datetime | None
    sessions: list[ShownSession]

    @property
    def shown(self) -> ShownSession | None:
        """The session that the card names: the next that takes place, if there is one."""
        coming = [one for one in self.sessions if not one.is_over]
        takes_place = [one for one in coming if not one.is_cancelled]
        return next(iter([*takes_place, *coming, *self.sessions]), None)

    @property
    def first(self) -> ShownSession | None:
        """The first session."""
        return self.sessions[0] if self.sessions else None

    @property
    def others(self) -> int:
        """How many sessions there are beside the one that the card names."""
        return max(len(self.sessions) - 1, 0)

    @property
    def is_cancelled(self) -> bool:
        """Whether no session takes place."""
        return bool(self.sessions) and all(one.is_cancelled for one in self.sessions)

    @property
    def has_recording(self) -> bool:
        """Whether there is something to see afterwards."""
        return bool(self.page.recording_url or self.page.recording_document_id)


@dataclass(frozen=True)
class EventList:
    """What is to come, and a page of what was, the newest first."""

    coming: list[EventCard]
    past: PageOfList[EventCard]


def event_list(pages: PageQuerySet[Any], asked: str | None) -> EventList:
    """Return the events among `pages`, as readers find them, with page `asked` of those that were.

    Two queries for the pages, a third where a translation is not live; one for when each event
    is; one for the sessions of those that are shown.
    """
    now = timezone.now()
    found = dated(_found(pages))
    coming = [card for card in found if card.end is None or card.end > now]
    # What has no date yet comes last; pages of the same moment by their address.
    coming.sort(key=lambda card: (card.start is None, card.start or now, card.page.url_path))
    past = [card for card in found if card.end is not None and card.end <= now]
    past.sort(key=lambda card: (card.start, card.page.url_path), reverse=True)
    page = Paginator(past, PAST_SHOWN).get_page(asked)
    shown = [*coming, *page.object_list]
    add_sessions(shown)
    return EventList(coming, page)


def coming_events(pages: PageQuerySet[Any], limit: int) -> list[EventCard]:
    """Return the next events among `pages`, as readers find them. As many queries as above."""
    now = timezone.now()
    cards = [card for card in dated(_found(pages)) if card.start and card.end and card.end > now]
    cards.sort(key=lambda card: (card.start, card.page.url_path))
    add_sessions(cards[:limit])
    return cards[:limit]


def _found(pages: PageQuerySet[Any]) -> list[EventPage]:
    return readable(EventPage.objects.filter(pk__in=pages.values("pk")))


def dated(pages: list[EventPage]) -> list[EventCard]:
    """Return a card for each page that was published, in their order, without sessions yet."""
    keys = [page.event_uuid for page in pages]
    stays = Q(sessions__state__in=[State.SCHEDULED, State.CANCELLED])
    rows = Event.objects.filter(uuid__in=keys).annotate(
        start=Min("sessions__starts_at", filter=stays), end=Max("sessions__ends_at", filter=stays)
    )
    events = {event.uuid: event for event in rows}
    found = [(page, events[page.event_uuid]) for page in pages if page.event_uuid in events]
    return [EventCard(page, event, event.start, event.end, []) for page, event in found]


def add_sessions(cards: list[EventCard]) -> None:
    """Fetch the sessions of cards, except those that were removed. One query."""
    by_event: dict[Any, list[EventCard]] = {}
    for card in cards:
        by_event.setdefault(card.event.uuid, []).append(card)
    sessions = ScheduledSession.objects.filter(event__in=by_event)
    for session in sessions.exclude(state=State.REMOVED):
        for card in by_event[session.event_id]:
            card.sessions.append(in_words(card.event, session, written_language(card.page)))
