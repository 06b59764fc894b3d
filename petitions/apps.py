"""Petitions and pledges."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    """Petition pages, signatures, counting and mail to signers."""

    name = "petitions"
    verbose_name = _("Petitions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what petitions add to publishing, deleting and mail."""
        from petitions import housekeeping, mail, receivers, repeating  # noqa: F401
        from petitions.readiness import divide_petitions

        divide_petitions()
