"""Export signatures as CSV."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from petitions.exporting import csv_lines, log_export
from petitions.models import Petition, Signature


class Command(BaseCommand):
    """Writes signatures as CSV. The export is logged, as in the admin."""

    help = "Write signatures as CSV, UTF-8, one header row. The export is logged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which signatures, and where to."""
        parser.add_argument("--petition", type=UUID, help="only the petition with this UUID")
        parser.add_argument(
            "--status",
            nargs="+",
            action="extend",
            choices=Signature.Status.values,
            help="only signatures in these states",
        )
        parser.add_argument(
            "--output", default="-", help="a file that does not exist yet, or - for the screen"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Log, then write."""
        signatures = Signature.objects.all()
        filters: dict[str, Any] = {"command": "export_signatures"}
        if options["petition"]:
            petition = Petition.objects.filter(uuid=options["petition"]).first()
            if petition is None:
                raise CommandError(f"There is no petition {options['petition']}.")
            signatures = signatures.filter(petition=petition)
            filters["petition"] = str(petition.uuid)
        if options["status"]:
            signatures = signatures.filter(status__in=options["status"])
            filters["status"] = options["status"]
        with self._output(options["output"]) as output:
            numbers = log_export(signatures, None, filters)
            for line in csv_lines(signatures):
                output.write(line)
        self.stderr.write(f"{sum(numbers.values())} signatures exported.")

    @contextmanager
    def _output(self, name: str) -> Iterator[TextIO]:
        """Open the file for its owner alone: it holds names and addresses."""
        if name == "-":
            # Lines end as CSV ends them; the wrapper would add to them.
            yield cast(TextIO, self.stdout._out)
            return
        try:
            descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{name} cannot be written: {error.strerror}.") from error
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as output:
            yield output
