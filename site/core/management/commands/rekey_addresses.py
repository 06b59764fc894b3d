"""Recognise everybody again under another EMAIL_KEY_SECRET."""

from typing import Any

from django.core.management.base import BaseCommand

from core.rekeying import keyed_models, rekey


class Command(BaseCommand):
    """For the day on which the secret was lost or replaced. Stop web and worker first."""

    help = (
        "Make the keys of all mailboxes anew with the EMAIL_KEY_SECRET of today, so that nobody "
        "can sign a second time. Stop web and worker before; may be broken off and repeated."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all that has a key."""
        for model in keyed_models():
            rekeyed = rekey(model)
            said = f"{model._meta.label}: {rekeyed.changed} have a new key"
            if rekeyed.double:
                said += f", {rekeyed.double} keep the old: the mailbox is there under both"
            self.stdout.write(f"{said}.")
