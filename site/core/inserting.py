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
from django.db.models import (
    AutoField,
    BooleanField,
    CharField,
    Field,
    IntegerField,
    Model,
    TextField,
)

Fields = tuple[Field, ...]
# What stands for each value of a row.
Marks = tuple[str, ...]

# Values of these types every database takes as they are; Django asks each field about each.
_PLAIN: dict[type, tuple[type[Field], ...]] = {
    str: (CharField, TextField),
    int: (IntegerField, AutoField),
    bool: (BooleanField,),
}


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one model in one statement. Without any, nothing is sent."""
    if not rows:
        return
    fields = _concrete_fields(type(rows[0]))
    values = [value for row in rows for value in _values(row, fields)]
    _execute(f"{_into(fields)} VALUES {', '.join([_row_of(fields)] * len(rows))}", values)


def insert_first(first: Model, *, then: Sequence[Model], otherwise: Model) -> None:
    """Insert `first` and with it `then`; `otherwise` alone if `first` breaks a unique constraint.

    All of it or nothing. PostgreSQL does it in one statement, which is a transaction
    by itself: no lock waits for a web process to have its turn, and what was done
    cannot be told from the number of statements.
    """
    if connection.vendor == "postgresql":
        _insert_in_one_statement([first, *then, otherwise])
        return
    fields = _concrete_fields(type(first))
    with transaction.atomic():
        is_first = _execute(
            f"{_into(fields)} VALUES {_row_of(fields)} ON CONFLICT DO NOTHING",
            _values(first, fields),
        )
        for _model, rows in groupby(then if is_first else [otherwise], type):
            insert(list(rows))


def _insert_in_one_statement(rows: Sequence[Model]) -> None:
    """Insert the first of the rows and those between, or else the last."""
    values: list[Any] = []
    marks = []
    for row in rows:
        fields = _concrete_fields(type(row))
        of_row = _values(row, fields)
        marks.append(_marks(fields, of_row, type(rows[0])))
        # The driver remembers how a statement is taken apart if it has 50 values at most.
        values += [value for value, mark in zip(of_row, marks[-1], strict=True) if mark == "%s"]
    _execute(_one_statement(tuple(type(row) for row in rows), tuple(marks)), values)


def _marks(fields: Fields, values: Sequence[Any], first: type[Model]) -> Marks:
    """Return what stands for each value: nothing is sent for those that are known there."""
    return tuple(
        "NULL" if value is None else "first.pk" if field.related_model is first else "%s"
        for field, value in zip(fields, values, strict=True)
    )


@cache
def _one_statement(models: tuple[type[Model], ...], marks: tuple[Marks, ...]) -> str:
    """Return the statement for one row of each model: first, then, otherwise."""
    first, *then, otherwise = (_concrete_fields(model) for model in models)
    listed = [", ".join(of_row) for of_row in marks]
    key = _quoted(models[0]._meta.pk.column)
    parts = [
        f"first AS ({_into(first)} VALUES ({listed[0]})"
        f" ON CONFLICT DO NOTHING RETURNING {key} AS pk)"
    ]
    for number, fields in enumerate(then, start=1):
        select = f"SELECT {listed[number]} FROM first"  # noqa: S608
        parts.append(f"then{number} AS ({_into(fields)} {select})")
    return (
        f"WITH {', '.join(parts)} "
        f"{_into(otherwise)} SELECT {listed[-1]} WHERE NOT EXISTS (TABLE first)"
    )


def _execute(statement: str, values: Sequence[Any]) -> int:
    """Send a statement; return the number of rows it has changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@cache
def _concrete_fields(model: type[Model]) -> Fields:
    fields = model._meta.concrete_fields
    return tuple(field for field in fields if not isinstance(field, AutoField))


def _values(row: Model, fields: Fields) -> list[Any]:
    values = vars(row)
    return [
        value
        if type(value := values[field.attname]) is plain or value is None
        else field.get_db_prep_save(value, connection)
        for field, plain in zip(fields, _plain_types(fields), strict=True)
    ]


@cache
def _plain_types(fields: Fields) -> tuple[type | None, ...]:
    """Return the type of each field's plain values."""
    return tuple(
        next((plain for plain, kinds in _PLAIN.items() if isinstance(field, kinds)), None)
        for field in (getattr(field, "target_field", field) for field in fields)
    )


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


@cache
def _row_of(fields: Fields) -> str:
    return f"({', '.join(['%s'] * len(fields))})"


@cache
def _into(fields: Fields) -> str:
    columns = ", ".join(_quoted(field.column) for field in fields)
    return f"INSERT INTO {_quoted(fields[0].model._meta.db_table)} ({columns})"
