"""Compile the message catalogues, without GNU gettext on the machine."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Writes a .mo file beside each .po file in locale/ that is newer than it."""

    help = "Compile the message catalogues in locale/."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what has changed."""
        for directory in settings.LOCALE_PATHS:
            for source in sorted(Path(directory).glob("*/LC_MESSAGES/*.po")):
                target = source.with_suffix(".mo")
                if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                    continue
                try:
                    catalogue = polib.pofile(str(source))
                except (OSError, UnicodeDecodeError) as error:
                    raise CommandError(
                        f"The catalogue {source.name} of {source.parts[-3]} cannot be read: {error}"
                    ) from error
                # Under its final name only when whole: two starts at once may compile it.
                partial = target.with_suffix(".partial")
                catalogue.save_as_mofile(str(partial))
                partial.replace(target)
                self.stdout.write(f"Compiled {source.parts[-3]}.")
