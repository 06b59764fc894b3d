"""Campaigns: application forms and what comes in through them."""

from campaigns.models.application_pages import ApplicationField, ApplicationFormPage
from campaigns.models.applications import (
    Application,
    ApplicationFile,
    ApplicationForm,
    ApplicationNote,
)

__all__ = [
    "Application",
    "ApplicationField",
    "ApplicationFile",
    "ApplicationForm",
    "ApplicationFormPage",
    "ApplicationNote",
]
