"""What people ask before an event."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.event_schedule import Event
from core.names import NAME_LENGTH

# Letters of a question.
QUESTION_LENGTH = 2000


class EventQuestion(models.Model):
    """A question for the speakers. Staff read it; the public never does."""

    class Suspicion(models.TextChoices):
        """What makes it look as if no person had sent it. Kept all the same."""

        NETWORK = "network", _("many questions from one network")
        HONEYPOT = "honeypot", _("filled in a field that people do not see")
        SPEED = "speed", _("sent faster than a person can fill it in")
        LINK = "link", _("a web address instead of a name")
        LINKS = "links", _("many links")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        related_name="questions",
        # The index of the constraint begins with it.
        db_index=False,
    )
    text = models.TextField(_("question"))
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    language = models.CharField(_("language"), max_length=12)
    suspicion = models.CharField(
        _("looks suspicious"), max_length=8, choices=Suspicion.choices, blank=True
    )
    # Of everything that was typed: the same sent twice is one question.
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("question for an event")
        verbose_name_plural = _("questions for events")
        permissions = [("export_eventquestion", _("Can export questions"))]
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(fields=["event", "digest"], name="one_question_if_sent_twice"),
        ]
        indexes = [
            # The staff's list.
            models.Index(fields=["-created_at", "-id"], name="eventquestion_newest"),
        ]

    def __str__(self) -> str:
        # Goes into the audit log, which outlives the question: none of its words, no name.
        return f"{self.pk}"
