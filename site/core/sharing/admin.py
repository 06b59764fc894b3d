"""Short links in the admin: made, listed with how often they were followed, printed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import (
    BaseColumn,
    Column,
    DateColumn,
    NumberColumn,
    StatusTagColumn,
    TitleColumn,
)
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import CreateView, DeleteView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminPageChooser
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import ModelPermissionPolicy

from core.admin.columns import IsolatedColumn, isolated, isolated_in_title
from core.models import BasePage, ShortLink
from core.routing import public
from core.sharing.models import ShortLinkDay
from core.sharing.short_links import pages_of

# How many days are shown one by one.
_DAYS = 30
short_link_permissions = ModelPermissionPolicy(ShortLink)


def _original(page: Page) -> Page:
    """Return the page itself or, for an alias, what it stands for."""
    return page.alias_of or page


def _source_of(link: ShortLink) -> Page | None:
    """Return the page that its translations were made from; None if it is gone."""
    pages = Page.objects.filter(translation_key=link.translation_key, alias_of=None)
    return pages.order_by("pk").first()


class ShortLinkForm(WagtailAdminModelForm):
    """What a link leads to, and what it is for."""

    page = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1),
        label=gettext_lazy("Page"),
        widget=AdminPageChooser,
        help_text=gettext_lazy("Readers are led to it in their own language, where it is there."),
    )

    field_order = ("page", "label", "source")

    class Meta:
        model = ShortLink
        fields = ["label", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["page"] = _source_of(self.instance)

    def clean_page(self) -> Page:
        """Refuse a page that is none of the site's own: it has no address of ours."""
        page: Page = _original(self.cleaned_data["page"])
        if not isinstance(page.specific_deferred, BasePage):
            raise forms.ValidationError(_("Choose another page."), code="kind")
        return page

    def save(self, commit: bool = True) -> ShortLink:
        """Keep what the page is in all its languages."""
        self.instance.translation_key = self.cleaned_data["page"].translation_key
        link: ShortLink = super().save(commit)
        return link


class ShortLinkFilters(WagtailFilterSet):
    """Of one page, in whichever of its languages it was chosen; from one source."""

    page = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Page"),
        queryset=Page.objects.filter(depth__gt=1),
        widget=AdminPageChooser,
        method="of_page",
    )

    class Meta:
        model = ShortLink
        fields: ClassVar[list[str]] = ["source"]

    def of_page(self, links: QuerySet[ShortLink], name: str, page: Page) -> QuerySet[ShortLink]:
        """Return the links to a page."""
        return links.filter(translation_key=_original(page).translation_key)


class AddressColumn(Column):
    """The address, with a button that copies it."""

    cell_template_name = "sharing/admin/address_cell.html"

    def get_value(self, instance: ShortLink) -> str:
        """Return it with host."""
        return instance.url


class PageColumn(Column):
    """The page's title in its first language."""

    def get_value(self, instance: Any) -> SafeString | str:
        """Return it, or that there is none any more."""
        return isolated(instance.page_title) if instance.page_title else _("Deleted")


def _readable_in_words(is_live: bool) -> str:
    return pgettext("page", "Published") if is_live else pgettext("page", "Not published")


