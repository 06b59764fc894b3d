"""What became of a mail: sent, given up, or put back for a later try."""

import smtplib
from datetime import timedelta
from traceback import walk_tb

import requests
from anymail.exceptions import AnymailAPIError, AnymailInvalidAddress, AnymailRecipientsRefused
from anymail.utils import parse_single_address
from django.db.models.functions import Now
from django.utils import timezone
from urllib3.exceptions import ProtocolError

from core.mail.models import OutgoingMail

# A claim outlives the slowest batch; a mail that waits for a dead worker waits this long.
CLAIM_TIME = timedelta(minutes=5)
# 1, 2, 4 … 60 minutes between tries, for about a day: a wrong key or a provider
# that is down must not cost anybody their confirmation.
MAX_ATTEMPTS = 30
LONGEST_WAIT = timedelta(hours=1)
# The mail may have gone out although nobody has said so: it is sent once more, and no oftener.
NO_ANSWER = "no answer"


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
    if held.update(claimed_until=Now() + CLAIM_TIME) == len(mails):
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


def _is_unanswered(error: Exception) -> bool:
    """Whether the mail may have been taken, although no answer came or it made no sense."""
    if isinstance(error, smtplib.SMTPServerDisconnected):
        # A server that hangs up before it is sent the mail's text has taken nothing.
        frames = (frame for frame, _line in walk_tb(error.__traceback__))
        return any(frame.f_code is smtplib.SMTP.data.__code__ for frame in frames)
    if isinstance(error, requests.Timeout):
        return not isinstance(error, requests.ConnectTimeout)
    if isinstance(error, requests.ConnectionError) and isinstance(error.__cause__, Exception):
        # One that was made, and broke off.
        return isinstance(next(iter(error.__cause__.args), None), ProtocolError)
    return isinstance(error, AnymailAPIError) and 200 <= (error.status_code or 0) < 300


def _wait_after(mail: OutgoingMail, error: Exception) -> timedelta:
    """Return how long to wait for the next try: as long as the provider asks for, if it does."""
    if _is_unanswered(error):
        # Longer than nearly everything that may be wrong there, because no third try follows.
        return LONGEST_WAIT
    wait = timedelta(minutes=2 ** min(mail.attempts - 1, 10))
    response = getattr(error, "response", None)
    asked = response.headers.get("Retry-After", "") if response is not None else ""
    if asked.isascii() and asked.isdigit():
        wait = max(wait, timedelta(seconds=min(int(asked), LONGEST_WAIT.total_seconds())))
    return min(wait, LONGEST_WAIT)


def record_error(mail: OutgoingMail, error: Exception) -> int:
    """Put the mail back for a later try, or give it up. Return 0, the number of mails sent."""
    reason = NO_ANSWER if _is_unanswered(error) else type(error).__name__
    if (
        _is_permanent(mail, error)
        or mail.attempts >= MAX_ATTEMPTS
        or (mail.error == reason == NO_ANSWER)
    ):
        record_failure(mail, reason)
    else:
        _save(
            mail,
            status=OutgoingMail.Status.QUEUED,
            # Kept in mind until the mail is sent.
            error=NO_ANSWER if mail.error == NO_ANSWER else reason,
            not_before=Now() + _wait_after(mail, error),
        )
    return 0


def release(mails: list[OutgoingMail]) -> None:
    """Put claimed mails back untried."""
    for mail in mails:
        _save(mail, status=OutgoingMail.Status.QUEUED, attempts=mail.attempts - 1)
