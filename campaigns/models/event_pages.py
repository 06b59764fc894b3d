"""The pages of events, which editors write and translators translate."""

import unicodedata
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField

from campaigns import vocabularies
from campaigns.fields import CodesField
from campaigns.models.campaigns import CampaignPage
from campaigns.models.event_lists import EventIndexPage
from campaigns.models.event_schedule import Event
from core.blocks import BodyBlock
from core.models import BasePage
from core.translated_fields import SameEverywhereField, SourceOnlyField

PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


def one_word(hashtag: str) -> None:
    """Refuse a hashtag of more than one word. In some scripts letters have marks of their own."""
    if not all(
        mark == "_" or unicodedata.category(mark)[0] in "LMN" for mark in hashtag.removeprefix("#")
    ):
        raise ValidationError(
            _("A hashtag is one word of letters and numbers, without spaces."), code="invalid"
        )


class EventPage(RoutablePageMixin, BasePage):
    """An event of one session or more.

    Readers see the sessions as they were last published, in every language at
    once (see `campaigns.events.publishing`).
    """

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences, for lists, search engines and shared links."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("What it is about, who speaks, how to take part."),
    )
    hashtag = models.CharField(
        _("hashtag"),
        max_length=60,
        blank=True,
        validators=[one_word],
        help_text=_("With or without the # before it."),
    )
    languages = CodesField(
        _("languages of the event"),
        vocabulary=vocabularies.languages,
        blank=True,
        help_text=_("Those that people can speak or follow it in, interpreted ones too."),
    )
    registration_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=pgettext_lazy("event", "registration"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page with the form. The button is shown until the last session ends."),
    )
    takes_questions = models.BooleanField(
        _("take questions beforehand"),
        default=True,
        help_text=_(
            "Shows a form until the first session begins. Only staff read the questions; "
            "they are erased 30 days after the last session."
        ),
    )
    recording_url = models.URLField(
        _("link to the recording"), max_length=500, blank=True, help_text=_("Where it can be seen.")
    )
    recording_document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("recording as a file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("If there is no link to it elsewhere."),
    )
    afterwards = RichTextField(
        _("summary afterwards"),
        blank=True,
        features=PROSE,
        help_text=_("What was said and decided. Shown above the programme once there is one."),
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.override_translatable_fields,
        # A language may have a hashtag and a recording of its own.
        SynchronizedField("hashtag"),
        SynchronizedField("recording_url"),
        SynchronizedField("recording_document"),
        SameEverywhereField("languages"),
        SameEverywhereField("registration_page"),
        SourceOnlyField("takes_questions"),
        SourceOnlyField("campaigns"),
    ]

    text_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("hashtag"),
    ]
    session_panels = [
        InlinePanel(
            "sessions",
            heading=_("Sessions"),
            label=_("Session"),
            help_text=_(
                "Times, links and cancellations are the same in every language. They take effect "
                "when the page in the source language is published; calendars follow."
            ),
        ),
    ]
    option_panels = [
        FieldPanel("languages"),
        PageChooserPanel("registration_page", "campaigns.ApplicationFormPage"),
        FieldPanel("takes_questions"),
        InlinePanel("campaigns", heading=_("Campaigns"), label=_("Campaign")),
    ]
    afterwards_panels = [
        FieldPanel("afterwards"),
        MultiFieldPanel(
            [FieldPanel("recording_url"), FieldPanel("recording_document")],
            pgettext_lazy("event", "Recording"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Text")),
            ObjectList(session_panels, heading=_("Sessions")),
            ObjectList(option_panels, heading=_("Taking part")),
            ObjectList(afterwards_panels, heading=pgettext_lazy("event", "Afterwards")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    searched_fields = ("summary", "body", "afterwards")
    api_fields = [APIField("summary"), APIField("body"), APIField("afterwards")]

    template = "campaigns/events/event_page.html"
    parent_page_types = ["campaigns.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        """Refuse an address that the list needs for itself, and two recordings."""
        super().clean()
        self.hashtag = self.hashtag.removeprefix("#")
        errors = {}
        if self.slug == EventIndexPage.get_resolver().reverse("feed").strip("/"):
            errors["slug"] = _("This address is taken by the feed of the list. Choose another.")
        if self.recording_url and self.recording_document_id:
            errors["recording_document"] = _("Give a link or a file, not both.")
        if errors:
            raise ValidationError(errors)

    @property
    def description(self) -> str:
        """Without one of its own, the summary."""
        return self.search_description or self.summary

    @property
    def event_uuid(self) -> Any:
        """What identifies the event in every language; an alias stands for its original."""
        return (self.alias_of or self).translation_key

    @cached_property
    def event(self) -> Event | None:
        """What is published of it; None until it is published for the first time."""
        return Event.objects.filter(uuid=self.event_uuid).first()

    @path("")
    def show(self, request: HttpRequest) -> HttpResponse:
        """Show the event; a POST asks a question."""
        from campaigns.events.views.event import event

        return event(request, self)

    @path("question-sent/", name="question_sent")
    def question_sent(self, request: HttpRequest) -> HttpResponse:
        """Say the same to everyone who asked."""
        return self.render(request, template="campaigns/events/question_sent.html")

    @path("calendar.ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """All sessions, for calendars."""
        from campaigns.events.views.calendars import event_calendar

        return event_calendar(request, self)

    @path("sessions/<uuid:key>.ics/", name="session_calendar")
    def session_calendar(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """One session, for calendars."""
        from campaigns.events.views.calendars import session_calendar

        return session_calendar(request, self, key)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview the draft with its own sessions."""
        from campaigns.events.views.event import preview

        return preview(request, self)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only the event itself."""
        return super(RoutablePageMixin, self).get_sitemap_urls(request)


class EventCampaign(Orderable):
    """A campaign that an event belongs to, and is shown on."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="campaigns")
    campaign = models.ForeignKey(
        CampaignPage, verbose_name=_("campaign"), on_delete=models.CASCADE, related_name="events"
    )

    panels = [PageChooserPanel("campaign")]

    class Meta(Orderable.Meta):
        verbose_name = _("campaign of an event")
        verbose_name_plural = _("campaigns of events")
        constraints = [
            models.UniqueConstraint(fields=["page", "campaign"], name="one_row_per_campaign")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}"
