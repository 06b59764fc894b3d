"""Storing files: for what they were sent with, or for a while until the rest of the form is right.

A form says where its files belong by the model of their rows, and by the
columns that the rows of one question have in common.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.db.models import Sum
from django.utils import timezone

from campaigns.applications.fields import Files, Kept
from campaigns.models.private_files import PrivateFile, kinds_of_files

# How long a file waits for the rest of its form.
WAITS = timedelta(days=1)
# What all waiting files may take on the disk (bytes): beyond it, people choose theirs again.
MOST_WAITING = 536_870_912

_signer = Signer(salt="campaigns.applications.kept")


def sha256_of(file: Any) -> str:
    """Return the digest of a file's content (hexadecimal), read a piece at a time."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def digests(files: Files) -> list[str]:
    """Return the digests of a question's files, in an order that does not depend on the sender."""
    taken = [sha256_of(taken.upload) for taken in files.taken]
    return sorted(taken + [row.sha256 for row in files.rows])


def store(model: type[PrivateFile], upload: UploadedFile, kind: str, **columns: Any) -> PrivateFile:
    """Store a file whose kind is known, under a name of our own."""
    row = model(
        **columns,
        name=_shown_name(upload.name or ""),
        kind=kind,
        size=upload.size or 0,
        sha256=sha256_of(upload),
    )
    row.file.save("", upload, save=False)
    row.save(force_insert=True)
    return row


@contextmanager
def stored_together() -> Iterator[list[PrivateFile]]:
    """Collect the rows that a transaction stores, and delete their files if it fails.

    The rows are gone with the transaction; what was written to the disk is not.
    """
    stored: list[PrivateFile] = []
    try:
        yield stored
    except BaseException:
        for row in stored:
            row.file.delete(save=False)
        raise


def hand_over(
    files: Files, model: type[PrivateFile], owner: Any, stored: list[PrivateFile], **columns: Any
) -> None:
    """Store the files of a valid answer for `owner`, those from an earlier try among them."""
    owned = {**columns, model.owner: owner}
    for taken in files.taken:
        stored.append(store(model, taken.upload, taken.kind, **owned))
    for row in files.rows:
        # What another owner has already is copied: the button was pressed twice.
        if not model.waiting().filter(pk=row.pk).update(**{model.owner: owner}):
            stored.append(_store_copy(row, **owned))


def _store_copy(row: PrivateFile, **columns: Any) -> PrivateFile:
    with row.file.open("rb") as content:
        copy = type(row)(**columns, name=row.name, kind=row.kind, size=row.size, sha256=row.sha256)
        copy.file.save("", File(content), save=False)
    copy.save(force_insert=True)
    return copy


def finder(model: type[PrivateFile], **columns: Any) -> Callable[[str], PrivateFile | None]:
    """Return what finds a file of one question by what the form carries of it."""

    def find(token: str) -> PrivateFile | None:
        try:
            key = UUID(_signer.unsign(token))
        except (BadSignature, ValueError):
            return None
        # One that has an owner already is found, too: the button was pressed twice.
        rows = model._default_manager.filter(
            pk=key, created_at__gt=timezone.now() - WAITS, **columns
        )
        found: PrivateFile | None = rows.first()
        return found

    return find


def keep(model: type[PrivateFile], files: Files, **columns: Any) -> list[Kept]:
    """Store what is good of a form with mistakes, if there is room. Return all that is kept."""
    rows = list(files.rows)
    for taken in files.taken:
        if not _has_room(taken.upload.size or 0):
            break
        rows.append(store(model, taken.upload, taken.kind, **columns))
    return [Kept(_signer.sign(row.pk.hex), row.name, row.size) for row in rows]


def _has_room(size: int) -> bool:
    used = sum(
        model.waiting().aggregate(used=Sum("size", default=0))["used"] for model in kinds_of_files()
    )
    return bool(used + size <= MOST_WAITING)


def _shown_name(name: str) -> str:
    """Return a name that can be shown on one line and stored; its end tells most."""
    visible = "".join(mark for mark in name if mark.isprintable()).strip()
    return visible[-255:]
