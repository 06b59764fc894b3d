"""The migrated SQLite database, kept between test runs: migrating takes longer than most tests.

It lies in pytest's cache directory, under a name that says which migrations
made it; `make clean` removes it.
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import django
from django.apps import apps

DIRECTORY = Path(__file__).parent.parent / ".pytest_cache" / "databases"


def kept_database() -> Path:
    """Return where the database is kept that the migrations of this checkout make."""
    digest = hashlib.sha256(django.__version__.encode())
    folders = [Path(app.path) for app in apps.get_app_configs()]
    for path in sorted(path for folder in folders for path in folder.glob("migrations/*.py")):
        digest.update(str(path).encode() + path.read_bytes())
    return DIRECTORY / f"{digest.hexdigest()}.sqlite3"


def keep(database: str) -> None:
    """Keep a copy of a database that has just been migrated, and none of other migrations."""
    kept = kept_database()
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    for other in DIRECTORY.glob("*.sqlite3"):
        other.unlink(missing_ok=True)
    made = kept.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(database) as connection:
        connection.execute("VACUUM INTO ?", (str(made),))
    # At once: another process of the same run never sees half of it.
    made.replace(kept)


def take(database: str) -> bool:
    """Put the database that is kept where the tests look for theirs; False if there is none."""
    kept = kept_database()
    try:
        shutil.copyfile(kept, database)
    except FileNotFoundError:
        return False
    return True
