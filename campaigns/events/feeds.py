"""The events of one language as an Atom feed."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.events.listing import EventCard, add_sessions, dated
from campaigns.events.showing import ShownSession
from campaigns.models import EventIndexPage, EventPage
from core.feeds import Entry, entry_of, feed_of, newest_below


def event_feed(request: HttpRequest, index: EventIndexPage) -> HttpResponse:
    """Answer with the newest events written in, or translated into, the list's own language."""
    return feed_of(request, index, gettext_lazy("Events"), _entries(request, index))


def _entries(request: HttpRequest, index: EventIndexPage) -> Iterator[Entry]:
    """Yield the newest events. Two queries for the dates, one for the pages."""
    pages = newest_below(EventPage, index, "-first_published_at").select_related("locale")
    cards = dated(list(pages))
    add_sessions(cards)
    for card in cards:
        # A session may move while the translation stays as it is.
        updated = max(card.page.last_published_at, card.event.changed_at)
        yield entry_of(request, card.page, description=_description(card), updated=updated)


def _description(card: EventCard) -> SafeString:
    """Return what it is about, and when."""
    about = format_html("<p>{}</p>", card.page.summary)
    if not card.sessions:
        return about
    times = format_html_join("", "<li>{}</li>", ([_when(one)] for one in card.sessions))
    return format_html("{}<ul>{}</ul>", about, times)


def _when(one: ShownSession) -> str:
    """Return a session in a line."""
    title = f"{one.title}: " if one.title else ""
    line = f"{title}{one.start_text} – {one.end_text} ({one.zone})"
    return _("Cancelled: %(title)s") % {"title": line} if one.is_cancelled else line
