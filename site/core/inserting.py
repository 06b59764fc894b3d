"""Inserting a few rows in one statement, on paths that carry a rush.

The same as `bulk_create`, which takes several times as long to put a statement
together as the database takes to carry it out; and it tells whether a row went
in where one was there already, which `bulk_create` cannot. No signals are sent,
and keys that the database makes are not set on the rows.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import AutoField, Field, Model

Fields = tuple[Field, ...]


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one model in one statement. Without any, nothing is sent."""
    if not rows:
        return
    fields = _concrete_fields(type(rows[0]))
    marks = ", ".join([f"({_marks(fields)})"] * len(rows))
    values = [value for row in rows for value in _values(row, fields)]
    with connection.cursor() as cursor:
        cursor.execute(f"{_into(fields)} VALUES {marks}", values)


def insert_first(row: Model, unless_taken: tuple[str, ...], *others: Model) -> bool:
    """Insert a row, and others that belong to it; all or none. Return whether they went in.

    `unless_taken` names the fields of a unique constraint: where a row has the same
    values already, nothing is inserted. Of two such rows at once the second waits
    for the first.

    PostgreSQL does it in one statement, which is a transaction by itself: no lock
    is held while the database waits for a web process, which may wait for its turn.
    """
    if connection.vendor == "postgresql":
        rows = (row, *others)
        fields = tuple(map(_filled_fields, rows))
        values = [
            value for each, own in zip(rows, fields, strict=True) for value in _values(each, own)
        ]
        with connection.cursor() as cursor:
            cursor.execute(_together(fields, unless_taken), values)
            return bool(cursor.fetchone()[0])
    with transaction.atomic(), connection.cursor() as cursor:
        first = _filled_fields(row)
        cursor.execute(_unless_there(first, unless_taken), _values(row, first))
        went_in = bool(cursor.rowcount)
        if went_in:
            for other in others:
                insert([other])
        return went_in


@cache
def _concrete_fields(model: type[Model]) -> Fields:
    fields = model._meta.concrete_fields
    return tuple(field for field in fields if not isinstance(field, AutoField))


def _filled_fields(row: Model) -> Fields:
    """Leave out what is NULL without being named.

    Above fifty values, psycopg takes every statement apart anew.
    """
    values = vars(row)
    return tuple(
        field for field in _concrete_fields(type(row)) if values[field.attname] is not None
    )


def _values(row: Model, fields: Fields) -> list[Any]:
    values = vars(row)
    return [field.get_db_prep_save(values[field.attname], connection) for field in fields]


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


@cache
def _into(fields: Fields) -> str:
    columns = ", ".join(_quoted(field.column) for field in fields)
    return f"INSERT INTO {_quoted(fields[0].model._meta.db_table)} ({columns})"


def _marks(fields: Fields) -> str:
    return ", ".join(["%s"] * len(fields))


@cache
def _unless_there(fields: Fields, unless_taken: tuple[str, ...]) -> str:
    """Return the statement that inserts one row unless there is one like it."""
    taken = ", ".join(_quoted(field.column) for field in fields if field.name in unless_taken)
    return f"{_into(fields)} VALUES ({_marks(fields)}) ON CONFLICT ({taken}) DO NOTHING"


@cache
def _together(fields: tuple[Fields, ...], unless_taken: tuple[str, ...]) -> str:
    """Return the statement that inserts a row and what belongs to it."""
    parts = [f"first AS ({_unless_there(fields[0], unless_taken)} RETURNING 1)"]
    for number, own in enumerate(fields[1:]):
        insertion = f"{_into(own)} SELECT {_marks(own)} FROM first"  # noqa: S608
        parts.append(f"other{number} AS ({insertion})")
    return f"WITH {', '.join(parts)} SELECT EXISTS (SELECT FROM first)"  # noqa: S608
