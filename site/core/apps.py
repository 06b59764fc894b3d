"""What every page shares."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base page, blocks, site settings, mail."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, and the pages with the search of the site."""
        from core import checks  # noqa: F401
        from core.finding.finders import register_finder
        from core.finding.pages import PageFinder

        register_finder(PageFinder())
