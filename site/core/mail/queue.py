"""Putting mail in the queue: the one place that every mail begins at."""

from collections.abc import Callable, Iterable
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


def outgoing(
    message: str,
    language: str,
    recipients: Iterable[Recipient],
    *,
    batch: str = "",
    lane: int = OutgoingMail.Lane.CONFIRMATION,
) -> list[OutgoingMail]:
    """Return the message `message` to each recipient, to be stored with what it is about."""
    return [
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
    mails = outgoing(message, language, recipients, batch=batch, lane=lane)
    for start in range(0, len(mails), LARGEST_STATEMENT):
        insert(mails[start : start + LARGEST_STATEMENT])


def forget_mail(reference: str) -> None:
    """Delete every mail about `reference`, sent or not. For erasing a person's data."""
    OutgoingMail.objects.filter(reference=reference).delete()


_work_before_mail: list[Callable[[], int]] = []


def register_before_mail(work: Callable[[], int]) -> Callable[[], int]:
    """Have `work` done before each batch of mail is looked for, because it makes mails due.

    Keep it short, and safe to be done by several processes at once. It returns how much it
    has done: if anything, there may be more.
    """
    _work_before_mail.append(work)
    return work


def do_work_before_mail() -> int:
    """Do what makes mails due. Return how much was done."""
    return sum(work() for work in _work_before_mail)
