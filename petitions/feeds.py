"""The petitions of one language as an Atom feed."""

from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from core.http import if_changed
from core.models import SiteSettings
from core.routing import public
from petitions.models import PetitionIndexPage, PetitionPage

NEWEST = 30


def petition_feed(request: HttpRequest, index: PetitionIndexPage) -> HttpResponse:
    """Answer with the newest petitions written in, or translated into, the list's own language.

    The feed speaks that language even where the list itself is not translated yet.
    """
    language = index.locale.language_code
    with translation.override(language):
        feed = _feed(request, index, language)
    response = HttpResponse(content_type=feed.content_type)
    response["Content-Language"] = language
    feed.write(response, "utf-8")
    # Feed readers ask often, and mostly for what they have. A date would not tell
    # them of what was taken down.
    return if_changed(request, response)


def _feed(request: HttpRequest, index: PetitionIndexPage, language: str) -> Atom1Feed:
    site_name = SiteSettings.for_request(request).name
    address = index.get_full_url(request) or ""
    feed = Atom1Feed(
        title=f"{_('Petitions and pledges')} – {site_name}",
        link=address,
        description=None,
        language=language,
        author_name=site_name,
        feed_url=f"{address}{index.reverse_subpage('feed')}",
    )
    for page in _newest(index):
        feed.add_item(
            title=page.title,
            link=page.get_full_url(request) or "",
            # Atom1Feed says of it that it is HTML.
            description=escape(page.summary),
            # Stays the same when the page moves, and differs between languages.
            unique_id=uuid5(page.translation_key, language).urn,
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
        )
    return feed


def _newest(index: PetitionIndexPage) -> list[PetitionPage]:
    """One query."""
    pages = public(PetitionPage.objects.child_of(index).live()).filter(alias_of=None)
    return list(pages.defer_streamfields().order_by("-first_published_at", "-pk")[:NEWEST])
