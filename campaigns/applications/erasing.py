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
from campaigns.models.applications import Application, ApplicationForm
from campaigns.models.private_files import kinds_of_files, private_files
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
    delete_files(names)
    return True


def erase_expired() -> tuple[int, int]:
    """Erase what is kept no longer. Return the numbers of applications and of forgotten files.

    Files that belong to nothing go whatever form they came with.
    """
    now = timezone.now()
    erased = 0
    # By the record, which is there when the page is not.
    for form in ApplicationForm.objects.all():
        old = form.applications.filter(created_at__lt=now - timedelta(days=form.keep_days))
        erased += sum(erase(pk) for pk in old.values_list("pk", flat=True))
    return erased, _erase_waiting() + _erase_unknown()


def _erase_waiting() -> int:
    """Erase files whose form never came."""
    erased = 0
    for model in kinds_of_files():
        for row in model.waiting().filter(created_at__lt=timezone.now() - WAITS):
            # Unless its form comes this moment.
            if model.waiting().filter(pk=row.pk).delete()[0]:
                delete_files([str(row.file.name)])
                erased += 1
    return erased


def _erase_unknown() -> int:
    """Erase what lies in the storage without a row: something broke off between the two."""
    storage, limit, erased = private_files(), timezone.now() - WAITS, 0
    for directory in _directories(storage):
        names = [f"{directory}/{name}" for name in storage.listdir(directory)[1]]
        known = _known(names)
        unknown = [name for name in names if name not in known]
        old = [name for name in unknown if storage.get_modified_time(name) < limit]
        delete_files(old)
        erased += len(old)
    return erased


def _known(names: list[str]) -> set[str]:
    found: set[str] = set()
    for model in kinds_of_files():
        rows = model._default_manager.filter(file__in=names)
        found.update(rows.values_list("file", flat=True))
    return found


def _directories(storage: Storage) -> list[str]:
    try:
        return storage.listdir("")[0]
    except FileNotFoundError:
        # Nobody has sent a file yet.
        return []


def delete_files(names: list[str]) -> None:
    """Delete files from the private storage."""
    for name in names:
        private_files().delete(name)
