"""The stories of one language as an Atom feed."""

from django.http import HttpRequest, HttpResponse

from campaigns.models import StoryIndexPage, StoryPage
from core.feeds import entry_of, feed_of, newest_below


def story_feed(request: HttpRequest, index: StoryIndexPage) -> HttpResponse:
    """Answer with the newest stories that are written in the list's own language."""
    entries = (entry_of(request, page) for page in newest_below(StoryPage, index, "-date"))
    return feed_of(request, index, index.title, entries)
