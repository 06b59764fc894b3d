"""The queue: what is to be sent is a row before it is sent."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What `error` says in a word, as staff read it: Anymail's statuses, and ours.
PROBLEMS = {
    "no answer": _("no answer"),
    "invalid": _("not a valid address"),
    "rejected": _("rejected by the mail provider"),
    "failed": _("the mail provider failed"),
    "unknown": _("the mail provider does not say why"),
}


class OutgoingMail(models.Model):
    """One mail to one person.

    The address and the personal links are emptied as soon as the mail is sent
    or given up; what stays says that a mail was sent, when, and how it went.
    """

    class Status(models.TextChoices):
        """Where a mail stands."""

        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")

    class Lane(models.IntegerChoices):
        """What goes first."""

        CONFIRMATION = 0, _("confirmation")
        BULK = 1, _("update")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    # Mails with the same message, language and batch go out in one call.
    batch = models.CharField(max_length=64, blank=True)
    lane = models.PositiveSmallIntegerField(choices=Lane.choices, default=Lane.CONFIRMATION)
    # What the mail is about, as "signature:<id>": for its history, and for erasing.
    reference = models.CharField(max_length=64, blank=True)
    to = models.EmailField(max_length=320, blank=True)
    merge_data = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    # Which worker's batch holds the mail, and until when; after that any worker may take it.
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=255, blank=True)
    error = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            # The worker's question: what is due first?
            models.Index(
                fields=["lane", "not_before"],
                condition=models.Q(status="queued"),
                name="mail_due",
            ),
            models.Index(
                fields=["claimed_until"],
                condition=models.Q(status="sending"),
                name="mail_claimed",
            ),
            models.Index(fields=["reference"], name="mail_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.message} ({self.language})"

    @property
    def problem(self) -> str:
        """What went wrong, for people; an error of a program under its own name."""
        return str(PROBLEMS.get(self.error, self.error))
