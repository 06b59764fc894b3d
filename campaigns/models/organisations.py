"""Organisations, the coalitions that they form, and the directory that lists them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import (
    DraftStateMixin,
    Page,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from campaigns import vocabularies
from campaigns.admin.panels import LiaisonsPanel
from campaigns.blocks import ObjectivesBlock
from campaigns.directory.names import BY_COUNTRY, NEW_ID, host_of, same_name_key, sound_key
from campaigns.fields import ChoicesField, CodesField
from core.models import BasePage
from core.translated_fields import SameEverywhereField, SourceOnlyField

PROSE = ["bold", "italic", "ol", "ul", "link"]


class OrganisationIndexPage(RoutablePageMixin, BasePage):
    """The directory: lists organisations, and has a page for each."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    searched_fields = ("introduction",)
    api_fields = [APIField("introduction")]
    template = "campaigns/organisation_index_page.html"
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("directory of organisations")
        verbose_name_plural = _("directories of organisations")

    @property
    def description(self) -> str:
        """Without one of its own, the introduction."""
        return self.search_description or self.introduction

    @path("")
    def show(self, request: HttpRequest) -> HttpResponse:
        """Search and filter, by the address alone."""
        from campaigns.views.organisations import directory

        return directory(request, self)

    @path(f"{BY_COUNTRY}/", name="by_country")
    def by_country(self, request: HttpRequest) -> HttpResponse:
        """List the countries with the organisations that work there."""
        from campaigns.views.organisations import by_country

        return by_country(request, self)

    @path("<slug:slug>/", name="organisation")
    def organisation(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one organisation."""
        from campaigns.views.organisations import organisation

        return organisation(request, self, slug)

    def get_route_paths(self) -> list[str]:
        """What leads on to the new address when the page is moved."""
        return ["/", f"/{BY_COUNTRY}/"]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The list, and the page of each organisation that is written in the page's language."""
        from campaigns.directory.sitemap import organisation_urls

        own = super(RoutablePageMixin, self).get_sitemap_urls(request)
        return [*own, *organisation_urls(request, self)]


class Organisation(
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """An organisation; one whose kind is a coalition has others as its members.

    What it is, other than in words, stands in the row of the source language.
    """

    name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("As the organisation writes it. Translate it only where it has such a name."),
    )
    slug = models.SlugField(
        _("name in addresses"),
        max_length=100,
        help_text=_(
            "Letters a to z, digits, hyphens. Identifies the organisation in CSV files. "
            "Links to the old address break when it is changed."
        ),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=vocabularies.OrganisationKind.choices,
        default=vocabularies.OrganisationKind.NGO,
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("What the organisation does, in one or two sentences."),
    )
    description = RichTextField(_("description"), features=PROSE, blank=True)
    website = models.URLField(_("website"), blank=True)
    countries = CodesField(
        _("countries"),
        vocabulary=vocabularies.countries,
        blank=True,
        help_text=_("Where it works. Names or two-letter codes, with commas between them."),
    )
    languages = CodesField(
        _("working languages"),
        vocabulary=vocabularies.languages,
        blank=True,
        help_text=_("In which one can write to it. Names or codes, with commas between them."),
    )
    activities = ChoicesField(_("what it does"), vocabulary=vocabularies.activities, blank=True)
    logo = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    logo_permission = models.CharField(
        _("permission to use the logo"),
        max_length=200,
        blank=True,
        help_text=_("Who gave it, and when. Without it the logo cannot be shown."),
    )
    objectives = StreamField(
        ObjectivesBlock(),
        verbose_name=_("objectives"),
        blank=True,
        help_text=_("For coalitions: what the members have agreed to reach together."),
    )

    # By which imports find an organisation again; see `campaigns.directory.names`.
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    sound_key = models.CharField(max_length=200, editable=False, db_index=True)
    host = models.CharField(max_length=255, editable=False, db_index=True)

    translatable_fields: ClassVar[list[TranslatableField | SynchronizedField]] = [
        TranslatableField("name"),
        SameEverywhereField("slug"),
        TranslatableField("summary"),
        TranslatableField("description"),
        # Many have an address for each of their languages.
        SynchronizedField("website"),
        SourceOnlyField("kind"),
        SourceOnlyField("countries"),
        SourceOnlyField("languages"),
        SourceOnlyField("activities"),
        SourceOnlyField("logo"),
        SourceOnlyField("logo_permission"),
        TranslatableField("objectives"),
        SourceOnlyField("members"),
        SourceOnlyField("notes"),
    ]
    search_fields = [
        index.SearchField("searched_text"),
        # For the choosers of the admin, which look for beginnings of words.
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    text_panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("website"),
        FieldPanel("countries"),
        FieldPanel("languages"),
        FieldPanel("activities"),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_permission")], _("Logo")),
    ]
    coalition_panels = [
        FieldPanel("objectives"),
        InlinePanel("members", heading=_("Members"), label=_("Member")),
    ]
    link_panels = [
        LiaisonsPanel(heading=_("Liaisons")),
        InlinePanel(
            "notes",
            heading=_("Guidance"),
            label=_("Note"),
            help_text=_("Guidance that the organisation has worked on."),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("The organisation")),
            ObjectList(coalition_panels, heading=_("As a coalition")),
            ObjectList(link_panels, heading=_("People and guidance")),
        ]
    )

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="one_organisation_per_slug")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what imports find it by."""
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Set what imports find it by, from its name and website."""
        self.name_key = same_name_key(self.name)[:200]
        self.sound_key = sound_key(self.name)[:200]
        self.host = host_of(self.website)

    def clean(self) -> None:
        """Refuse a logo that nobody has allowed, and an address that means something else."""
        super().clean()
        errors = {}
        if self.logo_id and not self.logo_permission.strip():
            errors["logo_permission"] = _("Write who has allowed the logo to be shown, and when.")
        if self.slug == BY_COUNTRY:
            errors["slug"] = _("This address is taken by the list of countries. Choose another.")
        elif self.slug.casefold() == NEW_ID:
            errors["slug"] = _("In CSV files, “new” stands for a new organisation. Choose another.")
        if errors:
            raise ValidationError(errors)

    @property
    def is_coalition(self) -> bool:
        """Whether it is an organisation of organisations."""
        return self.kind == vocabularies.OrganisationKind.COALITION

    @cached_property
    def searched_text(self) -> str:
        """What the search index holds. The database's search asks for it several times over."""
        from campaigns.directory.indexing import searched_text

        return searched_text(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """Show the draft as its page in the directory."""
        from campaigns.views.organisations import preview

        return preview(request, self)
