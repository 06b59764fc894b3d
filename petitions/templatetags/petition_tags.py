"""Petitions on pages that know nothing of petitions."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.db.models import F, Sum
from wagtail.models import Page

from core.routing import public
from petitions.listing import PetitionCard, petition_cards
from petitions.models import PetitionCount, PetitionIndexPage, PetitionPage

register = template.Library()


@register.simple_tag
def running_petitions(page: Page, limit: int = 3) -> list[PetitionCard]:
    """Return cards for the petitions below `page`, those that can be signed first."""
    if page.pk is None:
        return []
    return petition_cards(page.get_descendants(), limit)


@register.simple_tag
def signatures_in_all() -> int:
    """Return how many signatures all public petitions have together. One query.

    Confirmed and on paper, of each petition once for all its languages.
    """
    petitions = public(PetitionPage.objects.live())
    counts = PetitionCount.objects.filter(
        petition__uuid__in=petitions.values("translation_key")
    ).aggregate(all=Sum(F("people") + F("organisations") + F("paper")))
    return counts["all"] or 0


@register.inclusion_tag("petitions/feed_links.html", takes_context=True)
def petition_feeds(context: template.Context) -> dict[str, Any]:
    """Tell feed readers of the list that the page is, is on, or has below it.

    One query on the pages above lists, none elsewhere. Readers of an alias read its original,
    and get the feed beside that.
    """
    page, request = context["page"], context.get("request")
    original = page.alias_of or page
    if isinstance(page, PetitionPage):
        # Petitions are only ever right below their list.
        lists = [urljoin(original.get_url(request) or "", "../")]
    elif isinstance(page, PetitionIndexPage):
        lists = [original.get_url(request) or ""]
    else:
        below = PetitionIndexPage.objects.live().descendant_of(original)
        found = public(below) if page.pk else []
        lists = [index.get_url(request) or "" for index in found]
    feed = PetitionIndexPage.get_resolver().reverse("feed")
    return {"urls": [f"{address}{feed}" for address in lists if address]}