class ShortLinkListView(IndexView):
    """All links, newest first."""

    default_ordering = "-created_at"

    def get_base_queryset(self) -> QuerySet[ShortLink]:
        """What a row shows, in one query."""
        pages = Page.objects.filter(translation_key=OuterRef("translation_key"))
        titles = pages.filter(alias_of=None).order_by("pk").values("title")
        days = ShortLinkDay.objects.filter(link=OuterRef("pk")).order_by().values("link")
        return ShortLink.objects.select_related("created_by").annotate(
            page_title=Subquery(titles[:1]),
            is_live=Exists(public(pages.live().filter(alias_of=None))),
            hits=Coalesce(Subquery(days.annotate(hits=Sum("hits")).values("hits")), 0),
        )

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What for, where to, and how often."""
        title_column = self._get_title_column_class(TitleColumn)
        return [
            title_column(
                "label",
                label=_("What it is for"),
                accessor=lambda link: isolated(link.label),
                get_url=lambda link: self.get_inspect_url(link) or self.get_edit_url(link),
                sort_key="label",
            ),
            AddressColumn("url", label=_("Address")),
            PageColumn("page_title", label=_("Page")),
            StatusTagColumn(
                "is_live",
                label=_("State"),
                accessor=lambda link: _readable_in_words(link.is_live),
                primary=lambda link: link.is_live,
            ),
            IsolatedColumn("source", label=_("From")),
            NumberColumn("hits", label=_("Followed"), sort_key="hits"),
            IsolatedColumn(
                "created_by",
                label=_("Made by"),
                accessor=lambda link: link.created_by and get_user_display_name(link.created_by),
            ),
            DateColumn("created_at", label=_("Made"), sort_key="created_at"),
        ]


class ShortLinkCreateView(CreateView):
    """Make a link; the page may be named in the address."""

    submit_button_label = gettext_lazy("Make the link")
    submit_button_active_label = gettext_lazy("Making…")

    def get_initial(self) -> dict[str, Any]:
        """Propose the page from which somebody came, and its title."""
        wanted = self.request.GET.get("page", "")
        page = Page.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
        if page is None:
            return {}
        return {"page": _original(page), "label": page.get_admin_display_title()[:120]}

    def save_instance(self) -> ShortLink:
        """Keep who has made it."""
        self.form.instance.created_by = self.request.user
        return super().save_instance()

    def get_success_url(self) -> str:
        """Show the address, which is what it was made for."""
        url: str = reverse("short_links:inspect", args=[self.object.pk])
        return url

    def get_success_message(self, instance: ShortLink) -> str:
        """Say the address."""
        return _("The link is made: %(address)s") % {"address": instance.url}


class ShortLinkDeleteView(DeleteView):
    """Remove a link."""

    confirmation_message = gettext_lazy(
        "Remove this link? Whoever follows it, or scans a code that is printed, "
        "will read that the page was not found. How often it was followed is removed as well."
    )


class ShortLinkView(InspectView):
    """One link: its address, its QR code, and how often it was followed."""

    page_title = gettext_lazy("Short link")
    template_name = "sharing/admin/short_link.html"

    def get_page_subtitle(self) -> str:
        """Name the link."""
        return isolated_in_title(self.object.label)

    def get_fields(self) -> list[str]:
        """Wagtail's own list of columns is not shown."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the code and the counts."""
        link = self.object
        today = datetime.now(UTC).date()
        days = link.days.filter(day__gt=today - timedelta(days=_DAYS)).order_by("-day")
        return {
            **super().get_context_data(**kwargs),
            "link": link,
            "page": _source_of(link),
            "languages": pages_of(link),
            "days": list(days),
            "hits": link.days.aggregate(hits=Coalesce(Sum("hits"), 0))["hits"],
        }


class ShortLinkViewSet(ModelViewSet):
    """Short links to pages."""

    model = ShortLink
    name = "short_links"
    url_prefix = "short-links"
    icon = "link"
    menu_label = gettext_lazy("Short links")
    # After pages, petitions and guidance, and before pictures.
    menu_order = 180
    add_to_admin_menu = True
    form_fields = ShortLinkForm.Meta.fields
    filterset_class = ShortLinkFilters
    search_fields: ClassVar[list[str]] = ["label", "code", "source"]
    search_backend_name = None
    index_view_class = ShortLinkListView
    add_view_class = ShortLinkCreateView
    delete_view_class = ShortLinkDeleteView
    inspect_view_class = ShortLinkView
    inspect_view_enabled = True
    inspect_template_name = "sharing/admin/short_link.html"
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> type[ShortLinkForm]:
        """The same form for a new link and an old one."""
        return ShortLinkForm


def page_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer a short link in the menu of every page, to those who may make one."""
    if page.depth > 1 and short_link_permissions.user_has_permission(user, "add"):
        yield Button(_("Make a short link"), url=add_url(page), icon_name="link", priority=46)


def add_url(page: Page) -> str:
    """Return where a link to a page is made."""
    return f"{reverse('short_links:add')}?{urlencode({'page': page.pk})}"


def list_url(page: Page) -> str:
    """Return where the links to a page are listed."""
    return f"{reverse('short_links:index')}?{urlencode({'page': page.pk})}"
