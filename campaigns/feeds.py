"""Updates as Atom feeds: those of one campaign, and the newest of all campaigns."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models import CampaignIndexPage, CampaignPage, CampaignUpdatePage
from core.feeds import entry_of, feed_of, newest_below


def updates_feed(request: HttpRequest, page: CampaignPage | CampaignIndexPage) -> HttpResponse:
    """Answer with the newest updates below a page that are written in its language."""
    entries = (
        entry_of(request, update) for update in newest_below(CampaignUpdatePage, page, "-date")
    )
    return feed_of(request, page, format_lazy("{}: {}", _("Updates"), page.title), entries)
