"""The pages that editors write and translators translate."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
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
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField

from core.finding.indexing import Part
from core.locales import written_language
from core.models import BasePage
from core.translated_fields import SameEverywhereField
from resources.admin.forms import NotePageForm
from resources.admin.panels import EditionsPanel
from resources.api import AboutField, EditionField, SectionsField
from resources.blocks import AuthorsBlock, NoteAnnexesBlock, NoteBodyBlock
from resources.jurisdictions import jurisdiction_choices
from resources.licences import Licence
from resources.models.taxonomy import Audience, Topic


class GuidanceIndexPage(RoutablePageMixin, BasePage):
    """Lists the guidance of one language, with search and filters."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    searched_fields = ("introduction",)
    api_fields = [APIField("introduction")]
    template = "resources/guidance_index_page.html"
    subpage_types = ["resources.GuidanceNotePage"]

    class Meta:
        verbose_name = _("guidance list")
        verbose_name_plural = _("guidance lists")

    @property
    def description(self) -> str:
        """Without one of its own, the introduction."""
        return self.search_description or self.introduction

    @path("")
    def show(self, request: HttpRequest) -> HttpResponse:
        """Search and filter, by the address alone."""
        from resources.views.index import guidance_index

        return guidance_index(request, self)

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The editions of all notes, for feed readers."""
        from resources.views.feeds import all_editions

        return all_editions(request, self)

    def get_route_paths(self) -> list[str]:
        """What leads on to the new address when the page is moved: feed readers follow."""
        return ["/", "/feed/"]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only the list itself."""
        return super(RoutablePageMixin, self).get_sitemap_urls(request)


class Kind(models.TextChoices):
    """What sort of guidance it is."""

    NOTE = "note", _("Guidance note")
    GUIDE = "guide", _("Practical guide")
    BRIEFING = "briefing", _("Briefing")
    MODEL = "model", _("Model texts")


