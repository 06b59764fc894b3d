"""Stories: what organisations tell of their work, and the list of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField

from campaigns import vocabularies
from campaigns.blocks import CampaignBodyBlock
from campaigns.fields import CodesField
from campaigns.models.campaigns import CampaignPage
from campaigns.models.organisations import Organisation
from core.models import BasePage
from core.translated_fields import SameEverywhereField, SourceOnlyField
from resources.models import Topic

SUMMARY_LENGTH = 300


def _today() -> Any:
    return timezone.localdate()


class StoryIndexPage(RoutablePageMixin, BasePage):
    """Lists the stories of one language, with filters, and takes new ones."""

    introduction = models.TextField(_("introduction"), blank=True)
    invitation = models.TextField(
        _("invitation"),
        blank=True,
        max_length=1000,
        help_text=_("Above the form for sharing news: what you would like to hear of."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("invitation"),
    ]
    searched_fields = ("introduction",)
    api_fields = [APIField("introduction")]
    template = "campaigns/stories/story_index_page.html"
    subpage_types: ClassVar[list[str]] = ["campaigns.StoryPage"]

    class Meta:
        verbose_name = _("story list")
        verbose_name_plural = _("story lists")

    @property
    def description(self) -> str:
        """Without one of its own, the introduction."""
        return self.search_description or self.introduction

    @property
    def index_uuid(self) -> Any:
        """What identifies the list in every language; an alias stands for its original."""
        return (self.alias_of or self).translation_key

    @path("")
    def show(self, request: HttpRequest) -> HttpResponse:
        """Filter, by the address alone."""
        from campaigns.stories.views import story_index

        return story_index(request, self)

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest stories, for feed readers."""
        from campaigns.stories.feeds import story_feed

        return story_feed(request, self)

    @path("share/", name="share")
    def share(self, request: HttpRequest) -> HttpResponse:
        """Show the form for sharing news; a POST sends it."""
        from campaigns.stories.views import share

        return share(request, self)

    @path("share/thank-you/", name="shared")
    def shared(self, request: HttpRequest) -> HttpResponse:
        """Say the same to everyone who sent something."""
        return self.render(request, template="campaigns/stories/shared.html")

    def get_route_paths(self) -> list[str]:
        """What leads on to the new address when the page is moved: feed readers follow."""
        return ["/", "/feed/", "/share/"]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only the list itself."""
        return super(RoutablePageMixin, self).get_sitemap_urls(request)


class StoryPage(BasePage):
    """What an organisation has done or seen, and what came of it.

    Whatever is no text is read from the page in the source language, see `source`.
    """

    date = models.DateField(_("date"), default=_today)
    summary = models.TextField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        help_text=_("One or two sentences, for lists, search engines and shared links."),
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
    body = StreamField(CampaignBodyBlock(), verbose_name=_("text"), blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stories",
        help_text=_("Whose story it is. It is shown on the organisation’s page, too."),
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="stories"
    )
    countries = CodesField(
        _("countries"),
        vocabulary=vocabularies.countries,
        blank=True,
        help_text=_("Where it happened. Names or two-letter codes, with commas between them."),
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.override_translatable_fields,
        SameEverywhereField("date"),
        *(SourceOnlyField(name) for name in ("organisation", "topics", "countries", "campaigns")),
    ]

    text_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_description")], _("Picture")),
        FieldPanel("body"),
    ]
    about_panels = [
        HelpPanel(
            content=format_lazy(
                "<p>{}</p>",
                _(
                    "These are the same in every language. "
                    "They take effect when the page in the source language is published."
                ),
            )
        ),
        FieldPanel("organisation"),
        FieldPanel("countries"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        InlinePanel("campaigns", heading=_("Campaigns"), label=_("Campaign")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Text")),
            ObjectList(about_panels, heading=_("What it is about")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    searched_fields = ("summary", "body")
    api_fields = [
        APIField("date"),
        APIField("summary"),
        APIField("body"),
    ]
    template = "campaigns/stories/story_page.html"
    parent_page_types: ClassVar[list[str]] = ["campaigns.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [models.Index(fields=["-date"], name="story_by_date")]

    def clean(self) -> None:
        """Refuse the addresses that the list needs for itself."""
        super().clean()
        if self.slug in ("feed", "share"):
            raise ValidationError(
                {"slug": _("This address is taken by the list of stories. Choose another.")}
            )

    @property
    def story_uuid(self) -> Any:
        """What identifies the story in every language; an alias stands for its original."""
        return (self.alias_of or self).translation_key

    @cached_property
    def source(self) -> "StoryPage":
        """The page that says what is the same in every language; one query at most.

        Where it is not live, or the story was never told in that language, this page itself.
        """
        if self.locale.language_code == settings.LANGUAGE_CODE and not self.alias_of_id:
            return self
        found = StoryPage.objects.live().filter(
            translation_key=self.story_uuid,
            locale__language_code=settings.LANGUAGE_CODE,
            alias_of=None,
        )
        return found.first() or self

    @property
    def description(self) -> str:
        """Without one of its own, the summary."""
        return self.search_description or self.summary

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add whose story it is, what it is about, and what to read next."""
        from campaigns.stories.details import story_details

        context = super().get_context(request, *args, **kwargs)
        return {**context, "story": story_details(self)}


class StoryCampaign(Orderable):
    """A campaign that a story belongs to, and is shown on."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="campaigns")
    campaign = models.ForeignKey(
        CampaignPage, verbose_name=_("campaign"), on_delete=models.CASCADE, related_name="stories"
    )

    panels = [PageChooserPanel("campaign")]

    class Meta(Orderable.Meta):
        verbose_name = _("campaign of a story")
        verbose_name_plural = _("campaigns of stories")
        constraints = [
            models.UniqueConstraint(fields=["page", "campaign"], name="one_campaign_per_story")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}"
