"""Send the mail that is due now, once."""

from typing import Any

from django.core.management.base import BaseCommand

from core.mail.sending import drain


class Command(BaseCommand):
    """For cron, for tests, and for looking at what the worker would do."""

    help = "Send all mail that is due now, with what makes it due, and end."

    def handle(self, *args: Any, **options: Any) -> None:
        """Drain the queue."""
        self.stdout.write(f"Sent {drain()} mails.")
