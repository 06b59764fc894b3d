"""The index with which PostgreSQL finds parts of names among a million."""

from typing import Any

from django.db import DatabaseError, migrations

# The text in which `core.admin.searching` looks for words, as `icontains` compares it.
NAMES = "upper(' ' || given_name || ' ' || family_name || ' ' || organisation_name)"

# What signers wait for is put into the index in small lots (kB).
INDEX = f"""
    CREATE INDEX CONCURRENTLY signature_names ON petitions_signature
    USING gin (({NAMES}) gin_trgm_ops) WITH (gin_pending_list_limit = 128)
"""
# A rare name that is among a hundred examples is taken for one in a hundred, and the planner
# would read all signatures, newest first, until it has met enough of them.
EXAMPLES = "ALTER INDEX signature_names ALTER COLUMN 1 SET STATISTICS 1000"
# Tells the planner how many addresses a part of one is in. Costs signers nothing.
STATISTICS = """
    CREATE STATISTICS IF NOT EXISTS signature_addresses ON (upper(email)) FROM petitions_signature
"""


def make(apps: Any, schema_editor: Any) -> None:
    """Make it where it can be made; without it the search finds the same, only slower."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(STATISTICS)
    try:
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        # One that was broken off halfway is there, and of no use.
        schema_editor.execute("DROP INDEX CONCURRENTLY IF EXISTS signature_names")
        schema_editor.execute(INDEX)
        schema_editor.execute(EXAMPLES)
    except DatabaseError as error:
        print(f"\n    Names will be found slowly, see docs/operators.md: {error}", end="")
    schema_editor.execute("ANALYZE petitions_signature")


def remove(apps: Any, schema_editor: Any) -> None:
    """Leave the extension, which others may use."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX CONCURRENTLY IF EXISTS signature_names")
        schema_editor.execute("DROP STATISTICS IF EXISTS signature_addresses")


class Migration(migrations.Migration):
    # Nobody who signs waits while it is made, which forbids a transaction.
    atomic = False

    dependencies = [("petitions", "0011_staff_lists")]

    operations = [migrations.RunPython(make, remove)]
