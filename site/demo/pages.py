"""The demonstration's pages in English, its footer and its settings."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from campaigns.models import (
    ApplicationFormPage,
    CampaignIndexPage,
    CampaignPage,
    CampaignUpdatePage,
    EventIndexPage,
    EventPage,
    OrganisationIndexPage,
    StoryIndexPage,
    StoryPage,
)
from core.models import BasePage, Footer, HomePage, SiteSettings, StandardPage
from demo.content import CONTACT_EMAIL, FOOTER_TEXT, FOOTER_TITLE, PAGES, SITE_NAME
from demo.content.blocks import Block
from demo.content.page import PageContent
from petitions.models import Petition, PetitionIndexPage, PetitionPage, PetitionText
from resources.models import GuidanceIndexPage

# Every identifier is made from it, so that the demonstration knows its own
# pages again and a petition has the same address in every installation.
NAMESPACE = UUID("5c1e4d0e-6c0e-4b44-9d1c-7d3c2a6f3b55")

KINDS: dict[str, type[BasePage]] = {
    "home": HomePage,
    "standard": StandardPage,
    "guidance list": GuidanceIndexPage,
    "petition list": PetitionIndexPage,
    "petition": PetitionPage,
    "directory": OrganisationIndexPage,
    "campaign list": CampaignIndexPage,
    "campaign": CampaignPage,
    "update": CampaignUpdatePage,
    "event list": EventIndexPage,
    "event": EventPage,
    "story list": StoryIndexPage,
    "story": StoryPage,
    "application": ApplicationFormPage,
}

_LINK = re.compile(r'href="page:([\w-]+)"')


def key_of(name: str) -> UUID:
    """Return the identifier (Wagtail's `translation_key`) of the page or snippet `name`."""
    return uuid5(NAMESPACE, name)


def days_ago(days: int) -> datetime:
    """Return the beginning of the day that many days before today."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days)


def make_pages(
    locale: Locale,
    contents: Sequence[PageContent],
    known: Mapping[str, Page],
    complete: Callable[[Any, PageContent], None] | None = None,
) -> dict[str, Page]:
    """Make pages in the source language and put them live; return them by their keys.

    Twice over the list: texts link to pages, so that all must exist before the
    first is complete. `known` are the pages that were there before; `complete`
    gives a page what is in no text, before it is published.
    """
    pages: dict[str, Page] = {}
    for content in contents:
        parent = {**known, **pages}[content.parent] if content.parent else _clear_root()
        # Its place in the tree has changed, if children were added to it.
        parent.refresh_from_db()
        pages[content.key] = parent.add_child(instance=_draft(content, locale))
    linked = {**known, **pages}
    for content in contents:
        page = pages[content.key]
        page.refresh_from_db()
        for name, value in content.fields.items():
            if isinstance(value, str):
                setattr(page, name, _with_links(value, linked))
        if content.body:
            page.body = stream(content.body, content.key, linked, {})
        for name, blocks in content.streams.items():
            setattr(page, name, stream(blocks, f"{content.key}/{name}", linked, {}))
        if complete:
            complete(page, content)
        page.save_revision().publish()
        # Read anew: what a page has many of, as questions, got its keys only on publication.
        pages[content.key] = type(page).objects.get(pk=page.pk)
    return pages


def _draft(content: PageContent, locale: Locale) -> BasePage:
    """Return the unsaved page with everything but its body."""
    closing = {"closes_at": days_ago(content.closed)} if content.closed else {}
    return KINDS[content.kind](
        title=content.title,
        slug=content.slug,
        locale=locale,
        translation_key=key_of(content.key),
        show_in_menus=content.in_menus,
        live=False,
        **content.fields,
        **closing,
    )


def _clear_root() -> Page:
    """Remove Wagtail's welcome page, and return the root above it."""
    root = Page.get_first_root_node()
    for welcome in root.get_children().exact_type(Page):
        # Deleting the first page of a site would delete the site with it.
        Site.objects.filter(root_page=welcome).update(root_page=root)
        welcome.delete()
    root.refresh_from_db()
    return root


def stream(
    blocks: list[Block], path: str, pages: Mapping[str, Page], chosen: dict[str, dict[str, int]]
) -> str:
    """Return blocks as StreamField stores them, with identifiers that stay the same.

    An identifier is made from a block's own name, else from its number, and
    from where it stands. `chosen` has what blocks name by a key, as "term" or
    "image": primary keys by key.
    """
    known = {**chosen, "page": {key: page.pk for key, page in pages.items()}}
    return json.dumps(_resolved(blocks, path, pages, known))


def _resolved(
    value: Any, path: str, pages: Mapping[str, Page], known: dict[str, dict[str, int]]
) -> Any:
    if isinstance(value, str):
        return _with_links(value, pages)
    if isinstance(value, list):
        items = []
        for number, item in enumerate(value):
            place = f"{path}/{item.get('id', number)}"
            items.append({**_resolved(item, place, pages, known), "id": str(key_of(place))})
        return items
    if isinstance(value, dict):
        return {
            name: known[name][part]
            if name in known and isinstance(part, str)
            else _resolved(part, f"{path}/{name}", pages, known)
            for name, part in value.items()
        }
    return value


def _with_links(html: str, pages: Mapping[str, Page]) -> str:
    """Turn `href="page:key"` into Wagtail's own form of a link to a page."""
    return _LINK.sub(lambda found: f'linktype="page" id="{pages[found[1]].pk}"', html)


def make_footer(locale: Locale, pages: Mapping[str, Page]) -> Footer:
    """Make the footer in the source language."""
    footer = Footer(
        locale=locale,
        translation_key=key_of("footer"),
        title=FOOTER_TITLE,
        text=_with_links(FOOTER_TEXT, pages),
        contact_email=CONTACT_EMAIL,
        live=False,
    )
    footer.save()
    footer.save_revision().publish()
    footer.refresh_from_db()
    return footer


def set_up_site(pages: dict[str, Page], footer: Footer) -> Site:
    """Let the default site begin at the demonstration's home page, at `BASE_URL`."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site, _is_new = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": port,
            "site_name": SITE_NAME,
            "root_page": pages["home"],
        },
    )
    SiteSettings.objects.update_or_create(
        site=site,
        defaults={
            "name": SITE_NAME,
            "footer": footer,
            "privacy_page": pages["privacy"],
            "is_demonstration": True,
        },
    )
    return site


def published_at(content: PageContent) -> datetime:
    """Return when a page went live: on the day that it is of, if it has one."""
    if "date" in content.fields:
        day = date.fromisoformat(content.fields["date"])
        return timezone.make_aware(datetime(day.year, day.month, day.day))
    return days_ago(content.published)


def backdate() -> None:
    """Let pages and wordings be older than the signatures below them, in every language."""
    for content in PAGES:
        key, published = key_of(content.key), published_at(content)
        Page.objects.filter(translation_key=key).update(first_published_at=published)
        if content.kind == "petition":
            Petition.objects.filter(uuid=key).update(created_at=published)
            PetitionText.objects.filter(petition__uuid=key).update(first_live_at=published)
