"""What is published of events: the same for every language, and kept when a session is removed."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns import vocabularies
from campaigns.fields import CodesField


class Event(models.Model):
    """The record that all languages of an event share, keyed by its pages' translation key.

    It follows what is published, so a draft never changes it, and outlives the page.
    """

    uuid = models.UUIDField(primary_key=True, editable=False)
    # The translation key of the list that it is in, for those who have that list's calendar.
    index_uuid = models.UUIDField(editable=False, db_index=True)
    # The language that it is written in: stands in where a translation has no text.
    language = models.CharField(max_length=12)
    # {language: {"title": …, "summary": …}}, as published.
    texts = models.JSONField(default=dict)
    takes_questions = models.BooleanField(default=False)
    # No page of it is live any more.
    is_withdrawn = models.BooleanField(default=False)
    # When something last changed of what its calendar says.
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ()

    def __str__(self) -> str:
        return self.title_in(self.language)

    def title_in(self, language: str) -> str:
        """Return the title in a language, else in the one that it was written in."""
        title: str = (self.texts.get(language) or self.texts[self.language])["title"]
        return title


class ScheduledSession(models.Model):
    """A session as it was last published. A removed one stays, so that calendars can be told."""

    class State(models.TextChoices):
        """Whether it takes place."""

        SCHEDULED = "scheduled", pgettext_lazy("session", "takes place")
        CANCELLED = "cancelled", pgettext_lazy("session", "cancelled")
        REMOVED = "removed", pgettext_lazy("session", "removed")

    # The translation key of the sessions of the pages; with the host, its UID in calendars.
    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    # By its name in the IANA database.
    time_zone = models.CharField(max_length=40)
    link = models.URLField(max_length=500, blank=True)
    languages = CodesField(vocabulary=vocabularies.languages)
    # {language: {"title": …, "place": …}}, as published.
    texts = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State.choices, default=State.SCHEDULED)
    # SEQUENCE of RFC 5545: rises with the time, the place, the link and the state.
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        default_permissions = ()
        ordering = ["starts_at", "ends_at", "uuid"]

    def __str__(self) -> str:
        return f"{self.uuid}"

    @property
    def takes_place(self) -> bool:
        """Whether it is neither cancelled nor removed."""
        return self.state == self.State.SCHEDULED

    def is_over(self, now: datetime) -> bool:
        """Whether its end has passed."""
        return self.ends_at <= now

    def text_in(self, language: str, source: str) -> tuple[str, dict[str, Any]]:
        """Return the language and the words of what is written of it; `source` if untranslated."""
        if language in self.texts:
            return language, self.texts[language]
        return source, self.texts.get(source, {"title": "", "place": ""})
