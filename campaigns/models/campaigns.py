"""Campaigns: what many organisations ask for together."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from rest_framework.serializers import CharField
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from campaigns import vocabularies
from campaigns.admin.campaign_editor import campaign_editor
from campaigns.admin.forms import CampaignPageForm
from campaigns.blocks import (
    CampaignBodyBlock,
    MilestonesBlock,
    ObjectivesBlock,
    PressKitBlock,
    TargetsBlock,
)
from campaigns.fields import CodesField
from core.finding.indexing import TEXT, Part
from core.finding.texts import passages_of_html
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

    edit_handler = campaign_editor
    base_form_class = CampaignPageForm
    # The outcome comes on top once there is one (see `searched_parts`).
    searched_fields = (
        "summary",
        "problem",
        "ask",
        "targets",
        "objectives",
        "milestones",
        "body",
        "press_kit",
    )
    api_fields = [
        APIField("summary"),
        APIField("problem"),
        APIField("ask"),
        APIField("targets"),
        APIField("objectives"),
        APIField("milestones"),
        APIField("body"),
        APIField("hashtag"),
        APIField("outcome", serializer=CharField(source="shown_outcome")),
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
        return _live_sources({self.campaign_uuid}).first() or self

    @classmethod
    def fetch_searched_parts(cls, pages: Sequence[Self]) -> None:
        """Fetch the source pages, which say whether there is an outcome. One query."""
        own = [page for page in pages if page.locale.language_code == settings.LANGUAGE_CODE]
        others = [page for page in pages if page not in own]
        keys = {page.campaign_uuid for page in others}
        sources = _live_sources(keys).defer_streamfields() if keys else []
        found = {source.translation_key: source for source in sources}
        for page in others:
            page.source = found.get(page.campaign_uuid, page)

    def searched_parts(self) -> Iterator[Part]:
        """Yield what readers find the page by: of an outcome nothing before there is one."""
        yield from super().searched_parts()
        for text in passages_of_html(self.shown_outcome):
            yield text, TEXT

    @property
    def shown_outcome(self) -> str:
        """What came of it, as HTML; nothing while the campaign runs, whatever is written already.

        One query at most, see `source`.
        """
        return self.outcome if self.source.state != State.RUNNING else ""

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


def _live_sources(keys: set[UUID]) -> PageQuerySet[CampaignPage]:
    """Return the live pages of campaigns in the source language."""
    return CampaignPage.objects.live().filter(
        translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE, alias_of=None
    )
