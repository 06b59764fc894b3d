"""The list of events."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from core.models import BasePage


class EventIndexPage(RoutablePageMixin, BasePage):
    """Lists the events of one language: those to come, and those that were."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    searched_fields = ("introduction",)
    api_fields = [APIField("introduction")]
    template = "campaigns/events/event_index_page.html"
    subpage_types = ["campaigns.EventPage"]

    class Meta:
        verbose_name = _("event list")
        verbose_name_plural = _("event lists")

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
        """Show what is to come, and a page of what was."""
        from campaigns.events.views.index import event_index

        return event_index(request, self)

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest events, for feed readers."""
        from campaigns.events.feeds import event_feed

        return event_feed(request, self)

    # An address has no slash after the name of a file; Wagtail adds one before it looks here.
    @path("calendar.ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """All sessions to come, for calendars."""
        from campaigns.events.views.calendars import index_calendar

        return index_calendar(request, self)

    def get_route_paths(self) -> list[str]:
        """What leads on to the new address when the page is moved: feed readers follow."""
        return ["/", "/feed/"]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only the list itself."""
        return super(RoutablePageMixin, self).get_sitemap_urls(request)
