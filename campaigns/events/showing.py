"""Sessions as readers see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language_info

from campaigns import vocabularies
from campaigns.events import zones
from campaigns.events.publishing import schedule_of, words_of
from campaigns.models import Event, EventPage, ScheduledSession
from core.locales import written_language


@dataclass(frozen=True)
class ShownSession:
    """A session in the words of one language."""

    session: ScheduledSession
    title: str
    place: str
    # The language of the two, which is the source's where they are not translated.
    language: str

    @property
    def uuid(self) -> UUID:
        """What it is known by."""
        key: UUID = self.session.uuid
        return key

    @property
    def dir(self) -> str:
        """The direction of its words."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def start(self) -> datetime:
        """The beginning, in the zone of the session."""
        return self.session.starts_at.astimezone(ZoneInfo(self.session.time_zone))

    @property
    def end(self) -> datetime:
        """The end, in the zone of the session."""
        return self.session.ends_at.astimezone(ZoneInfo(self.session.time_zone))

    @property
    def start_text(self) -> str:
        """The day and the time at which it begins."""
        return zones.day_and_time(self.start, self.session.time_zone)

    @property
    def end_text(self) -> str:
        """The time at which it ends, with the day where that is another."""
        if self.start.date() == self.end.date():
            return zones.clock(self.end, self.session.time_zone)
        return zones.day_and_time(self.end, self.session.time_zone)

    @property
    def zone(self) -> str:
        """What the time there is called then."""
        return zones.zone_name(self.start, self.session.time_zone)

    @property
    def offset(self) -> str:
        """How far ahead of universal time it is then."""
        return zones.zone_offset(self.start, self.session.time_zone)

    @property
    def languages(self) -> list[str]:
        """The names of its languages; none where they are the event's."""
        return vocabularies.languages.sorted(self.session.languages)

    @property
    def link(self) -> str:
        """Where one takes part, for as long as one can."""
        link: str = self.session.link
        return "" if self.is_cancelled or self.is_over else link

    @property
    def is_cancelled(self) -> bool:
        """Whether readers are to be told that it does not take place."""
        return not self.session.takes_place

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.session.is_over(timezone.now())


def in_words(event: Event, session: ScheduledSession, language: str) -> ShownSession:
    """Return a session in a language, or in the source's where it is not translated."""
    code, words = session.text_in(language, event.language)
    return ShownSession(session, words["title"], words["place"], code)


def published_sessions(page: EventPage, event: Event) -> list[ShownSession]:
    """Return an event's sessions in the language of a page, in their order. One query."""
    sessions = event.sessions.exclude(state=ScheduledSession.State.REMOVED)
    return [in_words(event, session, written_language(page)) for session in sessions]


def draft_event(page: EventPage) -> Event:
    """Return an unsaved record of a draft, for its preview."""
    language = written_language(page)
    return Event(
        uuid=page.event_uuid,
        language=language,
        texts={language: {"title": page.title, "summary": page.summary}},
        takes_questions=page.takes_questions,
    )


def draft_sessions(page: EventPage) -> list[ShownSession]:
    """Return the sessions of a draft, in their order."""
    language = written_language(page)
    found = [
        (ScheduledSession(uuid=written.translation_key, **schedule_of(written)), words_of(written))
        for written in page.sessions.all()
    ]
    found.sort(key=lambda pair: (pair[0].starts_at, pair[0].ends_at))
    return [
        ShownSession(session, words["title"], words["place"], language) for session, words in found
    ]


def are_over(sessions: Iterable[ShownSession]) -> bool:
    """Whether there were sessions, and all have ended."""
    found: list[Any] = list(sessions)
    return bool(found) and all(session.is_over for session in found)
