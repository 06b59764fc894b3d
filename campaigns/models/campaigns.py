"""Campaigns, and the list of them."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from campaigns import vocabularies
from campaigns.admin.forms import CampaignPageForm
from campaigns.blocks import (
    CampaignBodyBlock,
    MilestonesBlock,
    ObjectivesBlock,
    PressKitBlock,
    TargetsBlock,
)
from campaigns.fields import CodesField
from core.models import BasePage
from core.translated_fields import SameEverywhereField, SourceOnlyField
from petitions.models import Outcome
from resources.models import Topic

PROSE = ["bold", "italic", "ol", "ul", "link"]


class State(models.TextChoices):
    """How a campaign stands. All but running are outcomes, which end its petitions as well."""

    RUNNING = "running", pgettext_lazy("campaign", "Running")
    WON = Outcome.WON, pgettext_lazy("campaign", "Won")
    PARTLY_WON = Outcome.PARTLY_WON, pgettext_lazy("campaign", "Partly won")
    CLOSED = Outcome.CLOSED, pgettext_lazy("campaign", "Closed")


class CampaignIndexPage(RoutablePageMixin, BasePage):
    """Lists the campaigns of one language, with filters."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    searched_fields = ("introduction",)
    api_fields = [APIField("introduction")]
    template = "campaigns/campaign_index_page.html"
    subpage_types: ClassVar[list[str]] = ["campaigns.CampaignPage"]

    class Meta:
        verbose_name = _("campaign list")
        verbose_name_plural = _("campaign lists")

    @property
    def description(self) -> str:
        """Without one of its own, the introduction."""
        return self.search_description or self.introduction

    @path("")
    def show(self, request: HttpRequest) -> HttpResponse:
        """Filter, by the address alone."""
        from campaigns.views.campaigns import campaign_index

        return campaign_index(request, self)

    @path("updates/feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The updates of all campaigns, for feed readers."""
        from campaigns.views.updates import feed_of_all

        return feed_of_all(request, self)

    def get_route_paths(self) -> list[str]:
        """What leads on to the new address when the page is moved: feed readers follow."""
        return ["/", "/updates/feed/"]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only the list itself."""
        return super(RoutablePageMixin, self).get_sitemap_urls(request)


class CampaignPage(RoutablePageMixin, BasePage):
    """What several organisations ask for together, of whom, and what came of it.

    Whatever is no text is read from the page in the source language, see `source`.
    """

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences, for cards, search engines and shared links."),
    )
    image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_description = models.CharField(
        _("what the picture shows"),
        max_length=255,
        blank=True,
        help_text=_("For people who cannot see it. Empty: it is an ornament."),
    )
    problem = RichTextField(_("the problem"), features=PROSE, blank=True)
    ask = RichTextField(
        _("what the campaign asks for"), features=PROSE, help_text=_("Plainly, and of whom.")
    )
    targets = StreamField(TargetsBlock(), verbose_name=_("targets"), blank=True)
    objectives = StreamField(
        ObjectivesBlock(),
        verbose_name=_("objectives"),
        blank=True,
        help_text=_("What the partners have agreed to reach together."),
    )
    milestones = StreamField(MilestonesBlock(), verbose_name=_("milestones"), blank=True)
    body = StreamField(CampaignBodyBlock(), verbose_name=_("background"), blank=True)
    press_kit = StreamField(PressKitBlock(), verbose_name=_("for the press"), blank=True)
    hashtag = models.CharField(
        _("hashtag"),
        max_length=60,
        blank=True,
        validators=[
            RegexValidator(r"^\w+$", _("Letters, digits and underscores, without the sign #."))
        ],
        help_text=_("Without the sign #."),
    )
    state = models.CharField(
        pgettext_lazy("campaign", "state"),
        max_length=10,
        choices=State.choices,
        default=State.RUNNING,
    )
    outcome_date = models.DateField(_("day of the outcome"), null=True, blank=True)
    outcome = RichTextField(
        _("what came of it"),
        features=PROSE,
        blank=True,
        help_text=_("Shown at the top of the page once the campaign has ended."),
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="campaigns"
    )
    countries = CodesField(
        _("countries"),
        vocabulary=vocabularies.countries,
        blank=True,
        help_text=_(
            "Where it asks for change. Names or two-letter codes, with commas between them. "
            "Empty: everywhere."
        ),
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.override_translatable_fields,
        SameEverywhereField("hashtag"),
        *(
            SourceOnlyField(name)
            for name in (
                "state",
                "outcome_date",
                "topics",
                "countries",
                "partners",
                "petitions",
                "notes",
            )
        ),
    ]

    text_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_description")], _("Picture")),
        FieldPanel("problem"),
        FieldPanel("ask"),
        FieldPanel("targets"),
        FieldPanel("objectives"),
        FieldPanel("milestones"),
        FieldPanel("body"),
        FieldPanel("press_kit"),
    ]
    together_panels = [
        HelpPanel(
            content=format_lazy(
                "<p>{}</p>",
                _(
                    "These are the same in every language. "
                    "They take effect when the page in the source language is published."
                ),
            )
        ),
        InlinePanel("petitions", heading=_("Petitions and pledges"), label=_("Petition")),
        InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
        InlinePanel("notes", heading=_("Guidance"), label=_("Note")),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        FieldPanel("countries"),
        FieldPanel("hashtag"),
    ]
    outcome_panels = [
        HelpPanel(
            content=format_lazy(
                "<p>{}</p>",
                _(
                    "When a campaign ends, its petitions end with it: they thank those who signed "
                    "and take no more signatures. When it runs again, so do they."
                ),
            )
        ),
        FieldPanel("state"),
        FieldPanel("outcome_date"),
        FieldPanel("outcome"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Text")),
            ObjectList(together_panels, heading=_("With whom")),
            ObjectList(outcome_panels, heading=_("Outcome")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    base_form_class = CampaignPageForm
    searched_fields = ("summary", "problem", "ask", "targets", "objectives", "outcome", "body")
    api_fields = [
        APIField("summary"),
        APIField("problem"),
        APIField("ask"),
        APIField("targets"),
        APIField("objectives"),
        APIField("milestones"),
        APIField("body"),
        APIField("hashtag"),
        APIField("outcome"),
    ]
    template = "campaigns/campaign_page.html"
    parent_page_types: ClassVar[list[str]] = ["campaigns.CampaignIndexPage"]
    subpage_types: ClassVar[list[str]] = ["campaigns.CampaignUpdatePage"]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def clean(self) -> None:
        """Refuse an outcome without its day, and an address that the list needs."""
        super().clean()
        errors = {}
        if self.state != State.RUNNING and self.outcome_date is None:
            errors["outcome_date"] = _("Give the day on which the campaign ended.")
        if self.slug == "updates":
            errors["slug"] = _("This address is taken by the feed of the list. Choose another.")
        if errors:
            raise ValidationError(errors)

    @property
    def campaign_uuid(self) -> Any:
        """What identifies the campaign in every language; an alias stands for its original."""
        return (self.alias_of or self).translation_key

    @cached_property
    def source(self) -> "CampaignPage":
        """The page that says what is the same in every language; one query at most.

        Where it is not live, this page itself.
        """
        if self.locale.language_code == settings.LANGUAGE_CODE and not self.alias_of_id:
            return self
        found = CampaignPage.objects.live().filter(
            translation_key=self.campaign_uuid,
            locale__language_code=settings.LANGUAGE_CODE,
            alias_of=None,
        )
        return found.first() or self

    @property
    def milestones_in_order(self) -> list[Any]:
        """The milestones by their dates, the oldest first; without a date at the end."""
        return sorted(self.milestones, key=lambda block: block.value["date"] or date.max)

    @property
    def description(self) -> str:
        """Without one of its own, the summary."""
        return self.search_description or self.summary

    @path("")
    def show(self, request: HttpRequest) -> HttpResponse:
        """Show the campaign."""
        from campaigns.views.campaigns import campaign

        return campaign(request, self)

    @path("updates/", name="updates")
    def updates(self, request: HttpRequest) -> HttpResponse:
        """List all updates, the newest first."""
        from campaigns.views.updates import updates

        return updates(request, self)

    @path("updates/feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The updates for feed readers."""
        from campaigns.views.updates import feed_of_campaign

        return feed_of_campaign(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft with what it is to be linked to."""
        from campaigns.views.campaigns import campaign

        return campaign(request, self)

    def get_route_paths(self) -> list[str]:
        """What leads on to the new address when the page is moved."""
        return ["/", "/updates/", "/updates/feed/"]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only the campaign itself: its list of updates says the same as they do."""
        return super(RoutablePageMixin, self).get_sitemap_urls(request)
