"""Signing: a pending signature and its confirmation mail, in one statement."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from core.addresses import email_key
from core.inserting import insert_first
from petitions.mail import signature_mail
from petitions.models import Consent, Petition, PetitionText, RepeatedSigning, Signature

Status = Signature.Status


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

    def signature(self) -> Signature:
        """Return what it would be if nobody had signed with its address."""
        is_held = bool(self.quarantine_reason)
        return Signature(
            **self.values,
            petition=self.petition,
            text=self.text,
            email=self.email,
            email_key=email_key(self.email),
            status=Status.QUARANTINED if is_held else Status.PENDING,
            quarantine_reason=self.quarantine_reason,
            mails=0 if is_held else 1,
        )

    def consents_to(self, signature: Signature) -> list[Consent]:
        """Return what the signer of `signature` agrees to by this form."""
        return [
            Consent(
                signature=signature, purpose=text.kind, text=text, given_at=signature.created_at
            )
            for text in self.consents
        ]


def sign(submission: Submission) -> None:
    """Store the signature, or that its address has signed before: `repeating` answers that.

    Says nothing to the caller: new, repeated and quarantined signers must look alike.
    """
    signature = submission.signature()
    then: list[Model] = [*submission.consents_to(signature)]
    if signature.status == Status.PENDING:
        then.append(signature_mail("confirm_signature", signature))
    # Never look-then-insert: of two at once, the database lets one in.
    insert_first(signature, then=then, otherwise=_repeated(submission, signature))


def _repeated(submission: Submission, signature: Signature) -> RepeatedSigning:
    return RepeatedSigning(
        petition=submission.petition,
        email=submission.email,
        email_key=signature.email_key,
        submission={
            "text": submission.text.pk,
            "consents": [text.pk for text in submission.consents],
            "values": submission.values,
            "quarantine_reason": submission.quarantine_reason,
        },
        created_at=signature.created_at,
    )
