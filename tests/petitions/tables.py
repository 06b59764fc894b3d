"""Everything that the database holds, for tests of what must not change or must not stay."""

from typing import Any

from django.db import connection


def all_rows() -> dict[str, list[str]]:
    """Return every row of every table, as text, in an order that does not depend on storage."""
    rows: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = sorted(_readable(row) for row in cursor.fetchall())
    return rows


def tables_with(needle: str) -> set[str]:
    """Return the names of the tables in which `needle` occurs anywhere, in either case."""
    return {
        table
        for table, rows in all_rows().items()
        if any(needle.casefold() in row.casefold() for row in rows)
    }


def _readable(row: tuple[Any, ...]) -> str:
    return repr(tuple(bytes(v) if isinstance(v, memoryview) else v for v in row))
