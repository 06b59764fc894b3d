"""The updates of a campaign: all of them on pages, and as feeds."""

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from campaigns.feeds import updates_feed
from campaigns.models import CampaignIndexPage, CampaignPage
from campaigns.updates import load, updates_of

PER_PAGE = 20


def updates(request: HttpRequest, page: CampaignPage) -> HttpResponse:
    """List the updates of a campaign, the newest first, some on a page."""
    shown = Paginator(updates_of([page]), PER_PAGE).get_page(request.GET.get("page"))
    context = {"updates": load(shown), "shown": shown}
    template = "campaigns/campaign_updates.html"
    return cast(HttpResponse, page.render(request, template=template, context_overrides=context))


def feed_of_campaign(request: HttpRequest, page: CampaignPage) -> HttpResponse:
    """The updates of one campaign."""
    return updates_feed(request, page)


def feed_of_all(request: HttpRequest, page: CampaignIndexPage) -> HttpResponse:
    """The updates of all campaigns in a list."""
    return updates_feed(request, page)
