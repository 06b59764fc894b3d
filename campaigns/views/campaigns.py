"""The list of campaigns, and the page of one."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from campaigns.details import campaign_details
from campaigns.finding import find
from campaigns.models import CampaignIndexPage, CampaignPage


def campaign_index(request: HttpRequest, page: CampaignIndexPage) -> HttpResponse:
    """Show what the address asks for: filters, `sort`, `page`."""
    found = {"results": find(request.GET, page)}
    return cast(HttpResponse, page.render(request, context_overrides=found))


def campaign(request: HttpRequest, page: CampaignPage) -> HttpResponse:
    """Show a campaign with all that belongs to it."""
    context = {"campaign": campaign_details(page)}
    return cast(HttpResponse, page.render(request, context_overrides=context))
