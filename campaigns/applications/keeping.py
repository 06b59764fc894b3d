"""Storing files: for an application, or for a while until the rest of its form is right."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.db.models import Sum
from django.utils import timezone

from campaigns.applications.fields import Files, Kept
from campaigns.models.applications import Application, ApplicationFile, ApplicationForm

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


def store(
    form: ApplicationForm,
    field: str,
    upload: UploadedFile,
    kind: str,
    application: Application | None = None,
) -> ApplicationFile:
    """Store a file whose kind is known, under a name of our own."""
    row = ApplicationFile(
        form=form,
        application=application,
        field=field,
        name=_shown_name(upload.name or ""),
        kind=kind,
        size=upload.size or 0,
        sha256=sha256_of(upload),
    )
    row.file.save("", upload, save=False)
    row.save(force_insert=True)
    return row


def store_copy(row: ApplicationFile, application: Application) -> ApplicationFile:
    """Store the content of a row once more, for another application."""
    with row.file.open("rb") as content:
        copy = ApplicationFile(
            form_id=row.form_id,
            application=application,
            field=row.field,
            name=row.name,
            kind=row.kind,
            size=row.size,
            sha256=row.sha256,
        )
        copy.file.save("", File(content), save=False)
    copy.save(force_insert=True)
    return copy


def finder(form: ApplicationForm, field: str) -> Callable[[str], ApplicationFile | None]:
    """Return what finds a file of one question by what the form carries of it."""

    def find(token: str) -> ApplicationFile | None:
        try:
            key = UUID(_signer.unsign(token))
        except (BadSignature, ValueError):
            return None
        # One that an application has already is found, too: the button was pressed twice.
        return ApplicationFile.objects.filter(
            pk=key, form=form.pk, field=field, created_at__gt=timezone.now() - WAITS
        ).first()

    return find


def keep(form: ApplicationForm, field: str, files: Files) -> list[Kept]:
    """Store what is good of a form with mistakes, if there is room. Return all that is kept."""
    rows = list(files.rows)
    if form.pk is not None:
        for taken in files.taken:
            if not _has_room(taken.upload.size or 0):
                break
            rows.append(store(form, field, taken.upload, taken.kind))
    return [Kept(_signer.sign(row.pk.hex), row.name, row.size) for row in rows]


def _has_room(size: int) -> bool:
    waiting = ApplicationFile.objects.filter(application=None)
    used: int = waiting.aggregate(used=Sum("size", default=0))["used"]
    return used + size <= MOST_WAITING


def _shown_name(name: str) -> str:
    """Return a name that can be shown on one line and stored; its end tells most."""
    visible = "".join(mark for mark in name if mark.isprintable()).strip()
    return visible[-255:]
