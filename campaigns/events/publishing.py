"""What publication does to an event: its record and its sessions follow the page.

Calendars that hold a session are told of a change by its SEQUENCE (RFC 5545,
3.8.7.4), which rises with the time, the place, the link and the state. Only the
source page decides on those; a translation brings its words.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from campaigns.models import Event, EventPage, EventSession, ScheduledSession
from core.locales import is_source, written_language

State = ScheduledSession.State

# What somebody who wants to come must know of at once.
_TOLD = ("starts_at", "ends_at", "time_zone", "link", "state")


@transaction.atomic
def publish(page: EventPage) -> Event:
    """Bring the record of a page that has just gone live up to it."""
    words = {"title": page.title, "summary": page.summary}
    event, is_new = Event.objects.select_for_update().get_or_create(
        uuid=page.event_uuid,
        defaults={
            "index_uuid": _list_of(page),
            "language": written_language(page),
            "texts": {written_language(page): words},
            "takes_questions": page.takes_questions,
        },
    )
    if page.alias_of_id and not is_new:
        return event
    decides = is_new or is_source(page)
    if decides:
        event.index_uuid = _list_of(page)
        event.language = written_language(page)
        event.takes_questions = page.takes_questions
    came_back, event.is_withdrawn = event.is_withdrawn, False
    if event.texts.get(written_language(page)) != words:
        event.texts[written_language(page)] = words
        event.changed_at = timezone.now()
    event.save()
    known = {session.uuid: session for session in event.sessions.select_for_update()}
    if decides:
        _schedule(event, page, known)
    elif came_back:
        _schedule(event, _deciding(event) or page, known)
    _take_words(page, known)
    return event


def _deciding(event: Event) -> EventPage | None:
    """Return the source page. A translation keeps the times that it was translated with."""
    pages = EventPage.objects.filter(translation_key=event.uuid, alias_of=None)
    return pages.filter(locale__language_code=event.language).first()


def _list_of(page: EventPage) -> Any:
    parent = (page.alias_of.specific if page.alias_of else page).get_parent()
    return (parent.alias_of or parent).translation_key


def _schedule(event: Event, page: EventPage, known: dict[UUID, ScheduledSession]) -> None:
    """Make each session what the page says. One that is no more on it stays, as removed."""
    on_page = {session.translation_key: session for session in page.sessions.all()}
    for key, written in on_page.items():
        if key in known:
            place = known[key].texts.get(event.language, {}).get("place", written.place)
            _change(known[key], schedule_of(written), is_elsewhere=place != written.place)
        else:
            known[key] = ScheduledSession(uuid=key, event=event, **schedule_of(written))
            known[key].save(force_insert=True)
    for key in known.keys() - on_page.keys():
        _change(known[key], {"state": State.REMOVED})


def schedule_of(written: EventSession) -> dict[str, Any]:
    """Return what is the same of a session in every language."""
    starts_at, ends_at = written.moments
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "time_zone": written.time_zone,
        "link": written.link,
        "languages": written.languages,
        "state": State.CANCELLED if written.is_cancelled else State.SCHEDULED,
    }


def _change(
    session: ScheduledSession, values: dict[str, Any], *, is_elsewhere: bool = False
) -> None:
    changed = {name for name, value in values.items() if getattr(session, name) != value}
    if is_elsewhere or changed.intersection(_TOLD):
        session.sequence += 1
    elif not changed:
        return
    for name in changed:
        setattr(session, name, values[name])
    session.changed_at = timezone.now()
    session.save()


def words_of(written: EventSession) -> dict[str, str]:
    """Return what is written of a session in its language."""
    return {"title": written.title, "place": written.place}


def _take_words(page: EventPage, known: dict[UUID, ScheduledSession]) -> None:
    language = written_language(page)
    for written in page.sessions.all():
        session = known.get(written.translation_key)
        if session is not None and session.texts.get(language) != words_of(written):
            session.texts[language] = words_of(written)
            session.changed_at = timezone.now()
            session.save(update_fields=["texts", "changed_at"])


@transaction.atomic
def withdraw(page: EventPage) -> None:
    """Take off an event of which no page is left on the site: calendars are told."""
    others = EventPage.objects.live().filter(translation_key=page.translation_key, alias_of=None)
    if page.alias_of_id or others.exclude(pk=page.pk).exists():
        return
    event = Event.objects.select_for_update().filter(uuid=page.event_uuid).first()
    if event is None or event.is_withdrawn:
        return
    event.is_withdrawn = True
    event.changed_at = timezone.now()
    event.save()
    for session in event.sessions.select_for_update():
        _change(session, {"state": State.REMOVED})
