"""Atom feeds, of pages and of whatever else has a title and a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import conditional_escape
from wagtail.query import PageQuerySet

from core.http import if_changed
from core.models import SiteSettings
from core.routing import public
from core.xml_text import readable

# The newest so many; nobody reads further back.
NEWEST = 30


@dataclass(frozen=True)
class Entry:
    """Something in a feed."""

    # Stays the same wherever it is found, and differs between languages.
    uuid: UUID
    title: str
    link: str
    # Plain text, or a SafeString of HTML.
    description: str
    published: datetime | None
    updated: datetime | None
    # Its terms, in words.
    rights: str | None = None


def feed_of(request: HttpRequest, page: Any, title: Any, entries: Iterable[Entry]) -> HttpResponse:
    """Answer with what there is below a page, at the page's own route named `feed`.

    The feed speaks the page's language, even where readers of another one are
    shown the page: in it `title`, which may be lazy, is written and `entries` are gone through.
    """
    language = page.locale.language_code
    with translation.override(language):
        address = page.get_full_url(request) or ""
        feed_address = f"{address}{page.reverse_subpage('feed')}"
        return atom(request, str(title), address, feed_address, language, entries)


def atom(
    request: HttpRequest,
    title: str,
    address: str,
    feed_address: str,
    language: str,
    entries: Iterable[Entry],
) -> HttpResponse:
    """Answer with a feed in a language, or with 304 to whoever has just that already."""
    site_name = readable(SiteSettings.for_request(request).name)
    feed = Atom1Feed(
        title=f"{readable(title)} – {site_name}",
        link=address,
        description=None,
        language=language,
        author_name=site_name,
        feed_url=feed_address,
    )
    for entry in entries:
        feed.add_item(
            title=readable(entry.title),
            link=entry.link,
            # Atom1Feed says of it that it is HTML.
            description=readable(conditional_escape(entry.description)),
            unique_id=entry.uuid.urn,
            pubdate=entry.published,
            updateddate=entry.updated,
            item_copyright=entry.rights,
        )
    response = HttpResponse(content_type=feed.content_type)
    response["Content-Language"] = language
    feed.write(response, "utf-8")
    # Feed readers ask often, and mostly for what they have. A date would not tell
    # them of what was taken down.
    return if_changed(request, response)


def newest_below(model: type[Any], page: Any, *order: str) -> PageQuerySet[Any]:
    """Return the newest public pages of a kind below a page, written in its language. One query.

    `order` are fields, as of `order_by`.
    """
    pages = public(model.objects.live().descendant_of(page)).filter(alias_of=None)
    return pages.defer_streamfields().order_by(*order, "-pk")[:NEWEST]


def entry_of(
    request: HttpRequest, page: Any, *, description: str = "", updated: datetime | None = None
) -> Entry:
    """Return a page with a summary as an entry; `description` and `updated` in place of its own."""
    return Entry(
        # The active language is the feed's, and to ask for the page's own is a query.
        uuid=uuid5(page.translation_key, translation.get_language() or ""),
        title=page.title,
        link=page.get_full_url(request) or "",
        description=description or page.summary,
        published=page.first_published_at,
        updated=updated or page.last_published_at,
    )
