"""`manage.py load_demo`: a site to try out, marked as a demonstration on every page."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.loading import RealContentError, load
from petitions.models import Petition


class Command(BaseCommand):
    """Load the demonstration once."""

    help = (
        "Load the demonstration: pages in every language it is translated into, a petition and "
        "two pledges with invented signatures. On a site with content of its own it does nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, and say what is there."""
        # Wagtail would tell of each of the sixty pages and revisions.
        wagtail = logging.getLogger("wagtail")
        level = wagtail.level
        wagtail.setLevel(logging.WARNING)
        try:
            is_new = load()
        except RealContentError as error:
            raise CommandError(
                "This site has pages or petitions of its own, and the demonstration would mix "
                "with them. Nothing was changed. Load it into an empty database, for example "
                "with another DATA_DIR."
            ) from error
        finally:
            wagtail.setLevel(level)
        if not is_new:
            self.stdout.write("The demonstration is there already. Nothing was changed.")
            return
        self.stdout.write(self.style.SUCCESS("The demonstration is loaded."))
        for petition in Petition.objects.select_related("count").order_by("-created_at"):
            count = petition.count
            self.stdout.write(
                f"  {petition.title}: {count.total:,} of {count.goal:,} ({petition.phase.label})"
            )
