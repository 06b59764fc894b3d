"""Answering people who had signed before, by mail: only the mailbox's owner may learn of it."""

import logging
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models.functions import Now

from core.inserting import insert
from core.mail.queue import register_before_mail
from petitions.mail import queue_signature_mail
from petitions.models import PetitionText, RepeatedSigning, Signature
from petitions.signing import Submission, sign

logger = logging.getLogger(__name__)

Status = Signature.Status

# Mail waits while they are answered, so not too many at a time.
MOST = 100
# How long one that could not be answered keeps out of the way of the others.
PAUSE = timedelta(hours=1)

# What a repeated signing replaces as long as nobody has confirmed it.
_REPLACED = (
    "kind",
    "given_name",
    "family_name",
    "organisation_name",
    "organisation_role",
    "organisation_website",
    "email",
    "country",
    "language",
    "visibility",
    "comment",
    "source",
    "partner",
    "text",
    "status",
    "quarantine_reason",
    "created_at",
    "pending_since",
)


@register_before_mail
def answer_repeated() -> int:
    """Answer the forms that came first, `MOST` at a time. Return the number."""
    waiting = RepeatedSigning.objects.exclude(failed_at__range=(Now() - PAUSE, Now()))
    repeats = waiting.select_related("petition").order_by("pk")[:MOST]
    return sum(_answer_safely(repeat) for repeat in repeats)


def forget_repeated(signature: Signature) -> None:
    """Leave unanswered what was sent again with the address of a signature, which is locked."""
    RepeatedSigning.objects.filter(
        petition=signature.petition_id, email_key=signature.email_key
    ).delete()


def _answer_safely(repeat: RepeatedSigning) -> bool:
    try:
        return _answer(repeat)
    except (InterfaceError, OperationalError):
        # Of the database, not of this form.
        raise
    except Exception:
        logger.exception("Repeated signing %d could not be answered", repeat.pk)
        RepeatedSigning.objects.filter(pk=repeat.pk).update(failed_at=Now())
        return False


@transaction.atomic
def _answer(repeat: RepeatedSigning) -> bool:
    """Answer a form, unless somebody else has done so meanwhile. Return whether this did."""
    stored = (
        Signature.objects.select_for_update()
        .filter(petition=repeat.petition_id, email_key=repeat.email_key)
        .first()
    )
    # In this order, as erasing does: first the signature's row, then this one.
    deleted, _by_model = RepeatedSigning.objects.filter(pk=repeat.pk).delete()
    if not deleted:
        return False
    submission = _submission(repeat)
    if stored is None:
        # The earlier signature has been erased meanwhile.
        sign(submission)
    else:
        typed = submission.signature()
        typed.created_at = typed.pending_since = repeat.created_at
        _sign_again(stored, typed, submission)
    return True


def _submission(repeat: RepeatedSigning) -> Submission:
    sent = repeat.submission
    texts = PetitionText.objects.in_bulk([sent["text"], *sent["consents"]])
    return Submission(
        petition=repeat.petition,
        text=texts[sent["text"]],
        consents=[texts[key] for key in sent["consents"]],
        email=repeat.email,
        values=sent["values"],
        quarantine_reason=sent["quarantine_reason"],
    )


def _sign_again(stored: Signature, typed: Signature, submission: Submission) -> None:
    """Do what a form says whose address is there already. `stored` is locked."""
    if stored.status == Status.CONFIRMED:
        _mail_again(stored, "already_signed")
    elif stored.status == Status.INVALID or typed.status == Status.QUARANTINED:
        # Staff have decided on this address; or the repeat itself is suspect.
        return
    else:
        # Not confirmed by anyone, so what was typed last counts: the mailbox's
        # owner sees it before confirming. A clean signing also lifts a
        # quarantine, or a stranger could block an address by misusing it.
        _replace(stored, typed, submission)
        _mail_again(stored, "confirm_signature")


def _replace(stored: Signature, typed: Signature, submission: Submission) -> None:
    for name in _REPLACED:
        setattr(stored, name, getattr(typed, name))
    stored.submissions += 1
    stored.confirmed_at = stored.withdrawn_at = None
    stored.is_approved = False
    stored.save(
        update_fields=[*_REPLACED, "submissions", "confirmed_at", "withdrawn_at", "is_approved"]
    )
    stored.consents.all().delete()
    insert(submission.consents_to(stored))


def _mail_again(stored: Signature, message: str) -> None:
    """Send one more mail, up to the limit. Older ones carry the same links and stay good."""
    if stored.can_be_mailed:
        stored.mails += 1
        stored.save(update_fields=["mails"])
        queue_signature_mail(message, stored)
