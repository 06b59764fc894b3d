"""The stories of one language as an Atom feed."""

from typing import Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from campaigns.models import StoryIndexPage, StoryPage
from core.http import if_changed
from core.models import SiteSettings
from core.routing import public

NEWEST = 30


def story_feed(request: HttpRequest, index: StoryIndexPage) -> HttpResponse:
    """Answer with the newest stories that are written in the list's own language. One query.

    The feed speaks that language even where the list itself is not translated yet.
    """
    language = index.locale.language_code
    with translation.override(language):
        feed = _feed(request, index, language)
    response = HttpResponse(content_type=feed.content_type)
    response["Content-Language"] = language
    feed.write(response, "utf-8")
    return if_changed(request, response)


def _feed(request: HttpRequest, index: Any, language: str) -> Atom1Feed:
    site_name = SiteSettings.for_request(request).name
    address = index.get_full_url(request) or ""
    feed = Atom1Feed(
        title=f"{index.title} – {site_name}",
        link=address,
        description=None,
        language=language,
        author_name=site_name,
        feed_url=f"{address}{index.reverse_subpage('feed')}",
    )
    stories = public(StoryPage.objects.child_of(index).live()).filter(alias_of=None)
    for story in stories.defer_streamfields().order_by("-date", "-pk")[:NEWEST]:
        feed.add_item(
            title=story.title,
            link=story.get_full_url(request) or "",
            # Atom1Feed says of it that it is HTML.
            description=escape(story.summary),
            # Stays the same when the page moves, and differs between languages.
            unique_id=uuid5(story.translation_key, language).urn,
            pubdate=story.first_published_at,
            updateddate=story.last_published_at,
        )
    return feed
