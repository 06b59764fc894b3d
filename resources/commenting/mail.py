"""The mail that those who comment get."""

from typing import Any

from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from core.mail.context import site_context
from core.mail.messages import register_message
from core.mail.models import OutgoingMail
from core.mail.queue import Recipient, queue_mail
from resources.commenting.tokens import links
from resources.models import Comment, Consultation


def reference(comment: Comment) -> str:
    """What ties a mail to its comment, for its history and for erasing."""
    return f"comment:{comment.pk.hex}"


def mail_confirmation(comment: Comment) -> None:
    """Queue the one mail that asks to confirm, in the language of the draft, and count it.

    It says how long its link works: that time begins now.
    """
    queue_mail(
        "confirm_comment",
        comment.language,
        [Recipient(comment.email, links(comment), reference(comment))],
        batch=str(comment.consultation_id),
    )
    Comment.objects.filter(pk=comment.pk).update(mails=F("mails") + 1, pending_since=timezone.now())


def take_back(comments: list[Comment]) -> None:
    """Delete the mails about comments that have not gone out yet, and count them no longer."""
    for comment in comments:
        waiting = OutgoingMail.objects.filter(
            reference=reference(comment), status=OutgoingMail.Status.QUEUED
        )
        number, _by_model = waiting.delete()
        if number:
            Comment.objects.filter(pk=comment.pk).update(mails=F("mails") - number)


def _batch_context(batch: str) -> dict[str, Any]:
    consultation = Consultation.objects.select_related("note").defer("content").get(pk=batch)
    pages = Page.objects.filter(translation_key=consultation.note.uuid, alias_of=None)
    return {**site_context(pages.order_by("pk").first()), "title": consultation.title}


register_message("confirm_comment")(_batch_context)
