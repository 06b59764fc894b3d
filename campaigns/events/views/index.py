"""The list of events."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from campaigns.events.addresses import file_address, to_subscribe
from campaigns.events.listing import event_list
from campaigns.models import EventIndexPage


def event_index(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    """Show what is to come, and one page of what was."""
    listed = event_list(page.get_children(), request.GET.get("page"))
    past, calendar = listed.past, file_address(page, request, "calendar")
    context = {
        "coming": listed.coming,
        "past": past,
        "pages": past.paginator.get_elided_page_range(past.number),
        "calendar_url": calendar,
        "subscribe_url": to_subscribe(calendar),
    }
    return cast(HttpResponse, page.render(request, context_overrides=context))
