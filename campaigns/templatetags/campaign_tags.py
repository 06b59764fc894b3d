"""Campaigns on pages that know nothing of campaigns."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from campaigns.details import UPDATES_SHOWN
from campaigns.directory.coalitions import Coalition, largest_coalitions
from campaigns.directory.entries import published
from campaigns.directory.finder import directory_page
from campaigns.finding import ListedCampaign, listed_campaigns
from campaigns.models import (
    CampaignIndexPage,
    CampaignPage,
    CampaignUpdatePage,
    State,
)
from campaigns.pages import in_active_language
from campaigns.updates import load, updates_of
from core.routing import readable
from petitions.models import PetitionPage

register = template.Library()


@dataclass(frozen=True)
class CampaignsOfPage:
    """The campaigns that a page belongs to, with what is new in them."""

    campaigns: list[CampaignPage]
    updates: list[CampaignUpdatePage]
    # How the campaign has ended; None while one of several runs.
    state: State | None

    @property
    def has_ended(self) -> bool:
        """Whether no campaign of the page runs any more."""
        return self.state is not None


@register.simple_tag
def campaigns_of(page: PetitionPage) -> CampaignsOfPage | None:
    """Return the campaigns of a petition; None if there is none.

    One query; with campaigns two for their pages, and two for their updates.
    """
    sources = _sources(page)
    if not sources:
        return None
    campaigns = in_active_language(CampaignPage, [source.translation_key for source in sources])
    for campaign in campaigns:
        # Known already: spares asking for it again.
        campaign.source = next(
            source for source in sources if source.translation_key == campaign.campaign_uuid
        )
    states = [State(source.state) for source in sources]
    has_ended = State.RUNNING not in states
    return CampaignsOfPage(
        campaigns=campaigns,
        updates=load(updates_of(campaigns)[:UPDATES_SHOWN]),
        state=min(states, key=list(State).index) if has_ended else None,
    )


def _sources(page: PetitionPage) -> list[CampaignPage]:
    """Return the live source pages of a petition's campaigns. One query."""
    key = page.petition_uuid
    # An editor may have chosen any of the petition's languages.
    chosen = Q(petitions__petition__translation_key=key) | Q(
        petitions__petition__alias_of__translation_key=key
    )
    found = (
        CampaignPage.objects.live()
        .filter(chosen, alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
        .defer_streamfields()
        .select_related("locale")
        .order_by("-first_published_at")
        .distinct()
    )
    return list(found)


@register.simple_tag
def running_campaigns(page: Page, limit: int = 3) -> list[ListedCampaign]:
    """Return the campaigns below a page, those that run first."""
    if page.pk is None:
        return []
    indexes = readable(CampaignIndexPage.objects.descendant_of(page))
    return [found for index in indexes for found in listed_campaigns(index)[0]][:limit]


@register.simple_tag(takes_context=True)
def directory_url(context: template.Context) -> str:
    """Return where the directory of organisations is, in the reader's language; or nothing.

    Two queries at most.
    """
    page = directory_page()
    return page.get_url(context.get("request")) or "" if page else ""


@register.simple_tag
def coalitions(limit: int = 3) -> list[Coalition]:
    """Return the coalitions with the most members. Three queries; one if there is none."""
    return largest_coalitions(limit)


@register.simple_tag
def organisations_in_all() -> int:
    """Return how many organisations the directory lists. One query."""
    return int(published().count())
