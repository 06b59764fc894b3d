"""Events on pages that know nothing of events, and in the head of their own."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.utils.safestring import SafeString
from wagtail.models import Page

from campaigns.events.addresses import file_address
from campaigns.events.listing import EventCard, coming_events
from campaigns.events.showing import ShownSession
from campaigns.events.structured_data import schema_org
from campaigns.models import EventIndexPage, EventPage
from core.models import SiteSettings
from resources.citing import json_ld_script

register = template.Library()


@register.simple_tag
def next_events(page: Page, limit: int = 3) -> list[EventCard]:
    """Return cards for the events to come below `page`, the next one first."""
    if page.pk is None:
        return []
    return coming_events(page.get_descendants(), limit)


@register.inclusion_tag("campaigns/events/feed_links.html", takes_context=True)
def event_feeds(context: template.Context) -> dict[str, Any]:
    """Tell feed readers of the list that the page is or is on. No query."""
    page, request = context["page"], context.get("request")
    address = (page.alias_of or page).get_url(request) or ""
    # Events are only ever right below their list.
    address = urljoin(address, "../") if isinstance(page, EventPage) else address
    feed = EventIndexPage.get_resolver().reverse("feed")
    return {"url": f"{address}{feed}" if address else ""}


@register.simple_tag(takes_context=True)
def session_calendar_url(context: template.Context, session: ShownSession) -> str:
    """Return the address of the file that a calendar reads of one session."""
    request = context.get("request")
    return file_address(context["page"], request, "session_calendar", key=session.uuid)


@register.simple_tag(takes_context=True)
def event_json_ld(context: template.Context) -> SafeString | str:
    """Return the script that tells search engines of the event."""
    page, request = context["page"], context.get("request")
    if request is None:
        return ""
    url = (page.alias_of or page).get_full_url(request) or ""
    told = schema_org(page, context["sessions"], url, SiteSettings.for_request(request).name)
    return json_ld_script(told) if told else ""
