"""What every page shares."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base page, blocks, site settings, mail."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, the pages with the search of the site, and what follows a
        page that is deleted.
        """
        from core import cdn, checks, libraries  # noqa: F401
        from core.finding.finders import register_finder
        from core.finding.pages import PageFinder
        from core.sharing import cards  # noqa: F401

        register_finder(PageFinder())
