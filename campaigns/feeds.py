"""Updates as Atom feeds: those of one campaign, and the newest of all campaigns."""

from typing import Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from campaigns.models import CampaignIndexPage, CampaignPage, CampaignUpdatePage
from core.http import if_changed
from core.models import SiteSettings
from core.routing import public

NEWEST = 30


def updates_feed(request: HttpRequest, page: CampaignPage | CampaignIndexPage) -> HttpResponse:
    """Answer with the newest updates below a page that are written in its language. One query.

    The feed speaks that language even where the page itself is not translated yet.
    """
    language = page.locale.language_code
    with translation.override(language):
        feed = _feed(request, page, language)
    response = HttpResponse(content_type=feed.content_type)
    response["Content-Language"] = language
    feed.write(response, "utf-8")
    # Feed readers ask often, and mostly for what they have. A date would not tell
    # them of what was taken down.
    return if_changed(request, response)


def _feed(request: HttpRequest, page: Any, language: str) -> Atom1Feed:
    site_name = SiteSettings.for_request(request).name
    address = page.get_full_url(request) or ""
    feed = Atom1Feed(
        title=f"{_('Updates')}: {page.title} – {site_name}",
        link=address,
        description=None,
        language=language,
        author_name=site_name,
        feed_url=f"{address}{page.reverse_subpage('feed')}",
    )
    updates = public(CampaignUpdatePage.objects.descendant_of(page).live()).filter(alias_of=None)
    for update in updates.defer_streamfields().order_by("-date", "-pk")[:NEWEST]:
        feed.add_item(
            title=update.title,
            link=update.get_full_url(request) or "",
            # Atom1Feed says of it that it is HTML.
            description=escape(update.summary),
            # Stays the same when the page moves, and differs between languages.
            unique_id=uuid5(update.translation_key, language).urn,
            pubdate=update.first_published_at,
            updateddate=update.last_published_at,
        )
    return feed
