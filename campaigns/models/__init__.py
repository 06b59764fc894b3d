"""The models of campaigns: organisations, and what they do together."""

from campaigns.models.imports import ImportRow, OrganisationImport
from campaigns.models.organisations import (
    Liaison,
    Membership,
    Organisation,
    OrganisationIndexPage,
    OrganisationNote,
)

__all__ = [
    "ImportRow",
    "Liaison",
    "Membership",
    "Organisation",
    "OrganisationImport",
    "OrganisationIndexPage",
    "OrganisationNote",
]
