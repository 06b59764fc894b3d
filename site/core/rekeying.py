"""Recognising mailboxes under another EMAIL_KEY_SECRET.

Every row that has a mailbox's key has its address as well, so the keys can be
made anew; where the address is gone, nobody can tell any more who it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from core.addresses import email_key
from core.batches import BATCH


@dataclass
class Rekeyed:
    """What became of the rows of one kind: how many.

    `changed` have the key of today; `double` could not, because the same
    mailbox is there twice: once under each key.
    """

    changed: int = 0
    double: int = 0


def keyed_models() -> list[type[models.Model]]:
    """Return every model whose rows are recognised by their mailbox."""
    return [
        model
        for model in apps.get_models()
        if {"email", "email_key"} <= {field.name for field in model._meta.get_fields()}
    ]


def rekey(model: type[models.Model]) -> Rekeyed:
    """Give all rows of a model the keys that the secret of today makes. May be repeated."""
    rekeyed = Rekeyed()
    for rows in _batches(model):
        changed = []
        for row in rows:
            key = email_key(row.email)
            if row.email_key != key:
                row.email_key = key
                changed.append(row)
        try:
            with transaction.atomic():
                model._base_manager.bulk_update(changed, ["email_key"])
            rekeyed.changed += len(changed)
        except IntegrityError:
            _one_by_one(changed, rekeyed)
    return rekeyed


def _batches(model: type[models.Model]) -> Iterator[list[Any]]:
    """Yield the rows that have an address, in the order of their keys."""
    rows = model._base_manager.exclude(email="").only("email", "email_key").order_by("pk")
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH])


def _one_by_one(rows: list[Any], rekeyed: Rekeyed) -> None:
    for row in rows:
        try:
            with transaction.atomic():
                row.save(update_fields=["email_key"])
            rekeyed.changed += 1
        except IntegrityError:
            rekeyed.double += 1
