"""Campaigns that many organisations run together."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Campaign pages and organisations; may import petitions, resources and core."""

    name = "campaigns"
    verbose_name = _("Campaigns")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what campaigns add to publishing, saving, searching and the daily work."""
        from campaigns import housekeeping, receivers  # noqa: F401
        from campaigns.directory.finder import OrganisationFinder
        from campaigns.events import housekeeping as event_housekeeping  # noqa: F401
        from campaigns.events import receivers as event_receivers  # noqa: F401
        from campaigns.events.readiness import divide_events
        from core.finding.finders import register_finder

        register_finder(OrganisationFinder())
        divide_events()
