"""The translators' workplace."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslatorsConfig(AppConfig):
    """What waits to be translated, for whom, and what may go live."""

    name = "translators"
    verbose_name = _("Translations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what translations add to publishing, to languages and to the worker."""
        from translators import (  # noqa: F401
            cleared_choices,
            deleting,
            digest,
            early_refusal,
            housekeeping,
            lost_files,
            machine,
            privacy,
            receivers,
        )
