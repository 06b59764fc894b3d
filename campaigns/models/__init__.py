"""The models of campaigns: organisations, and what they do together."""

from campaigns.models.campaigns import (
    CampaignIndexPage,
    CampaignNote,
    CampaignPage,
    CampaignPartner,
    CampaignPetition,
    State,
)
from campaigns.models.imports import ImportRow, OrganisationImport
from campaigns.models.organisations import (
    Liaison,
    Membership,
    Organisation,
    OrganisationIndexPage,
    OrganisationNote,
)
from campaigns.models.updates import CampaignUpdatePage

__all__ = [
    "CampaignIndexPage",
    "CampaignNote",
    "CampaignPage",
    "CampaignPartner",
    "CampaignPetition",
    "CampaignUpdatePage",
    "ImportRow",
    "Liaison",
    "Membership",
    "Organisation",
    "OrganisationImport",
    "OrganisationIndexPage",
    "OrganisationNote",
    "State",
]
