"""The list of campaigns: filtered by its address, those that run first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext as _

from campaigns import vocabularies
from campaigns.models import (
    CampaignIndexPage,
    CampaignPage,
    CampaignPetition,
    State,
)
from core.countries import sorting_key
from core.finding.asked import asked_in
from core.finding.facets import by_name, chosen_in, matching
from core.finding.lists import put_together
from core.finding.results import Results
from core.routing import public, readable
from petitions.models import PetitionPage
from petitions.records import records_by_uuid
from resources.finding.subjects import subjects_of
from resources.models import Topic

PER_PAGE = 12
STATE, TOPIC, COUNTRY = "state", "topic", "country"
NEWEST, TITLE = "newest", "title"
# Where change is asked for everywhere.
EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class ListedCampaign:
    """A campaign as a reader of the list finds it."""

    # Where it is read: a translation, an alias, or the source in their place.
    page: CampaignPage
    state: State
    # Confirmed and on paper, of all its petitions together.
    signatures: int
    values: Mapping[str, frozenset[str]]

    @property
    def has_ended(self) -> bool:
        """Whether it has an outcome."""
        return self.state != State.RUNNING


def find(params: QueryDict, index_page: CampaignIndexPage) -> Results:
    """Return what an address asks for, in the active language. Takes anything.

    Six queries (see `listed_campaigns`), and one for each picture's sizes that
    are not known yet.
    """
    listed, names = listed_campaigns(index_page)
    chosen, has_unknown = chosen_in(params, names)
    sort_names = {NEWEST: _("Newest"), TITLE: _("Title")}
    asked = asked_in(params, "", chosen, sorts=sort_names, usual_sort=NEWEST)
    shown = list(matching(listed, chosen))
    if asked.sort == TITLE:
        shown.sort(key=lambda campaign: sorting_key(campaign.page.title))
    return put_together(
        params,
        asked,
        listed,
        shown,
        in_all=len(listed),
        per_page=PER_PAGE,
        titles={STATE: _("State"), TOPIC: _("Topic"), COUNTRY: _("Country")},
        names=names,
        sort_names=sort_names,
        has_unknown_filters=has_unknown,
    )


def listed_campaigns(
    index_page: CampaignIndexPage,
) -> tuple[list[ListedCampaign], dict[str, dict[str, str]]]:
    """Return the campaigns that readers find, those that run first, and the names of the filters.

    Six queries: restrictions and pages (a third where a translation is not
    live); what the source pages say; topics and their titles; signatures.
    """
    newest = CampaignPage.objects.child_of(index_page).order_by("-first_published_at", "-pk")
    pages = readable(newest.select_related("image").prefetch_related("image__renditions"))
    facts = _facts({page.campaign_uuid for page in pages})
    sources = {pk: key for key, (pk, _state, _countries) in facts.items()}
    topics, topic_names = subjects_of(
        Topic, CampaignPage.topics.through, "campaignpage", list(sources)
    )
    signatures = _signatures(list(sources))
    listed = []
    for page in pages:
        pk, state, countries = facts.get(page.campaign_uuid, (page.pk, page.state, page.countries))
        values = {
            STATE: frozenset([state]),
            TOPIC: topics[pk],
            COUNTRY: frozenset(countries) or frozenset([EVERYWHERE]),
        }
        listed.append(ListedCampaign(page, State(state), signatures.get(pk, 0), values))
    listed.sort(key=lambda campaign: campaign.has_ended)
    occurring = {code for campaign in listed for code in campaign.values[COUNTRY]}
    countries = {code: vocabularies.countries.name(code) for code in occurring - {EVERYWHERE}}
    return listed, {
        STATE: {str(state.value): str(state.label) for state in State},
        TOPIC: by_name(topic_names),
        COUNTRY: {EVERYWHERE: _("Everywhere"), **by_name(countries)},
    }


def _facts(keys: set[UUID]) -> dict[UUID, tuple[int, str, tuple[str, ...]]]:
    """Return id, state and countries of the source page of each campaign. One query."""
    rows = CampaignPage.objects.live().filter(
        translation_key__in=keys, alias_of=None, locale__language_code=settings.LANGUAGE_CODE
    )
    return {
        key: (pk, state, countries)
        for pk, key, state, countries in rows.order_by().values_list(
            "pk", "translation_key", "state", "countries"
        )
    }


def _signatures(sources: list[int]) -> dict[int, int]:
    """Return how many signatures the petitions that readers find have, by campaign. Two queries."""
    uuid = Coalesce("petition__alias_of__translation_key", "petition__translation_key")
    readable_ones = public(PetitionPage.objects.live()).values("translation_key")
    chosen = CampaignPetition.objects.filter(page__in=sources).annotate(uuid=uuid)
    # Each once, even if it was chosen in two languages.
    petitions: dict[int, set[UUID]] = defaultdict(set)
    for page, key in chosen.filter(uuid__in=readable_ones).values_list("page", "uuid"):
        petitions[page].add(key)
    records = records_by_uuid({key for keys in petitions.values() for key in keys})
    return {
        page: sum(records[key].count.total for key in keys if key in records)
        for page, keys in petitions.items()
    }
