"""Putting mail in the queue: the one function that every mail begins with."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.inserting import insert
from core.mail.models import OutgoingMail

# Mails that are queued in one statement: a database takes some ten thousand values at once.
LARGEST_STATEMENT = 500


@dataclass(frozen=True)
class Recipient:
    """One person, with the links that only their mail carries."""

    address: str
    merge_data: dict[str, str] = field(default_factory=dict)
    reference: str = ""


def queue_mail(
    message: str,
    language: str,
    recipients: Iterable[Recipient],
    *,
    batch: str = "",
    lane: int = OutgoingMail.Lane.CONFIRMATION,
) -> None:
    """Queue the message `message` for each recipient, in one statement for up to 500.

    Call it inside the transaction that makes the mail due: then there is no
    signature without its mail and no mail without its signature.
    """
    mails = [
        OutgoingMail(
            message=message,
            language=language,
            batch=batch,
            lane=lane,
            reference=recipient.reference,
            to=recipient.address,
            merge_data=recipient.merge_data,
        )
        for recipient in recipients
    ]
    for start in range(0, len(mails), LARGEST_STATEMENT):
        insert(mails[start : start + LARGEST_STATEMENT])


def forget_mail(reference: str) -> None:
    """Delete every mail about `reference`, sent or not. For erasing a person's data."""
    OutgoingMail.objects.filter(reference=reference).delete()
