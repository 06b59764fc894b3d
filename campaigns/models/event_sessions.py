"""Sessions as editors write them, on the pages of events."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from campaigns import vocabularies
from campaigns.events.moments import NotOneMomentError, instant, moment_of
from campaigns.events.zones import UTC, zone_choices
from campaigns.fields import CodesField
from core.translated_fields import SourceOnlyField


class EventSession(TranslatableMixin, Orderable):
    """A session as it is being written: a day and times on the clocks of its place."""

    page = ParentalKey("campaigns.EventPage", on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(
        _("title"),
        max_length=200,
        blank=True,
        help_text=_("Leave empty if the event has only this session."),
    )
    starts_on = models.DateField(_("day"))
    starts_at = models.TimeField(
        pgettext_lazy("time", "from"), help_text=_("As clocks show it in the time zone.")
    )
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty for the same day.")
    )
    ends_at = models.TimeField(pgettext_lazy("time", "until"))
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        choices=zone_choices,
        default=UTC,
        help_text=_("Readers see the times in this zone, and in their own."),
    )
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Where people meet, with its city.")
    )
    link = models.URLField(
        _("link to take part"),
        max_length=500,
        blank=True,
        help_text=_("Shown to everybody. Leave it empty if only those who register are to get it."),
    )
    languages = CodesField(
        _("languages"),
        vocabulary=vocabularies.languages,
        blank=True,
        help_text=_("Leave empty if they are those of the event."),
    )
    is_cancelled = models.BooleanField(
        pgettext_lazy("session", "cancelled"),
        default=False,
        help_text=_("It stays in the list, marked as cancelled, and calendars are told."),
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SourceOnlyField("starts_on"),
        SourceOnlyField("starts_at"),
        SourceOnlyField("ends_on"),
        SourceOnlyField("ends_at"),
        SourceOnlyField("time_zone"),
        SourceOnlyField("link"),
        SourceOnlyField("languages"),
        SourceOnlyField("is_cancelled"),
    ]

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_at")]),
        FieldRowPanel([FieldPanel("ends_at"), FieldPanel("ends_on")]),
        FieldPanel("time_zone"),
        FieldPanel("place"),
        FieldPanel("link"),
        FieldPanel("languages"),
        FieldPanel("is_cancelled"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("session of an event")
        verbose_name_plural = _("sessions of events")

    def __str__(self) -> str:
        return self.title or f"{self.starts_on}"

    def clean(self) -> None:
        """Refuse times that clocks never show, or show twice, and an end before the beginning."""
        super().clean()
        errors: dict[str, Any] = {}
        moments = {}
        for name, on in (("starts_at", self.starts_on), ("ends_at", self.last_day)):
            at = getattr(self, name)
            # What is missing, or no zone at all, has been said already.
            if on is None or at is None or self.time_zone not in dict(zone_choices()):
                continue
            try:
                moments[name] = moment_of(on, at, self.time_zone)
            except NotOneMomentError as error:
                errors[name] = str(error)
        if len(moments) == 2 and moments["ends_at"] <= moments["starts_at"]:
            errors["ends_at"] = _(
                "The end must come after the beginning. Give the last day if it ends on another."
            )
        if errors:
            raise ValidationError(errors)

    @property
    def last_day(self) -> date | None:
        """The day on which it ends."""
        return self.ends_on or self.starts_on

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The moments (UTC) of its beginning and its end."""
        last = self.ends_on or self.starts_on
        return (
            instant(self.starts_on, self.starts_at, self.time_zone),
            instant(last, self.ends_at, self.time_zone),
        )
