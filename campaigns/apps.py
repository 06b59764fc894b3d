"""Campaigns that many organisations run together."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Campaign pages; may import petitions, resources and core."""

    name = "campaigns"
    verbose_name = _("Campaigns")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what application forms add to publishing, deleting and mail."""
        from campaigns.applications import housekeeping, mail, receivers  # noqa: F401
        from campaigns.applications.readiness import divide_forms

        divide_forms()
