"""Events as iCalendar (RFC 5545): what calendars import, and what they subscribe to.

UID is the session's own for good: its key with the site's host. DTSTAMP and
LAST-MODIFIED are when something of it last changed, as the standard has it for
calendars without a METHOD, so that the same sessions always make the same file.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Calendar, Timezone, vText
from icalendar import Event as CalendarEvent

from campaigns.events.showing import ShownSession, in_words
from campaigns.models import Event, ScheduledSession

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Undersigned//Events//EN"
# How often those who subscribe should ask again (RFC 7986, 5.7).
REFRESH = timedelta(hours=6)
# Transitions of clocks are named this long before and after the sessions.
_AROUND = timedelta(days=370)


@dataclass(frozen=True)
class Entry:
    """A session with the event that it belongs to, as one language has them."""

    event: Event
    session: ScheduledSession
    language: str
    # Where the event is read, with host; empty where it is off the site.
    url: str

    @property
    def shown(self) -> ShownSession:
        """The session in words."""
        return in_words(self.event, self.session, self.language)


def uid(session: ScheduledSession) -> str:
    """Return what calendars know a session by, whichever address the site is reached at."""
    return f"{session.uuid}@{urlsplit(settings.BASE_URL).hostname}"


def calendar(entries: Iterable[Entry], *, name: str = "") -> bytes:
    """Return the sessions as a file. `name` is for a calendar that people subscribe to."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    if name:
        # The second is what programs read that are older than the standard.
        made.add("name", _plain(name))
        made.add("x-wr-calname", _plain(name))
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    listed = list(entries)
    for zone in sorted({entry.session.time_zone for entry in listed} - {"UTC"}):
        made.add_component(_zone(zone, [e.session for e in listed if e.session.time_zone == zone]))
    for entry in listed:
        made.add_component(_component(entry))
    return bytes(made.to_ical())


def _zone(zone: str, sessions: list[ScheduledSession]) -> Timezone:
    """Return when the clocks of a zone change around the sessions."""
    first = min(session.starts_at for session in sessions) - _AROUND
    last = max(session.ends_at for session in sessions) + _AROUND
    component = Timezone.from_tzinfo(
        ZoneInfo(zone), tzid=zone, first_date=first.date(), last_date=last.date()
    )
    component.pop("COMMENT", None)
    return component


def _component(entry: Entry) -> CalendarEvent:
    session, event, shown = entry.session, entry.event, entry.shown
    zone = ZoneInfo(session.time_zone)
    changed = max(session.changed_at, event.changed_at).astimezone(UTC).replace(microsecond=0)
    made = CalendarEvent()
    made.add("uid", uid(session))
    made.add("sequence", session.sequence)
    made.add("dtstamp", changed)
    made.add("created", session.created_at.astimezone(UTC).replace(microsecond=0))
    made.add("last-modified", changed)
    made.add("dtstart", session.starts_at.astimezone(zone))
    made.add("dtend", session.ends_at.astimezone(zone))
    made.add("status", "CONFIRMED" if session.takes_place else "CANCELLED")
    # A cancelled session must not keep anybody's time taken.
    made.add("transp", "OPAQUE" if session.takes_place else "TRANSPARENT")
    if event.is_withdrawn:
        # It may have been taken off the site for what it said.
        made.add("summary", _("Cancelled event"))
        return made
    _add(made, "summary", _summary(entry, shown), entry.language)
    _add(made, "description", _description(entry, shown), entry.language)
    _add(made, "location", shown.place or session.link, shown.language if shown.place else "")
    if entry.url:
        made.add("url", entry.url)
    if session.link and shown.place:
        made.add("conference", session.link, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    return made


def _summary(entry: Entry, shown: ShownSession) -> str:
    title = entry.event.title_in(entry.language)
    name = f"{title}: {shown.title}" if shown.title else title
    return name if entry.session.takes_place else _("Cancelled: %(title)s") % {"title": name}


def _description(entry: Entry, shown: ShownSession) -> str:
    """Return the rest as text: many programs show only this."""
    texts = entry.event.texts
    words = texts.get(entry.language) or texts[entry.event.language]
    parts = [words["summary"]]
    if entry.session.link:
        parts.append(_("Take part: %(link)s") % {"link": entry.session.link})
    if shown.languages:
        names = pgettext("between the parts of a list", ", ").join(shown.languages)
        parts.append(_("Languages: %(languages)s") % {"languages": names})
    if entry.url:
        parts.append(entry.url)
    return "\n\n".join(part for part in parts if part)


def _add(made: CalendarEvent, name: str, text: str, language: str) -> None:
    if text:
        parameters = {"language": language} if language else {}
        made.add(name, vText(_plain(text)), parameters=parameters)


def _plain(text: str) -> str:
    """Return text without what a calendar must not contain (RFC 5545, 3.1): control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        mark for mark in lines if mark in "\n\t" or unicodedata.category(mark) not in ("Cc", "Cs")
    )


def calendar_response(body: bytes, name: str, language: str) -> HttpResponse:
    """Answer with a file for a calendar."""
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.ics")
    response["Content-Language"] = language
    return response
