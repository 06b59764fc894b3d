"""The models of campaigns: organisations, and what they do together."""

from campaigns.models.application_pages import ApplicationFormPage
from campaigns.models.application_questions import ApplicationField
from campaigns.models.applications import (
    Application,
    ApplicationFile,
    ApplicationForm,
    ApplicationNote,
)
from campaigns.models.campaign_index import CampaignIndexPage
from campaigns.models.campaign_parts import CampaignNote, CampaignPartner, CampaignPetition
from campaigns.models.campaigns import CampaignPage, State
from campaigns.models.event_lists import EventIndexPage
from campaigns.models.event_pages import EventCampaign, EventPage
from campaigns.models.event_questions import EventQuestion
from campaigns.models.event_schedule import Event, ScheduledSession
from campaigns.models.event_sessions import EventSession
from campaigns.models.imports import ImportRow, OrganisationImport
from campaigns.models.organisation_parts import Liaison, Membership, OrganisationNote
from campaigns.models.organisations import Organisation, OrganisationIndexPage
from campaigns.models.sent_stories import SentPicture, SentStory
from campaigns.models.stories import StoryCampaign, StoryIndexPage, StoryPage
from campaigns.models.updates import CampaignUpdatePage

__all__ = [
    "Application",
    "ApplicationField",
    "ApplicationFile",
    "ApplicationForm",
    "ApplicationFormPage",
    "ApplicationNote",
    "CampaignIndexPage",
    "CampaignNote",
    "CampaignPage",
    "CampaignPartner",
    "CampaignPetition",
    "CampaignUpdatePage",
    "Event",
    "EventCampaign",
    "EventIndexPage",
    "EventPage",
    "EventQuestion",
    "EventSession",
    "ImportRow",
    "Liaison",
    "Membership",
    "Organisation",
    "OrganisationImport",
    "OrganisationIndexPage",
    "OrganisationNote",
    "ScheduledSession",
    "SentPicture",
    "SentStory",
    "State",
    "StoryCampaign",
    "StoryIndexPage",
    "StoryPage",
]
