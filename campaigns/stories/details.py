"""What the page of a story shows beside its own text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from campaigns import vocabularies
from campaigns.models import CampaignPage, StoryCampaign, StoryPage
from campaigns.pages import in_active_language
from campaigns.stories.listing import Teller, deciding, tellers
from core.routing import public
from resources.finding.subjects import subjects_of
from resources.models import Topic

# As many as a reader chooses from at a glance.
NEXT_SHOWN = 4


@dataclass(frozen=True)
class StoryDetails:
    """A story with what it belongs to, and what is related to it."""

    teller: Teller | None
    # Names, in the order of a dictionary.
    countries: list[str]
    topics: list[str]
    campaigns: list[CampaignPage]
    keep_reading: list[StoryPage]


def story_details(page: StoryPage) -> StoryDetails:
    """Return what belongs to a story, in the active language.

    At most sixteen queries: the source page; its organisation, and that as readers
    find it; campaigns, and up to four for their pages; topics three; related
    stories, and up to four for their pages.
    """
    source = page.source
    organisation = source.organisation.translation_key if source.organisation else None
    campaigns = _campaigns_of(source)
    titles, topics = _topics_of(source)
    return StoryDetails(
        teller=tellers([organisation]).get(organisation) if organisation else None,
        countries=vocabularies.countries.sorted(source.countries),
        topics=titles,
        campaigns=in_active_language(CampaignPage, campaigns) if campaigns else [],
        keep_reading=keep_reading(source, campaigns, topics, organisation),
    )


def _campaigns_of(source: StoryPage) -> list[UUID]:
    """Return what identifies the campaigns of a story, a draft's among them. One query or two."""
    chosen = [row.campaign_id for row in source.campaigns.all()]
    rows = CampaignPage.objects.filter(pk__in=chosen)
    key = Coalesce("alias_of__translation_key", "translation_key")
    keys = dict(rows.values_list("pk", key)) if chosen else {}
    return list(dict.fromkeys(keys[pk] for pk in chosen if pk in keys))


def _topics_of(source: StoryPage) -> tuple[list[str], list[UUID]]:
    """Return the titles of a story's topics, and what identifies these. Three queries."""
    if source.pk is None:
        return [], []
    through = StoryPage.topics.through
    _slugs, titles = subjects_of(Topic, through, "storypage", [source.pk])
    rows = through.objects.filter(storypage=source.pk) if titles else through.objects.none()
    return sorted(titles.values()), list(rows.values_list("topic__translation_key", flat=True))


def keep_reading(
    source: StoryPage, campaigns: list[UUID], topics: list[UUID], organisation: UUID | None
) -> list[StoryPage]:
    """Return other stories that have something in common with this one, the closest first.

    Those of the same campaign; then by the number of topics, the organisation,
    the country; the newest first among equals. Five queries at most.
    """
    others = public(deciding()).exclude(translation_key=source.story_uuid)
    related = others.annotate(
        same_campaign=_whether(
            Q(
                Exists(
                    StoryCampaign.objects.filter(
                        page=OuterRef("pk"), campaign__translation_key__in=campaigns
                    )
                )
            )
            if campaigns
            else None
        ),
        shared_topics=Coalesce(Subquery(_shared(topics)), Value(0)),
        same_organisation=_whether(
            Q(organisation__translation_key=organisation) if organisation else None
        ),
        same_country=_whether(_any_of(source.countries)),
    ).filter(
        Q(same_campaign=True)
        | Q(shared_topics__gt=0)
        | Q(same_organisation=True)
        | Q(same_country=True)
    )
    closest = related.order_by(
        "-same_campaign",
        "-shared_topics",
        "-same_organisation",
        "-same_country",
        "-date",
        "-pk",
    )
    keys = list(closest.values_list("translation_key", flat=True)[:NEXT_SHOWN])
    return in_active_language(StoryPage, keys) if keys else []


def _shared(topics: list[UUID]) -> Any:
    rows = StoryPage.topics.through.objects.filter(
        storypage=OuterRef("pk"), topic__translation_key__in=topics
    )
    return rows.order_by().values("storypage").annotate(number=Count("pk")).values("number")


def _any_of(countries: Iterable[str]) -> Q | None:
    """Return the condition that a story is from one of these. Codes have two letters each."""
    condition = None
    for code in countries:
        one = Q(countries__contains=code)
        condition = one if condition is None else condition | one
    return condition


def _whether(condition: Q | None) -> Any:
    # PostgreSQL sorts by no constant, so nothing is asked for as what no page is.
    return Case(
        When(condition or Q(pk=0), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
