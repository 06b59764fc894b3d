"""Sending what is queued: claim a batch, send it, record what became of each mail.

A worker may be killed between any two steps. Before the claim nothing has
happened; after it the claim runs out and another worker takes the batch over;
only a kill between the call to the provider and the record can send a mail twice
(with the same Message-ID, where it is we who set it).

When a mail is due and until when it is claimed is told by the database's clock:
those of the machines may differ.
"""

import logging
import smtplib
import uuid
from email.utils import formataddr, parseaddr

from anymail.exceptions import AnymailError, AnymailInvalidAddress
from anymail.message import AnymailMessage
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from core.mail.messages import RenderedMessage, render_message
from core.mail.models import OutgoingMail
from core.mail.providers import OWN_MERGE_FIELD, esp_extra, merge_field
from core.mail.queue import do_work_before_mail
from core.mail.results import (
    CLAIM_TIME,
    LONGEST_WAIT,
    record_error,
    record_failure,
    record_sent,
    release,
    still_held,
)

logger = logging.getLogger(__name__)

# Recipients in one provider call; the smallest limit among the providers is 500.
BATCH_SIZE = 500
# Answers of a provider that may be about a single recipient of a call (HTTP).
OBJECTIONS = {400, 422}
# One-click unsubscribe (RFC 8058).
ONE_CLICK = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
# Anymail's normalised statuses that mean the provider will not deliver.
REFUSED = {"invalid", "rejected", "failed"}


def drain() -> int:
    """Send everything that is due now. Return the number of mails sent."""
    total = 0
    while (sent := send_next_batch()) is not None:
        total += sent
    return total


def send_next_batch() -> int | None:
    """Send the batch that is due first.

    Return the number of mails sent, None if none is due and nothing is left to make one due.
    """
    done = do_work_before_mail()
    if batch := _claim():
        return _send(batch)
    return 0 if done else None


def _due() -> QuerySet[OutgoingMail]:
    """Mails that may be taken: waiting ones, and those of a worker that did not come back.

    Who was never tried waits for nothing. Nothing waits for longer than we ever let it: if
    it looks so, somebody has set the clock back.
    """
    status = OutgoingMail.Status
    waits = Q(attempts__gt=0, not_before__range=(Now(), Now() + LONGEST_WAIT))
    is_held = Q(claimed_until__range=(Now(), Now() + CLAIM_TIME))
    return OutgoingMail.objects.filter(
        Q(~waits, status=status.QUEUED) | Q(~is_held, status=status.SENDING)
    )


@transaction.atomic
def _claim() -> list[OutgoingMail]:
    """Take the mails that can go out together with the one that is due first."""
    lock = {"skip_locked": True} if connection.features.has_select_for_update_skip_locked else {}
    first = (
        _due().select_for_update(**lock).order_by("lane", "not_before").first()  # type: ignore[arg-type]
    )
    if first is None:
        return []
    batch = list(
        _due()
        .filter(message=first.message, language=first.language, batch=first.batch)
        .select_for_update(**lock)  # type: ignore[arg-type]
        .order_by("lane", "not_before")[:BATCH_SIZE]
    )
    status, claim = OutgoingMail.Status.SENDING, uuid.uuid4()
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in batch]).update(
        status=status,
        claim=claim,
        claimed_until=Now() + CLAIM_TIME,
        attempts=F("attempts") + 1,
    )
    for mail in batch:
        mail.status, mail.claim = status, claim
        mail.attempts += 1
    return batch


def _send(batch: list[OutgoingMail]) -> int:
    """Send one claimed batch and record each mail's result. Return the number sent."""
    first = batch[0]
    field = merge_field()
    try:
        rendered = render_message(
            first.message,
            language=first.language,
            batch=first.batch,
            merge_keys=sorted({key for mail in batch for key in mail.merge_data}),
            placeholder=field or OWN_MERGE_FIELD,
        )
        mail_connection = get_connection()
    except Exception as error:
        # A template that fails fails for the whole batch; the mails stay queued.
        logger.exception("Rendering %s in %s failed", first.message, first.language)
        return sum(record_error(mail, error) for mail in batch)
    if field:
        return _send_merged(batch, rendered, mail_connection)
    return _send_singly(batch, rendered, mail_connection)


def _sender(rendered: RenderedMessage) -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((rendered.from_name or name, address))


