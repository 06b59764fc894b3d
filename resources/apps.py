"""Guidance notes and what belongs to them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """Guidance notes, their editions, and what readers say of them."""

    name = "resources"
    verbose_name = _("Guidance")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what notes add to publishing."""
        from resources import receivers  # noqa: F401
        from resources.commenting import housekeeping, mail  # noqa: F401
        from resources.models import GuidanceNotePage
        from resources.pdf import making  # noqa: F401
        from resources.publishing import objections
        from resources.readiness import divide_notes
        from translators.publishing import object_to

        divide_notes()
        object_to(GuidanceNotePage, objections)
