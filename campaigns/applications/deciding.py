"""What staff do with an application: its state, who looks after it, what they note down."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from campaigns.applications.mail import mail_confirmation
from campaigns.models.applications import Application, ApplicationNote


@transaction.atomic
def change_status(application: Application, to: str, *, was: str, user: Any) -> bool:
    """Move an application from the state in which its page was looked at.

    False if it is no longer in that state: somebody else was quicker.
    """
    moved = Application.objects.filter(pk=application.pk, status=was).update(status=to)
    if moved and to != was:
        log(application, "campaigns.applications.status", user=user, data={"from": was, "to": to})
    return bool(moved)


@transaction.atomic
def assign(application: Application, to: Any, *, was: int | None, user: Any) -> bool:
    """Give an application to a member of staff, or to nobody. False as above."""
    moved = Application.objects.filter(pk=application.pk, assigned_to=was).update(assigned_to=to)
    if moved and (to.pk if to else None) != was:
        log(
            application,
            "campaigns.applications.assign",
            user=user,
            data={"to": to.pk if to else None},
        )
    return bool(moved)


@transaction.atomic
def add_note(application: Application, text: str, user: Any) -> bool:
    """Note something down. False if the application is gone."""
    if not Application.objects.select_for_update().filter(pk=application.pk).exists():
        return False
    ApplicationNote.objects.create(application=application, text=text, author=user)
    # Without the words: the log outlives the application.
    log(application, "campaigns.applications.note", user=user)
    return True


@transaction.atomic
def take_mark_off(application: Application, user: Any) -> bool:
    """Say that a person has sent a marked application, and confirm it. False if none is on it."""
    marked = Application.objects.filter(pk=application.pk).exclude(flag="")
    if not marked.update(flag=""):
        return False
    log(application, "campaigns.applications.unmark", user=user)
    mail_confirmation(application)
    return True
