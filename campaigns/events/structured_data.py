"""What search engines are told of an event: schema.org's Event, as JSON-LD."""

from typing import Any

from campaigns.events.showing import ShownSession
from campaigns.models import EventPage
from core.locales import written_language

_SCHEMA = "https://schema.org"


def schema_org(
    page: EventPage, sessions: list[ShownSession], url: str, organiser: str
) -> dict[str, Any]:
    """Return an event with its sessions. Nothing for one without a date: it would be no event.

    `url` is the event's address with host, `organiser` the name of the site.
    """
    if not sessions:
        return {}
    about = {
        "name": page.title,
        "description": page.summary,
        "url": url,
        "inLanguage": list(page.languages) or [written_language(page)],
        "organizer": {"@type": "Organization", "name": organiser},
        "isAccessibleForFree": True,
    }
    if len(sessions) == 1:
        return {"@context": _SCHEMA, **about, **_session(sessions[0], url)}
    return {
        "@context": _SCHEMA,
        "@type": "Event",
        **about,
        "startDate": min(one.start for one in sessions).isoformat(),
        "endDate": max(one.end for one in sessions).isoformat(),
        "eventStatus": _status(all(one.is_cancelled for one in sessions)),
        **_whereabouts(sessions, url),
        "subEvent": [
            {"name": _name(page, one), **_session(one, url), "url": url} for one in sessions
        ],
    }


def _name(page: EventPage, one: ShownSession) -> str:
    return f"{page.title}: {one.title}" if one.title else page.title


def _session(one: ShownSession, url: str) -> dict[str, Any]:
    return {
        "@type": "Event",
        "startDate": one.start.isoformat(),
        "endDate": one.end.isoformat(),
        "eventStatus": _status(one.is_cancelled),
        **({"inLanguage": list(one.session.languages)} if one.session.languages else {}),
        **_whereabouts([one], url),
    }


def _status(is_cancelled: bool) -> str:
    return f"{_SCHEMA}/Event{'Cancelled' if is_cancelled else 'Scheduled'}"


def _whereabouts(sessions: list[ShownSession], url: str) -> dict[str, Any]:
    """Return where it takes place, and whether one comes there or connects to it."""
    places = {one.place: None for one in sessions if one.place}
    # Those who register get a link; until then the page is where one takes part.
    links = {one.session.link or url: None for one in sessions if not one.place or one.session.link}
    locations = [{"@type": "Place", "name": place, "address": place} for place in places]
    online = [{"@type": "VirtualLocation", "url": link} for link in links]
    mode = "Mixed" if places and links else "Offline" if places else "Online"
    return {
        "eventAttendanceMode": f"{_SCHEMA}/{mode}EventAttendanceMode",
        "location": [*locations, *online],
    }
