"""The updates of campaigns, in the reader's language, each in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from campaigns.models import CampaignPage, CampaignUpdatePage
from core.routing import public, readable


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


def campaign_of(update: CampaignUpdatePage) -> CampaignPage | None:
    """Return the campaign of an update as readers find it; None where there is none to be read.

    Two queries; a third where a translation is not live.
    """
    if update.pk is None:
        return None
    return next(iter(readable(CampaignPage.objects.parent_of(update))), None)


def neighbours(
    update: CampaignUpdatePage, campaign: CampaignPage
) -> dict[str, CampaignUpdatePage | None]:
    """Return the updates of a campaign before and behind one, by their dates.

    Two queries, beside the source of the campaign.
    """
    listed = updates_of([campaign])
    place = next((at for at, other in enumerate(listed) if other.pk == update.pk), None)
    if place is None:
        return {"earlier": None, "later": None}
    later = listed[place - 1] if place else None
    earlier = listed[place + 1] if place + 1 < len(listed) else None
    pages = {page.pk: page for page in load([one for one in (later, earlier) if one])}
    return {
        "earlier": pages.get(earlier.pk) if earlier else None,
        "later": pages.get(later.pk) if later else None,
    }