def _unsubscribe_header(mail: OutgoingMail) -> dict[str, str]:
    """The recipient's own link, for mailbox providers; `ONE_CLICK` says how to use it."""
    url = mail.merge_data.get("unsubscribe_url")
    return {"List-Unsubscribe": f"<{url}>"} if url else {}


def _send_merged(
    batch: list[OutgoingMail], rendered: RenderedMessage, mail_connection: BaseEmailBackend
) -> int:
    """Send the whole batch in one provider call."""
    # A provider merges by address, so one call carries an address once.
    by_address: dict[str, OutgoingMail] = {}
    later = []
    for mail in batch:
        if mail.to in by_address:
            later.append(mail)
        else:
            by_address[mail.to] = mail
    sent = _send_call(list(by_address.values()), rendered, mail_connection)
    release(later)
    return sent


def _send_call(
    mails: list[OutgoingMail], rendered: RenderedMessage, mail_connection: BaseEmailBackend
) -> int:
    """Send mails to different addresses in one call; in halves if the call is refused for one."""
    message = AnymailMessage(
        subject=rendered.subject,
        body=rendered.text,
        from_email=_sender(rendered),
        to=[mail.to for mail in mails],
        connection=mail_connection,
    )
    message.attach_alternative(rendered.html, "text/html")
    message.merge_data = {mail.to: mail.merge_data for mail in mails}
    message.merge_headers = {
        mail.to: header for mail in mails if (header := _unsubscribe_header(mail))
    }
    if message.merge_headers:
        # What is the same for all, some providers do not take for each.
        message.extra_headers = dict(ONE_CLICK)
    message.esp_extra = esp_extra()
    try:
        message.send()
    except Exception as error:
        logger.warning("A batch of %d mails failed: %s", len(mails), type(error).__name__)
        if not getattr(message.anymail_status, "recipients", None):
            if len(mails) > 1 and _is_objection(error):
                # One bad address must not hold up all the others.
                middle = len(mails) // 2
                parts = (still_held(mails[:middle]), still_held(mails[middle:]))
                return sum(_send_call(part, rendered, mail_connection) for part in parts if part)
            return sum(record_error(mail, error) for mail in mails)
    sent = 0
    statuses = message.anymail_status.recipients
    for mail in mails:
        result = statuses.get(mail.to)
        if result is None or result.status in REFUSED:
            record_failure(mail, result.status if result else "unknown")
        else:
            record_sent(mail, str(result.message_id or ""))
            sent += 1
    return sent


def _is_objection(error: Exception) -> bool:
    """Whether a call may have been refused for one of its recipients."""
    if isinstance(error, AnymailInvalidAddress):
        return True
    return isinstance(error, AnymailError) and error.status_code in OBJECTIONS


def _send_singly(
    batch: list[OutgoingMail], rendered: RenderedMessage, mail_connection: BaseEmailBackend
) -> int:
    """Send each mail over one connection, recording each before the next."""
    sent = 0
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    try:
        mail_connection.open()
        for mail in batch:
            # A slow server may take longer for a batch than a claim lasts.
            if not still_held([mail]):
                continue
            own = rendered.merged(mail.merge_data, OWN_MERGE_FIELD)
            unsubscribe = _unsubscribe_header(mail)
            if unsubscribe:
                unsubscribe |= ONE_CLICK
            message = EmailMultiAlternatives(
                subject=own.subject,
                body=own.text,
                from_email=_sender(own),
                to=[mail.to],
                headers={"Message-ID": f"<{mail.pk}@{domain}>", **unsubscribe},
                connection=mail_connection,
            )
            message.attach_alternative(own.html, "text/html")
            try:
                message.send()
            except Exception as error:
                logger.warning("A mail failed: %s", type(error).__name__)
                record_error(mail, error)
                if not isinstance(error, smtplib.SMTPRecipientsRefused):
                    # It may be the connection that has failed, and not this mail.
                    mail_connection.close()
                    mail_connection.open()
            else:
                record_sent(mail, "")
                sent += 1
    except Exception as error:
        # The connection could not be opened: nothing of what is left has gone out.
        logger.warning("No connection to the mail server: %s", type(error).__name__)
        for mail in batch:
            if mail.status == OutgoingMail.Status.SENDING:
                record_error(mail, error)
    finally:
        mail_connection.close()
    return sent
