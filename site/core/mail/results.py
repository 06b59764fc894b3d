"""What became of a mail: sent, given up, or put back for a later try."""

import smtplib
from datetime import timedelta

from anymail.exceptions import AnymailInvalidAddress, AnymailRecipientsRefused
from anymail.utils import parse_single_address
from django.utils import timezone

from core.mail.models import OutgoingMail

# A claim outlives the slowest batch; a mail that waits for a dead worker waits this long.
CLAIM_TIME = timedelta(minutes=5)
# 1, 2, 4 … 60 minutes between tries, for about a day: a wrong key or a provider
# that is down must not cost anybody their confirmation.
MAX_ATTEMPTS = 30
LONGEST_WAIT = timedelta(hours=1)


def _save(mail: OutgoingMail, **values: object) -> None:
    """Store the result, unless the claim ran out and another worker has the mail."""
    held = OutgoingMail.objects.filter(
        pk=mail.pk, status=OutgoingMail.Status.SENDING, claim=mail.claim
    )
    held.update(claim=None, claimed_until=None, **values)
    for name, value in {"claim": None, "claimed_until": None, **values}.items():
        setattr(mail, name, value)


def still_held(mails: list[OutgoingMail]) -> list[OutgoingMail]:
    """Extend the claim, and return those mails that no other worker has taken over."""
    held = OutgoingMail.objects.filter(
        pk__in=[mail.pk for mail in mails],
        status=OutgoingMail.Status.SENDING,
        claim=mails[0].claim,
    )
    if held.update(claimed_until=timezone.now() + CLAIM_TIME) == len(mails):
        return mails
    keys = set(held.values_list("pk", flat=True))
    return [mail for mail in mails if mail.pk in keys]


def record_sent(mail: OutgoingMail, provider_id: str) -> None:
    _save(
        mail,
        status=OutgoingMail.Status.SENT,
        sent_at=timezone.now(),
        provider_id=provider_id[:255],
        error="",
        to="",
        merge_data={},
    )


def record_failure(mail: OutgoingMail, reason: str) -> None:
    """Give the mail up: trying again would not help."""
    _save(mail, status=OutgoingMail.Status.FAILED, error=reason[:120], to="", merge_data={})


def _is_permanent(mail: OutgoingMail, error: Exception) -> bool:
    """Whether the address itself is at fault. A wrong key or sender can be mended."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    if isinstance(error, AnymailInvalidAddress):
        try:
            parse_single_address(mail.to)
        except AnymailInvalidAddress:
            return True
        return False
    return isinstance(error, AnymailRecipientsRefused)


def record_error(mail: OutgoingMail, error: Exception) -> int:
    """Put the mail back for a later try, or give it up. Return 0, the number of mails sent."""
    reason = type(error).__name__
    if _is_permanent(mail, error) or mail.attempts >= MAX_ATTEMPTS:
        record_failure(mail, reason)
    else:
        _save(
            mail,
            status=OutgoingMail.Status.QUEUED,
            error=reason,
            not_before=timezone.now()
            + min(timedelta(minutes=2 ** min(mail.attempts - 1, 10)), LONGEST_WAIT),
        )
    return 0


def release(mails: list[OutgoingMail]) -> None:
    """Put claimed mails back untried."""
    for mail in mails:
        _save(mail, status=OutgoingMail.Status.QUEUED, attempts=mail.attempts - 1)
