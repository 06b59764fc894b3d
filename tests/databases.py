"""The tests' databases: what is kept of them between runs, and put back between tests.

The migrated SQLite database is kept between runs, because migrating takes longer
than most tests. It lies in pytest's cache directory, under a name that says which
migrations made it; `make clean` removes it.
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import connection, transaction

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


def rows_of_tables() -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each table that has any, under the names of the tables."""
    # As Django's own flush: all tables of models, and no other.
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    filled = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {_quoted(table)})" for table in tables
    )
    rows = {}
    with connection.cursor() as cursor:
        cursor.execute(filled)
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT * FROM {_quoted(table)}")
            rows[table] = cursor.fetchall()
    return rows


def put_back(before: dict[str, list[tuple[Any, ...]]]) -> None:
    """Give the tables the rows again that they had, after a test that has committed others.

    Takes a fraction of the time in which Django empties all two hundred tables
    and loads what migrations had written.
    """
    after = rows_of_tables()
    changed = [
        table for table in {**before, **after} if before.get(table, []) != after.get(table, [])
    ]
    # Foreign keys are looked at when it is committed, so the order is of no account.
    with transaction.atomic(), connection.cursor() as cursor:
        for table in changed:
            cursor.execute(f"DELETE FROM {_quoted(table)}")
        for table in changed:
            if rows := before.get(table):
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", rows)


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
