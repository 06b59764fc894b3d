"""The local outbox: one .eml file for each mail, to be read in the browser."""

import email
import email.policy
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage as DjangoMessage
from django.utils import timezone


class EmailBackend(BaseEmailBackend):
    """Writes each mail to `OUTBOX_DIR` instead of sending it."""

    def send_messages(self, email_messages: Sequence[DjangoMessage]) -> int:
        """Write the mails; a reader never sees half a file."""
        directory = Path(settings.OUTBOX_DIR)
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%dT%H%M%S.%f}-{uuid.uuid4().hex[:8]}"
            partial = directory / f".{name}.partial"
            partial.write_bytes(message.message().as_bytes())
            partial.chmod(0o600)
            partial.replace(directory / f"{name}.eml")
        return len(email_messages)


@dataclass(frozen=True)
class StoredMail:
    """A mail in the outbox."""

    name: str
    message: EmailMessage
    written_at: datetime

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.message["Subject"])

    @property
    def to(self) -> str:
        """Whom it is for."""
        return str(self.message["To"])

    def body(self, kind: str) -> str:
        """The body as `plain` or `html`, or an empty text."""
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""


def read_mail(name: str) -> StoredMail | None:
    """Return the mail in the file `<name>.eml`, or None."""
    path = Path(settings.OUTBOX_DIR) / f"{name}.eml"
    if path.name != f"{name}.eml":
        # The name leads into another directory.
        return None
    try:
        content = path.read_bytes()
        written = path.stat().st_mtime
    except (OSError, ValueError):
        return None
    message = email.message_from_bytes(content, policy=email.policy.default)
    return StoredMail(
        name, message, datetime.fromtimestamp(written, tz=timezone.get_current_timezone())
    )


def latest_mails(limit: int = 50) -> list[StoredMail]:
    """Return the newest mails first."""
    names = sorted((path.stem for path in Path(settings.OUTBOX_DIR).glob("*.eml")), reverse=True)
    return [mail for name in names[:limit] if (mail := read_mail(name))]
