"""The updates of campaigns, in the reader's language, each in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from campaigns.models import CampaignPage, CampaignUpdatePage
from core.routing import public


@dataclass(frozen=True)
class Listed:
    """An update without its text."""

    pk: int
    date: date


def updates_of(campaigns: Iterable[CampaignPage]) -> list[Listed]:
    """Return the updates of some campaigns that readers find, the newest first. One query.

    Each is there once: in the active language, or else in the source's.
    """
    pages = {page.pk: page for campaign in campaigns for page in (campaign, campaign.source)}
    if not pages:
        return []
    below = reduce(
        or_, (Q(path__startswith=page.path, depth=page.depth + 1) for page in pages.values())
    )
    rows = (
        public(CampaignUpdatePage.objects.live())
        .filter(below)
        .filter(locale__language_code__in={get_language(), settings.LANGUAGE_CODE})
        .order_by("-date", "-pk")
        .values_list("pk", "translation_key", "date", "locale__language_code")
    )
    found: dict[UUID, Listed] = {}
    for pk, key, day, language in rows:
        if key not in found or language == get_language():
            found[key] = Listed(pk, day)
    return sorted(found.values(), key=lambda update: update.date, reverse=True)


def load(listed: Iterable[Listed]) -> list[CampaignUpdatePage]:
    """Return the pages of updates, in their order, without their texts. One query."""
    listed = list(listed)
    if not listed:
        return []
    pages = (
        CampaignUpdatePage.objects.defer_streamfields()
        .select_related("locale", "alias_of__locale")
        .in_bulk([update.pk for update in listed])
    )
    return [pages[update.pk] for update in listed if update.pk in pages]


def neighbours(update: CampaignUpdatePage) -> dict[str, Any]:
    """Return the updates before and behind one, by their dates. Two queries at most."""
    campaign = update.get_parent() if update.pk else None
    if campaign is None or not isinstance(campaign.specific, CampaignPage):
        return {"earlier": None, "later": None}
    listed = updates_of([campaign.specific])
    places = {other.pk: place for place, other in enumerate(listed)}
    place = places.get(update.pk)
    if place is None:
        return {"earlier": None, "later": None}
    later = listed[place - 1] if place else None
    earlier = listed[place + 1] if place + 1 < len(listed) else None
    pages = {page.pk: page for page in load([one for one in (later, earlier) if one])}
    return {
        "earlier": pages.get(earlier.pk) if earlier else None,
        "later": pages.get(later.pk) if later else None,
    }
