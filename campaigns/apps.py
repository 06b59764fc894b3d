"""Campaigns that many organisations run together."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Campaign pages; may import petitions, resources and core."""

    name = "campaigns"
    verbose_name = _("Campaigns")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what events add to publishing, deleting and the daily work."""
        from campaigns.events import housekeeping, receivers  # noqa: F401
        from campaigns.events.readiness import divide_events

        divide_events()
