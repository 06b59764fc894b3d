"""Inserting a few rows in one statement, on paths that carry a rush.

The same as `bulk_create`, which takes several times as long to put a statement
together as the database takes to carry it out. No signals are sent, and keys
that the database makes are not set on the rows.
"""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import AutoField, Field, Model

Fields = tuple[Field, ...]


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one model in one statement. Without any, nothing is sent."""
    if not rows:
        return
    fields = _concrete_fields(type(rows[0]))
    values = ", ".join([f"({_marks(fields)})"] * len(rows))
    _execute(f"{_into(fields)} VALUES {values}", rows)


def insert_first(first: Model, *, then: Sequence[Model], otherwise: Model) -> None:
    """Insert `first` and with it `then`; `otherwise` alone if `first` breaks a unique constraint.

    All of it or nothing. PostgreSQL does it in one statement, which is a transaction
    by itself: no lock waits for a web process to have its turn, and what was done
    cannot be told from the number of statements.
    """
    if connection.vendor == "postgresql":
        models = tuple(type(row) for row in (first, *then, otherwise))
        _execute(_first_in_one_statement(models), [first, *then, otherwise])
        return
    fields = _concrete_fields(type(first))
    with transaction.atomic():
        is_first = _execute(
            f"{_into(fields)} VALUES ({_marks(fields)}) ON CONFLICT DO NOTHING", [first]
        )
        for _model, rows in groupby(then if is_first else [otherwise], type):
            insert(list(rows))


@cache
def _first_in_one_statement(models: tuple[type[Model], ...]) -> str:
    """Return the statement for one row of each of the models: first, then, otherwise."""
    first, *then, otherwise = (_concrete_fields(model) for model in models)
    parts = [
        f"first AS ({_into(first)} VALUES ({_marks(first)}) ON CONFLICT DO NOTHING RETURNING 1)"
    ]
    for number, fields in enumerate(then):
        parts.append(
            f"then{number} AS ({_into(fields)} SELECT {_marks(fields)} WHERE EXISTS (TABLE first))"
        )
    return (
        f"WITH {', '.join(parts)} "
        f"{_into(otherwise)} SELECT {_marks(otherwise)} WHERE NOT EXISTS (TABLE first)"
    )


def _execute(statement: str, rows: Sequence[Model]) -> int:
    """Send a statement with the values of all rows; return the number of rows it has changed."""
    values = [value for row in rows for value in _values(row, _concrete_fields(type(row)))]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@cache
def _concrete_fields(model: type[Model]) -> Fields:
    fields = model._meta.concrete_fields
    return tuple(field for field in fields if not isinstance(field, AutoField))


def _values(row: Model, fields: Fields) -> list[Any]:
    values = vars(row)
    return [field.get_db_prep_save(values[field.attname], connection) for field in fields]


def _marks(fields: Fields) -> str:
    return ", ".join(["%s"] * len(fields))


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


@cache
def _into(fields: Fields) -> str:
    columns = ", ".join(_quoted(field.column) for field in fields)
    return f"INSERT INTO {_quoted(fields[0].model._meta.db_table)} ({columns})"
