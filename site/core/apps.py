"""What every page shares."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base page, blocks, site settings, mail."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, and what follows a page that is deleted."""
        from core import checks, libraries  # noqa: F401
        from core.sharing import cards  # noqa: F401
