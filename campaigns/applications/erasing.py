"""Erasing: what is kept no longer, with its files, notes and mails."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.applications.keeping import WAITS
from campaigns.applications.mail import reference
from campaigns.models.applications import (
    Application,
    ApplicationFile,
    ApplicationForm,
    private_files,
)
from core.mail.queue import forget_mail


def erase(application_id: UUID, user: Any = None) -> bool:
    """Delete an application with all that belongs to it. True if it was there."""
    with transaction.atomic():
        application = (
            Application.objects.select_for_update(of=("self",))
            .select_related("form")
            .filter(pk=application_id)
            .first()
        )
        if application is None:
            return False
        names = list(application.files.values_list("file", flat=True))
        forget_mail(reference(application))
        # On the form, and without a word about whom.
        log(instance=application.form, action="campaigns.applications.erase", user=user)
        application.delete()
    _delete(private_files(), names)
    return True


def erase_expired() -> tuple[int, int]:
    """Erase what is kept no longer. Return the numbers of applications and of other files."""
    now = timezone.now()
    erased = 0
    # By the record, which is there when the page is not.
    for form in ApplicationForm.objects.all():
        old = form.applications.filter(created_at__lt=now - timedelta(days=form.keep_days))
        erased += sum(erase(pk) for pk in old.values_list("pk", flat=True))
    return erased, _erase_waiting() + _erase_unknown()


def _erase_waiting() -> int:
    """Erase files whose form never came."""
    old = ApplicationFile.objects.filter(application=None, created_at__lt=timezone.now() - WAITS)
    erased = 0
    for row in old:
        # Unless its form comes this moment.
        if ApplicationFile.objects.filter(pk=row.pk, application=None).delete()[0]:
            _delete(private_files(), [str(row.file.name)])
            erased += 1
    return erased


def _erase_unknown() -> int:
    """Erase what lies in the storage without a row: something broke off between the two."""
    storage, limit, erased = private_files(), timezone.now() - WAITS, 0
    for directory in _directories(storage):
        names = [f"{directory}/{name}" for name in storage.listdir(directory)[1]]
        known = set(ApplicationFile.objects.filter(file__in=names).values_list("file", flat=True))
        unknown = [name for name in names if name not in known]
        old = [name for name in unknown if storage.get_modified_time(name) < limit]
        _delete(storage, old)
        erased += len(old)
    return erased


def _directories(storage: Storage) -> list[str]:
    try:
        return storage.listdir("")[0]
    except FileNotFoundError:
        # Nobody has sent a file yet.
        return []


def _delete(storage: Storage, names: list[str]) -> None:
    for name in names:
        storage.delete(name)
