"""What the page of a campaign shows beside its own text."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from campaigns import vocabularies
from campaigns.directory.entries import names_in, published
from campaigns.events.listing import EventCard, add_sessions, dated
from campaigns.models import (
    CampaignPage,
    CampaignUpdatePage,
    EventIndexPage,
    EventPage,
    Organisation,
    State,
    StoryIndexPage,
    StoryPage,
)
from campaigns.pages import in_active_language, list_page
from campaigns.stories.listing import newest
from campaigns.updates import load, updates_of
from petitions.listing import PetitionCard
from petitions.models import PetitionPage
from petitions.records import records_by_uuid
from resources.finding.subjects import subjects_of
from resources.models import GuidanceNotePage, Topic

# As many as are read at a glance; a page of their own lists all.
UPDATES_SHOWN = 3
EVENTS_SHOWN = 6
STORIES_SHOWN = 6


@dataclass(frozen=True)
class Partner:
    """An organisation with what it does in a campaign."""

    name: str
    # In the directory's addresses; empty for one that is not public.
    slug: str
    role: str
    organisation: Organisation


@dataclass(frozen=True)
class CampaignDetails:
    """A campaign with all that belongs to it."""

    state: State
    petitions: list[PetitionCard]
    partners: list[Partner]
    notes: list[GuidanceNotePage]
    topics: list[str]
    countries: list[str]
    updates: list[CampaignUpdatePage]
    # Coming ones first, then those that were, the newest first.
    events: list[EventCard]
    # The newest.
    stories: list[StoryPage]
    # How many updates there are, those shown among them.
    updates_in_all: int
    # The lists of what is shown of them, as readers find them; None where there is none.
    all_events: EventIndexPage | None
    all_stories: StoryIndexPage | None

    @property
    def has_ended(self) -> bool:
        """Whether it has an outcome."""
        return self.state != State.RUNNING


def campaign_details(page: CampaignPage) -> CampaignDetails:
    """Return what belongs to a campaign, in the active language.

    At most: the source page; petitions, their pages (three, and one more where a
    translation is missing) and records; partners, four; notes like petitions; topics
    two; updates two; stories one, and up to four for their pages; the lists of events
    and of stories two each. Events come on top (see `_events`).
    """
    source = page.source
    listed = updates_of([page])
    events = _events(source)
    stories = newest(STORIES_SHOWN, campaigns__campaign__translation_key=page.campaign_uuid)
    return CampaignDetails(
        state=State(source.state),
        petitions=_petitions(source),
        partners=_partners(source),
        notes=_notes(source),
        topics=_topics(source),
        countries=vocabularies.countries.sorted(source.countries),
        updates=load(listed[:UPDATES_SHOWN]),
        events=events,
        stories=stories,
        updates_in_all=len(listed),
        all_events=list_page(EventIndexPage) if events else None,
        all_stories=list_page(StoryIndexPage) if stories else None,
    )


def _petitions(source: CampaignPage) -> list[PetitionCard]:
    """Return the petitions that readers find, in the editors' order."""
    pages = _in_active_language(PetitionPage, [row.petition_id for row in source.petitions.all()])
    records = records_by_uuid(page.petition_uuid for page in pages) if pages else {}
    return [
        PetitionCard(page, records[page.petition_uuid])
        for page in pages
        if page.petition_uuid in records
    ]


def _partners(source: CampaignPage) -> list[Partner]:
    """Return the partners that are public, in the editors' order, in whatever language chosen.

    Three queries, four if translated. Those of a draft are not in the database yet.
    """
    rows = [row for row in source.partners.all() if row.organisation_id]
    if not rows:
        return []
    chosen = Organisation.objects.filter(pk__in=[row.organisation_id for row in rows])
    keys = dict(chosen.values_list("pk", "translation_key"))
    organisations = (
        published()
        .filter(translation_key__in=keys.values())
        .select_related("logo")
        .prefetch_related("logo__renditions")
        .defer("description", "objectives")
    )
    by_key: dict[UUID | None, Organisation] = {
        organisation.translation_key: organisation for organisation in organisations
    }
    translated = names_in(get_language()) if by_key else {}
    partners: dict[UUID, Partner] = {}
    for row in rows:
        organisation = by_key.get(keys.get(row.organisation_id))
        if organisation is None:
            continue
        key = organisation.translation_key
        name = translated.get(key, organisation.name)
        role = row.get_role_display()
        partners.setdefault(key, Partner(name, organisation.slug, role, organisation))
    return list(partners.values())


def _notes(source: CampaignPage) -> list[GuidanceNotePage]:
    return _in_active_language(GuidanceNotePage, [row.note_id for row in source.notes.all()])


def _events(source: CampaignPage) -> list[EventCard]:
    """Return the events of a campaign. Five queries at most."""
    if source.pk is None:
        return []
    rows = EventPage.objects.live().filter(
        campaigns__campaign__translation_key=source.campaign_uuid,
        alias_of=None,
        locale__language_code=settings.LANGUAGE_CODE,
    )
    keys = list(rows.values_list("translation_key", flat=True))
    pages = in_active_language(EventPage, keys) if keys else []
    now = timezone.now()
    cards = dated(pages)
    cards.sort(key=lambda card: card.start or now, reverse=True)
    coming = [card for card in cards if card.end is None or card.end > now]
    shown = [*reversed(coming), *(card for card in cards if card not in coming)][:EVENTS_SHOWN]
    add_sessions(shown)
    return shown


def _in_active_language(model: type[Any], ids: list[int]) -> list[Any]:
    """Return the pages that an editor chose, as readers find them. A query more than that."""
    if not ids:
        return []
    key = Coalesce("alias_of__translation_key", F("translation_key"))
    keys = dict(model.objects.filter(pk__in=ids).values_list("pk", key))
    # Once, even if it was chosen in two languages.
    return in_active_language(model, list(dict.fromkeys(keys[pk] for pk in ids if pk in keys)))


def _topics(source: CampaignPage) -> list[str]:
    if source.pk is None:
        return []
    through = CampaignPage.topics.through
    _slugs, titles = subjects_of(Topic, through, "campaignpage", [source.pk])
    return sorted(titles.values())
