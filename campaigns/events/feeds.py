"""The events of one language as an Atom feed."""

from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from campaigns.events.listing import add_sessions, dated
from campaigns.events.showing import ShownSession
from campaigns.models import EventIndexPage, EventPage
from core.http import if_changed
from core.models import SiteSettings
from core.routing import public

NEWEST = 30


def event_feed(request: HttpRequest, index: EventIndexPage) -> HttpResponse:
    """Answer with the newest events written in, or translated into, the list's own language.

    The feed speaks that language even where the list itself is not translated yet.
    """
    language = index.locale.language_code
    with translation.override(language):
        feed = _feed(request, index, language)
    response = HttpResponse(content_type=feed.content_type)
    response["Content-Language"] = language
    feed.write(response, "utf-8")
    return if_changed(request, response)


def _feed(request: HttpRequest, index: EventIndexPage, language: str) -> Atom1Feed:
    site_name = SiteSettings.for_request(request).name
    address = index.get_full_url(request) or ""
    feed = Atom1Feed(
        title=f"{_('Events')} – {site_name}",
        link=address,
        description=None,
        language=language,
        author_name=site_name,
        feed_url=f"{address}{index.reverse_subpage('feed')}",
    )
    # Two queries for the dates, one for the pages.
    cards = dated(_newest(index))
    add_sessions(cards)
    for card in cards:
        page = card.page
        when = "".join(f"<li>{escape(_when(one))}</li>" for one in card.sessions)
        feed.add_item(
            title=page.title,
            link=page.get_full_url(request) or "",
            # Atom1Feed says of it that it is HTML.
            description=f"<p>{escape(page.summary)}</p>" + (f"<ul>{when}</ul>" if when else ""),
            # Stays the same when the page moves, and differs between languages.
            unique_id=uuid5(page.translation_key, language).urn,
            pubdate=page.first_published_at,
            # A session may move while the translation stays as it is.
            updateddate=max(page.last_published_at, card.event.changed_at),
        )
    return feed


def _newest(index: EventIndexPage) -> list[EventPage]:
    """One query."""
    pages = public(EventPage.objects.child_of(index).live()).filter(alias_of=None)
    pages = pages.select_related("locale").defer_streamfields()
    return list(pages.order_by("-first_published_at", "-pk")[:NEWEST])


def _when(one: ShownSession) -> str:
    """Return a session in a line."""
    title = f"{one.title}: " if one.title else ""
    line = f"{title}{one.start_text} – {one.end_text} ({one.zone})"
    return _("Cancelled: %(title)s") % {"title": line} if one.is_cancelled else line