class GuidanceNotePage(RoutablePageMixin, BasePage):
    """A guidance note as it is being written.

    Readers see its editions: publishing the page makes one (see
    `resources.publishing`). What is the same in all languages is synchronised.
    """

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences, for lists, search engines and shared links."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.NOTE)
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="notes"
    )
    audiences = ParentalManyToManyField(
        Audience, verbose_name=_("audience"), blank=True, related_name="notes"
    )
    authors = StreamField(AuthorsBlock(), verbose_name=_("authors"), blank=True)
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence.choices,
        default=Licence.CC_BY,
        help_text=_("On which terms others may use the text."),
    )
    body = StreamField(NoteBodyBlock(), verbose_name=_("sections"), blank=True)
    annexes = StreamField(NoteAnnexesBlock(), verbose_name=_("annexes"), blank=True)

    edition_number = models.PositiveSmallIntegerField(
        _("number of the edition"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_(
            "What is published under a number never changes. "
            "To publish a changed text, give it the next number."
        ),
    )
    edition_date = models.DateField(
        _("date of the edition"),
        null=True,
        blank=True,
        help_text=_("Leave empty for the day on which it is published."),
    )
    edition_changes = models.TextField(
        _("what has changed"),
        blank=True,
        max_length=1000,
        help_text=_("For readers of the former edition, in a few sentences."),
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.override_translatable_fields,
        SameEverywhereField("kind"),
        SameEverywhereField("topics"),
        SameEverywhereField("audiences"),
        SameEverywhereField("jurisdictions"),
        SameEverywhereField("licence"),
        SameEverywhereField("edition_number"),
        SameEverywhereField("edition_date"),
        SameEverywhereField("related"),
    ]

    text_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("annexes"),
    ]
    edition_panels = [
        EditionsPanel(heading=_("What is published")),
        MultiFieldPanel(
            [
                FieldPanel("edition_number"),
                FieldPanel("edition_date"),
                FieldPanel("edition_changes"),
            ],
            _("This edition"),
        ),
    ]
    about_panels = [
        FieldPanel("kind"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        FieldPanel("audiences", widget=CheckboxSelectMultiple),
        InlinePanel("jurisdictions", heading=_("Jurisdictions"), label=_("Jurisdiction")),
        FieldPanel("authors"),
        FieldPanel("licence"),
        InlinePanel(
            "related",
            heading=_("Related"),
            label=_("Page"),
            help_text=_("Petitions, notes and other pages that readers may want next."),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Text")),
            ObjectList(edition_panels, heading=_("Edition")),
            ObjectList(about_panels, heading=_("About the note")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            # Which edition a translation is of is said without being asked for.
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
    # The newest edition: what stands in the page's own fields may be read there alone.
    api_fields = [
        APIField("summary"),
        APIField("edition", serializer=EditionField()),
        APIField("about", serializer=AboutField()),
        APIField("sections", serializer=SectionsField()),
    ]

    base_form_class = NotePageForm
    # A copy is a note of its own, which begins with its first edition.
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "edition_number",
        "edition_date",
        "edition_changes",
    ]
    template = "resources/guidance_note_page.html"
    parent_page_types = ["resources.GuidanceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes = [("", _("Full version")), ("short", _("Short version"))]

    class Meta:
        verbose_name = _("guidance note")
        verbose_name_plural = _("guidance notes")

    def clean(self) -> None:
        """Refuse addresses that the list or the note needs for itself."""
        super().clean()
        if self.slug == GuidanceIndexPage.get_resolver().reverse("feed").strip("/"):
            raise ValidationError(
                {"slug": _("This address is taken by the feed of the list. Choose another.")}
            )

    @property
    def note_uuid(self) -> Any:
        """What identifies the note in every language; an alias stands for its original."""
        return (self.alias_of or self).translation_key

    @cached_property
    def newest_text(self) -> Any:
        """What readers of the page have now: its newest edition; None where there is none."""
        from resources.editions import newest_text_of

        return newest_text_of(self.note_uuid, written_language(self))

    @classmethod
    def fetch_searched_parts(cls, pages: Sequence[Self]) -> None:
        """Fetch what readers of these pages have now. One query."""
        from resources.editions import newest_texts

        wanted = {(page.note_uuid, written_language(page)): page for page in pages}
        texts = {(text.edition.note.uuid, text.language): text for text in newest_texts(wanted)}
        for key, page in wanted.items():
            page.newest_text = texts.get(key)

    def searched_parts(self) -> Iterator[Part]:
        """Yield what the newest edition says; the title and summary of a page without one."""
        from resources.finding.indexing import searched_parts

        return searched_parts(self)

    @property
    def description(self) -> str:
        """Without one of its own, the summary."""
        return self.search_description or self.summary

    @path("")
    def show(self, request: HttpRequest) -> HttpResponse:
        """Show the newest edition."""
        from resources.views.note import note_page

        return note_page(request, self)

    @path("short/", name="short")
    def short(self, request: HttpRequest) -> HttpResponse:
        """Show the short version of the newest edition."""
        from resources.views.note import note_page

        return note_page(request, self, version="short")

    @property
    def card_line(self) -> str:
        """Which kind of document it is."""
        return str(self.get_kind_display())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview the draft as the edition it would be."""
        from resources.views.note import preview

        return preview(request, self, version=mode_name or "full")

    def get_route_paths(self) -> list[str]:
        """What leads on to the new address when the page is moved: links to either version."""
        return ["/", "/short/"]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only the note itself: the short version says the same."""
        return super(RoutablePageMixin, self).get_sitemap_urls(request)


class NoteJurisdiction(Orderable):
    """Where a note's advice on law applies."""

    page = ParentalKey(GuidanceNotePage, on_delete=models.CASCADE, related_name="jurisdictions")
    code = models.CharField(_("jurisdiction"), max_length=3, choices=jurisdiction_choices)

    panels = [FieldPanel("code")]

    class Meta(Orderable.Meta):
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        constraints = [
            models.UniqueConstraint(fields=["page", "code"], name="one_row_per_jurisdiction")
        ]

    def __str__(self) -> str:
        return self.code


class RelatedPage(Orderable):
    """A page that readers of a note may want next: a petition, another note."""

    page = ParentalKey(GuidanceNotePage, on_delete=models.CASCADE, related_name="related")
    target = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("target")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self) -> str:
        return f"{self.target_id}"
