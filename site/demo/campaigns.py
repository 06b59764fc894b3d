"""What the pages of campaigns, events, stories and forms have beside their texts."""

from datetime import date, time, timedelta
from typing import Any

from campaigns.models import (
    ApplicationField,
    ApplicationFormPage,
    CampaignNote,
    CampaignPage,
    CampaignPartner,
    CampaignPetition,
    EventCampaign,
    EventPage,
    EventSession,
    Organisation,
    StoryCampaign,
    StoryPage,
)
from demo.content.applications import QUESTIONS, Question
from demo.content.blocks import choice
from demo.content.campaigns import (
    CAMPAIGN,
    CAMPAIGN_NOTES,
    CAMPAIGN_PETITIONS,
    CAMPAIGN_TOPICS,
    PARTNERS,
)
from demo.content.events import REGISTRATIONS, SESSIONS, SessionContent
from demo.content.page import PageContent
from demo.content.stories import STORY_FACTS
from demo.drawings import draw
from demo.guidance import Subjects
from demo.pages import days_ago, key_of, stream
from petitions.models import PetitionPage
from resources.models import GuidanceNotePage

_THURSDAY = 3


class Completion:
    """Gives pages their partners, sessions and questions; called with each before it goes live."""

    def __init__(self, organisations: dict[str, Organisation], subjects: Subjects) -> None:
        self.organisations = organisations
        self.subjects = subjects

    def __call__(self, page: Any, content: PageContent) -> None:
        """Complete a page; one that needs nothing is left as it is."""
        if isinstance(page, CampaignPage):
            self._campaign(page)
        elif isinstance(page, EventPage):
            _event(page, content)
        elif isinstance(page, StoryPage):
            self._story(page, content)
        elif isinstance(page, ApplicationFormPage):
            _form(page, content)

    def _campaign(self, page: CampaignPage) -> None:
        page.image = draw("patchwork", "Patchwork of eighteen patterns")
        page.topics = [self.subjects.topics[slug] for slug in CAMPAIGN_TOPICS]
        page.partners = [
            CampaignPartner(organisation=self.organisations[domain], role=role, sort_order=order)
            for order, (domain, role) in enumerate(PARTNERS.items())
        ]
        page.petitions = [
            CampaignPetition(petition=_source(PetitionPage, key, page), sort_order=order)
            for order, key in enumerate(CAMPAIGN_PETITIONS)
        ]
        page.notes = [
            CampaignNote(note=_source(GuidanceNotePage, key, page), sort_order=order)
            for order, key in enumerate(CAMPAIGN_NOTES)
        ]

    def _story(self, page: Any, content: PageContent) -> None:
        facts = STORY_FACTS[content.key]
        page.date = days_ago(content.published).date()
        page.image = draw(*facts.drawing)
        page.organisation = self.organisations[facts.organisation]
        page.topics = [self.subjects.topics[slug] for slug in facts.topics]
        page.countries = facts.countries
        page.campaigns = [StoryCampaign(campaign=_source(CampaignPage, CAMPAIGN.key, page))]


def _source(kind: Any, key: str, page: Any) -> Any:
    """Return the page `key` in the language of `page`."""
    return kind.objects.get(translation_key=key_of(key), locale=page.locale)


def _event(page: EventPage, content: PageContent) -> None:
    page.campaigns = [EventCampaign(campaign=_source(CampaignPage, CAMPAIGN.key, page))]
    if content.key in REGISTRATIONS:
        page.registration_page = _source(ApplicationFormPage, REGISTRATIONS[content.key], page)
    page.sessions = [
        _session(session, page, f"{content.key}/sessions/{order}", order)
        for order, session in enumerate(SESSIONS[content.key])
    ]


def _session(session: SessionContent, page: EventPage, name: str, order: int) -> EventSession:
    return EventSession(
        locale=page.locale,
        translation_key=key_of(name),
        sort_order=order,
        title=session.title,
        starts_on=first_thursday(session.days) + timedelta(days=session.later),
        starts_at=time.fromisoformat(session.starts_at),
        ends_at=time.fromisoformat(session.ends_at),
        time_zone=session.time_zone,
        place=session.place,
        languages=session.languages,
    )


def first_thursday(days: int) -> date:
    """Return the first Thursday that is so many days after today or later."""
    day = days_ago(-days).date()
    return day + timedelta(days=(_THURSDAY - day.weekday()) % 7)


def _form(page: ApplicationFormPage, content: PageContent) -> None:
    page.form_fields = [
        _question(question, page, f"{content.key}/questions/{question.key}", order)
        for order, question in enumerate(QUESTIONS[content.key])
    ]


def _question(
    question: Question, page: ApplicationFormPage, name: str, order: int
) -> ApplicationField:
    choices = [choice(text) for text in question.choices]
    return ApplicationField(
        locale=page.locale,
        translation_key=key_of(name),
        sort_order=order,
        label=question.label,
        help_text=question.help_text,
        field_type=question.kind,
        required=question.required,
        role=question.role,
        choices=stream(choices, name, {}, {}),
    )
