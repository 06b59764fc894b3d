"""Sending an application: the row, its files and its mail, all or nothing, and once."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from campaigns.applications import keeping
from campaigns.applications.answers import Answer
from campaigns.applications.fields import Files
from campaigns.applications.mail import mail_confirmation
from campaigns.models.applications import Application, ApplicationFile, ApplicationForm
from campaigns.models.private_files import PrivateFile
from core.addresses import email_key

# As many applications of one form get a confirmation at one address in a day: whoever writes
# in another's name fills no mailbox. Further ones are marked for staff.
MOST_A_DAY = 5


@dataclass(frozen=True)
class Submission:
    """A valid form."""

    form: ApplicationForm
    language: str
    once: UUID
    answers: list[Answer]
    name: str
    email: str
    flag: str = ""
    # By question.
    files: dict[str, Files] = field(default_factory=dict)


def submit(submission: Submission) -> bool:
    """Store the application and queue its confirmation. False if it is there already."""
    with keeping.stored_together() as stored, transaction.atomic():
        return _submit(submission, stored)


def _submit(submission: Submission, stored: list[PrivateFile]) -> bool:
    key = email_key(submission.email)
    application = Application(
        form=submission.form,
        language=submission.language,
        name=submission.name,
        email=submission.email,
        email_key=key,
        answers=[answer.as_data() for answer in submission.answers],
        flag=submission.flag or _flag_of_address(submission.form, key),
        once=submission.once,
        digest=_digest(submission),
    )
    # Never look-then-insert: of two at once, the database lets one in.
    Application.objects.bulk_create([application], ignore_conflicts=True)
    if not Application.objects.filter(pk=application.pk).exists():
        return False
    for name, files in submission.files.items():
        keeping.hand_over(
            files, ApplicationFile, application, stored, form=submission.form, field=name
        )
    if not application.flag:
        mail_confirmation(application)
    return True


def _flag_of_address(form: ApplicationForm, key: str) -> str:
    recent = Application.objects.filter(
        form=form, email_key=key, created_at__gt=timezone.now() - timedelta(days=1)
    )
    return Application.Flag.ADDRESS if recent.count() >= MOST_A_DAY else ""


def _digest(submission: Submission) -> str:
    """Return what two sendings of the same form have in common."""
    files: list[Any] = [
        [name, keeping.digests(answer)] for name, answer in sorted(submission.files.items())
    ]
    answers = [[answer.name, answer.value] for answer in submission.answers]
    said = [submission.language, submission.name, submission.email, answers, files]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
