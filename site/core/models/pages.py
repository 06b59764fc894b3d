"""The base of every page, and the two kinds that belong to no app."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock


class BasePage(Page):
    """What every page is: translated text, and an address shared by all its languages."""

    # The same last part of the address in every language: a link that was
    # shared keeps its meaning, and nobody has to invent slugs in a hurry.
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [SynchronizedField("slug")]

    tells_when_outdated = models.BooleanField(
        _("say when a translation is older than this text"),
        default=True,
        help_text=_(
            "Readers of a translation that has not followed a change of this page are told so, "
            "with a link to this page. Translators see it in any case."
        ),
    )

    settings_panels = [*Page.settings_panels, FieldPanel("tells_when_outdated")]

    class Meta:
        abstract = True

    @cached_property
    def live_translations(self) -> dict[str, Page]:
        """This page in each language in which it is live and really translated. One query."""
        if self.pk is None:
            return {}
        pages = (
            self.get_translations(inclusive=True)
            .live()
            .filter(alias_of__isnull=True)
            .select_related("locale")
        )
        return {page.locale.language_code: page for page in pages}


class HomePage(BasePage):
    """The first page of a language's tree; shows the petitions that run."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("Who asks, and what for. One or two paragraphs."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    template = "core/home_page.html"
    max_count_per_parent = None
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(BasePage):
    """A plain page: about us, privacy, how we count."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("What the page says, in one or two sentences."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    api_fields = [APIField("introduction"), APIField("body")]
    template = "core/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below this one, as links."""
        context = super().get_context(request, *args, **kwargs)
        context["children"] = self.get_children().live().public().in_menu()
        return context
