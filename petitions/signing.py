"""Signing: a pending signature and its confirmation mail, in one transaction."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.addresses import email_key
from core.inserting import insert
from petitions.mail import queue_signature_mail
from petitions.models import Consent, Petition, PetitionText, Signature

Status = Signature.Status

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


@dataclass(frozen=True)
class Submission:
    """A valid sign form."""

    petition: Petition
    text: PetitionText
    # The wordings agreed to.
    consents: list[PetitionText]
    email: str
    # Columns of `Signature` as typed: names, country, visibility, comment, source, partner.
    values: dict[str, Any] = field(default_factory=dict)
    quarantine_reason: str = ""


@transaction.atomic
def sign(submission: Submission) -> None:
    """Store the signature, or answer a repeated one by mail. Says nothing to the caller:
    new, repeated and quarantined signers must look alike.

    Statements for a new signature: insert it, read it back under lock, insert
    its consents, queue its mail.
    """
    quarantined = bool(submission.quarantine_reason)
    signature = Signature(
        **submission.values,
        petition=submission.petition,
        text=submission.text,
        email=submission.email,
        email_key=email_key(submission.email),
        status=Status.QUARANTINED if quarantined else Status.PENDING,
        quarantine_reason=submission.quarantine_reason,
        mails=0 if quarantined else 1,
    )
    stored = _insert_or_lock(signature)
    if stored.pk == signature.pk:
        _store_consents(stored, submission.consents)
        if not quarantined:
            queue_signature_mail("confirm_signature", stored)
    else:
        _sign_again(stored, signature, submission.consents)


def _insert_or_lock(signature: Signature) -> Signature:
    """Insert the signature unless its address has one already; return what is there, locked."""
    # Whoever erases the earlier one between the two statements frees the address.
    for _try in range(5):
        # Never look-then-insert: of two at once, the database lets one in.
        Signature.objects.bulk_create([signature], ignore_conflicts=True)
        stored = (
            Signature.objects.select_for_update()
            .filter(petition=signature.petition_id, email_key=signature.email_key)
            .first()
        )
        if stored is not None:
            return stored
    raise Signature.DoesNotExist("Inserting and erasing took turns without end.")


def _sign_again(stored: Signature, typed: Signature, consents: list[PetitionText]) -> None:
    """Answer somebody whose address is there already. `stored` is locked."""
    if stored.status == Status.CONFIRMED:
        _mail_again(stored, "already_signed")
    elif stored.status == Status.INVALID or typed.status == Status.QUARANTINED:
        # Staff have decided on this address; or the repeat itself is suspect.
        return
    else:
        # Not confirmed by anyone, so what was typed last counts: the mailbox's
        # owner sees it before confirming. A clean signing also lifts a
        # quarantine, or a stranger could block an address by misusing it.
        for name in _REPLACED:
            setattr(stored, name, getattr(typed, name))
        stored.submissions += 1
        stored.confirmed_at = stored.withdrawn_at = None
        stored.is_approved = False
        stored.save(
            update_fields=[*_REPLACED, "submissions", "confirmed_at", "withdrawn_at", "is_approved"]
        )
        stored.consents.all().delete()
        _store_consents(stored, consents)
        _mail_again(stored, "confirm_signature")


def _mail_again(stored: Signature, message: str) -> None:
    """Send one more mail, up to the limit. Older ones carry the same links and stay good."""
    if stored.can_be_mailed:
        stored.mails += 1
        stored.save(update_fields=["mails"])
        queue_signature_mail(message, stored)


def _store_consents(signature: Signature, texts: list[PetitionText]) -> None:
    now = timezone.now()
    insert(
        [Consent(signature=signature, purpose=text.kind, text=text, given_at=now) for text in texts]
    )
