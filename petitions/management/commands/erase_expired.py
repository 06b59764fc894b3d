"""Erase what is kept no longer."""

from typing import Any

from django.core.management.base import BaseCommand

from petitions.erasing import erase_expired


class Command(BaseCommand):
    """Erases signatures never confirmed or withdrawn a while ago, and old records of mails."""

    help = (
        "Erase signatures that nobody confirmed in time or that were withdrawn a while ago, "
        "and records of mails that are no longer needed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        signatures, mails = erase_expired()
        self.stdout.write(f"Erased {signatures} signatures and {mails} records of mails.")
