"""Compare the counters with the signatures."""

import sys
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from petitions.counting import reconcile
from petitions.models import Petition


class Command(BaseCommand):
    """Repairs each counter that differs from its rows, and says so."""

    help = "Compare every petition's counter with its signatures, and repair what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which petition, and whether only to look."""
        parser.add_argument("--petition", type=UUID, help="only the petition with this UUID")
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; exit with status 1 if something differs",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the petitions."""
        petitions = Petition.objects.order_by("pk")
        if options["petition"]:
            petitions = petitions.filter(uuid=options["petition"])
            if not petitions:
                raise CommandError(f"There is no petition {options['petition']}.")
        differing = sum(self._compare(petition, options["check"]) for petition in petitions)
        if not differing:
            self.stdout.write(f"All counts agree ({len(petitions)} petitions).")
        elif options["check"]:
            sys.exit(1)

    @transaction.atomic
    def _compare(self, petition: Petition, is_check: bool) -> bool:
        wrong = reconcile(petition.pk)
        if is_check:
            # The same comparison, under the same lock, without its effect.
            transaction.set_rollback(True)
        ending = "not repaired" if is_check else "repaired"
        for name, (stored, counted) in wrong.items():
            self.stdout.write(
                f"{petition.title} ({petition.uuid}): {name} stood at {stored}, "
                f"its rows say {counted}; {ending}."
            )
        return bool(wrong)
