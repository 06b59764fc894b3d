"""The files that calendars import and subscribe to."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from campaigns.events.calendars import Entry, calendar, calendar_response
from campaigns.events.publishing import publish
from campaigns.models import Event, EventIndexPage, EventPage, ScheduledSession
from core.http import if_changed
from core.locales import written_language
from core.models import SiteSettings
from core.routing import readable


def event_calendar(request: HttpRequest, page: EventPage) -> HttpResponse:
    """Answer with all sessions of an event, those that were removed as cancelled."""
    event = page.event or publish(page)
    return _answer(request, page, event, list(event.sessions.all()), page.slug)


def session_calendar(request: HttpRequest, page: EventPage, key: UUID) -> HttpResponse:
    """Answer with one session."""
    event = page.event or publish(page)
    session = event.sessions.filter(uuid=key).first()
    if session is None:
        raise Http404
    number = event.sessions.filter(starts_at__lt=session.starts_at).count() + 1
    return _answer(request, page, event, [session], f"{page.slug}-{number}")


def _answer(
    request: HttpRequest,
    page: EventPage,
    event: Event,
    sessions: list[ScheduledSession],
    name: str,
) -> HttpResponse:
    language, url = written_language(page), page.get_full_url(request) or ""
    with translation.override(language):
        body = calendar(Entry(event, session, language, url) for session in sessions)
    return if_changed(request, calendar_response(body, name, language))


def index_calendar(request: HttpRequest, index: EventIndexPage) -> HttpResponse:
    """Answer with all sessions to come of a list, in its language.

    What was cancelled or removed is in it until it would have been over; what
    was taken off the site as well, without a word of what it was. The pages,
    and one query for the sessions.
    """
    language = written_language(index)
    on_site = EventPage.objects.filter(pk__in=index.get_children().values("pk"))
    pages = {page.event_uuid: page for page in readable(on_site)}
    sessions = (
        ScheduledSession.objects.filter(ends_at__gt=timezone.now())
        .filter(
            Q(event__in=pages) | Q(event__is_withdrawn=True, event__index_uuid=index.index_uuid)
        )
        .select_related("event")
    )
    with translation.override(language):
        name = f"{_('Events')} – {SiteSettings.for_request(request).name}"
        entries = [_entry(request, pages.get(one.event_id), one, language) for one in sessions]
        body = calendar(entries, name=name)
    return if_changed(request, calendar_response(body, index.slug, language))


def _entry(
    request: HttpRequest, page: EventPage | None, session: ScheduledSession, language: str
) -> Entry:
    if page is None:
        return Entry(session.event, session, language, "")
    return Entry(session.event, session, written_language(page), page.get_full_url(request) or "")
