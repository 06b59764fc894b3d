"""Campaigns that many organisations run together."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Campaign pages and organisations; may import petitions, resources and core."""

    name = "campaigns"
    verbose_name = _("Campaigns")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what campaigns add to publishing, deleting, searching, mail and daily work."""
        from campaigns import housekeeping, receivers  # noqa: F401
        from campaigns.applications import housekeeping as of_applications  # noqa: F401
        from campaigns.applications import mail  # noqa: F401
        from campaigns.applications import receivers as applications  # noqa: F401
        from campaigns.applications.readiness import divide_forms
        from campaigns.directory.finder import OrganisationFinder
        from campaigns.events import housekeeping as of_events  # noqa: F401
        from campaigns.events import receivers as events  # noqa: F401
        from campaigns.events.readiness import divide_events
        from campaigns.stories import housekeeping as of_stories  # noqa: F401
        from campaigns.stories import mail as mail_of_stories  # noqa: F401
        from campaigns.stories import receivers as stories  # noqa: F401
        from core.finding.finders import register_finder

        register_finder(OrganisationFinder())
        divide_events()
        divide_forms()
