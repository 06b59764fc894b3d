"""Make the table: `python -m bench.plain.prepare`."""

import os

import django
from django.core.management import call_command


def main() -> None:
    """Make it in an empty database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.plain.settings")
    django.setup()
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
