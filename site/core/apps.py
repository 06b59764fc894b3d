"""What every page shares."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base page, blocks, site settings, mail."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from core import checks  # noqa: F401
