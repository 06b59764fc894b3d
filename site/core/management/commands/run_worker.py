"""Run the worker until it is told to stop."""

import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core import worker


class Command(BaseCommand):
    """Any number may run beside each other; each takes the batches that no other has."""

    help = "Send queued mail as it comes, and do the daily housekeeping."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file for a health check."""
        parser.add_argument(
            "--alive-file", type=Path, help="Touched in each round, for a health check to look at."
        )

    def handle(self, *args: Any, alive_file: Path | None, **options: Any) -> None:
        """Work until SIGTERM or SIGINT."""
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        self.stdout.write("The worker is running.")
        # Whoever waits for the line reads a pipe, which would keep it back.
        self.stdout.flush()
        worker.run(stopped, alive_file)
