"""Inserting a few rows in one statement, on paths that carry a rush.

The same as `bulk_create`, which takes several times as long to put a statement
together as the database takes to carry it out. No signals are sent, and keys
that the database makes are not set on the rows.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model

Fields = tuple[Field, ...]


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one model in one statement. Without any, nothing is sent."""
    if not rows:
        return
    fields = _concrete_fields(type(rows[0]))
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    values = [value for row in rows for value in _values(row, fields)]
    with connection.cursor() as cursor:
        cursor.execute(f"{_into(fields)} VALUES {marks}", values)


@cache
def _concrete_fields(model: type[Model]) -> Fields:
    fields = model._meta.concrete_fields
    return tuple(field for field in fields if not isinstance(field, AutoField))


def _values(row: Model, fields: Fields) -> list[Any]:
    values = vars(row)
    return [field.get_db_prep_save(values[field.attname], connection) for field in fields]


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


@cache
def _into(fields: Fields) -> str:
    columns = ", ".join(_quoted(field.column) for field in fields)
    return f"INSERT INTO {_quoted(fields[0].model._meta.db_table)} ({columns})"
