"""The base of every page, and the two kinds that belong to no app."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.finding.addresses import SEARCH
from core.finding.indexing import TEXT, TITLE, Part, searched_text
from core.finding.texts import passages_of_field
from core.locales import alternates
from core.routing import is_private, readable
from core.translated_fields import SameEverywhereField, SourceOnlyField


class BasePage(Page):
    """What every page is: translated text, and an address shared by all its languages."""

    # The same last part of the address in every language: a link that was
    # shared keeps its meaning, and nobody has to invent slugs in a hurry.
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SameEverywhereField("slug"),
        SameEverywhereField("show_in_menus"),
        SourceOnlyField("tells_when_outdated"),
    ]

    tells_when_outdated = models.BooleanField(
        _("say when a translation is older than this text"),
        default=True,
        help_text=_(
            "Readers of a translation that has not followed a change of this page are told so, "
            "with a link to this page. Translators see it in any case."
        ),
    )

    settings_panels = [*Page.settings_panels, FieldPanel("tells_when_outdated")]
    # The title as it is typed, for the admin's own search of pages; all there is to read, in the
    # words that readers search for.
    search_fields = [*Page.search_fields, index.SearchField("searched_text")]
    # The fields that readers find the page by, beside its title and its description.
    searched_fields: ClassVar[Sequence[str]] = ()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse the address that the search of the site has right below each first page.

        At any depth: a page may be moved up.
        """
        super().clean()
        if self.slug == SEARCH:
            raise ValidationError(
                {"slug": _("This address is taken by the search of the site. Choose another.")}
            )

    @classmethod
    def fetch_searched_parts(cls, pages: Sequence[Self]) -> None:
        """Fetch what `searched_parts` of these pages takes from elsewhere, if anything.

        As many queries for many pages as for one.
        """

    def searched_parts(self) -> Iterator[Part]:
        """Yield the texts that readers find the page by, and how much a word in each counts.

        Plain text in the page's language, the title first. Only what readers may
        see: nothing of a draft.
        """
        yield self.title, TITLE
        yield self.search_description, TEXT
        for name in self.searched_fields:
            for text in passages_of_field(self, name):
                yield text, TEXT

    @cached_property
    def searched_text(self) -> str:
        """What the search index holds. The database's search asks for it several times over."""
        return searched_text(self)

    @cached_property
    def live_translations(self) -> dict[str, Page]:
        """This page in each language in which it is live, public and really translated.

        Whoever reads a private page may know of it: it is among them itself. One query.
        """
        if self.pk is None:
            return {}
        original = self.alias_of or self
        pages = (
            Page.objects.live()
            .filter(
                Q(pk=original.pk) | ~is_private(),
                translation_key=original.translation_key,
                alias_of=None,
                locale__language_code__in=dict(settings.LANGUAGES),
            )
            .select_related("locale")
        )
        return {page.locale.language_code: page for page in pages}

    @classmethod
    def name_for_readers(cls) -> Any:
        """What readers call a page of this kind, in the active language."""
        return cls._meta.verbose_name

    @property
    def description(self) -> str:
        """What the page is about, in a sentence or two, for search engines and shared links."""
        return self.search_description

    @property
    def words_to_share(self) -> str:
        """What goes with the address where a reader passes the page on."""
        return self.title

    @property
    def card_line(self) -> str:
        """A few words below the title in the picture of a shared link, in the active language."""
        return ""

    def serve_password_required_response(
        self, request: HttpRequest, form: Any, action_url: str
    ) -> HttpResponse:
        """Ask for the password on a page that knows nothing of this one, nor tells of it."""
        context = {"form": form, "action_url": action_url}
        return render(request, "wagtailcore/password_required.html", context)

    def get_cached_paths(self) -> list[str]:
        """Return where a cache in front of the site keeps the page: it, and the steps below it."""
        paths = ["/"]
        if isinstance(self, RoutablePageMixin):
            for url in self.get_subpage_urls():
                # A step that needs to be told more, as which session of an event, goes by itself.
                with suppress(NoReverseMatch):
                    paths.append(f"/{self.reverse_subpage(url.name)}")
        return list(dict.fromkeys(paths))

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Add the page's addresses in its other languages."""
        others = [
            {"lang_code": alternate.hreflang, "location": alternate.url}
            for alternate in alternates(self.live_translations, request)
        ]
        return [{**url, "alternates": others} for url in super().get_sitemap_urls(request)]


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
    searched_fields = ("introduction", "body")
    template = "core/home_page.html"
    max_count_per_parent = None
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def description(self) -> str:
        """Without one of its own, the introduction."""
        return self.search_description or get_text_for_indexing(self.introduction)


class StandardPage(BasePage):
    """A plain page: about us, privacy, how we count."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("What the page says, in one or two sentences."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    searched_fields = ("introduction", "body")
    api_fields = [APIField("introduction"), APIField("body")]
    template = "core/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    @classmethod
    def name_for_readers(cls) -> Any:
        """To readers, what is of no other kind is a page."""
        return pgettext_lazy("kind of page", "page")

    @property
    def description(self) -> str:
        """Without one of its own, the introduction."""
        return self.search_description or self.introduction

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below this one, as links."""
        context = super().get_context(request, *args, **kwargs)
        context["children"] = readable(self.get_children().in_menu())
        return context
