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

ROOT = Path(__file__).parent.parent
DIRECTORY = ROOT / ".pytest_cache" / "databases"


def kept_database() -> Path:
    """Return where the database is kept that the migrations of this checkout make.

    Those of the libraries are told by their locked versions.
    """
    digest = hashlib.sha256(django.__version__.encode())
    migrations = sorted(ROOT.glob("**/migrations/*.py"))
    for path in (ROOT / "requirements.txt", *migrations):
        if ".venv" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
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
