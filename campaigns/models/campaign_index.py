"""The list of campaigns."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from core.models import BasePage


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
