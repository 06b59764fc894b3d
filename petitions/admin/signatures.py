"""The list of signatures."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import (
    BaseColumn,
    BulkActionsCheckboxColumn,
    Column,
    DateColumn,
    StatusTagColumn,
)
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.admin.columns import IsolatedColumn, LanguageColumn
from core.admin.deciding import decision_buttons
from core.admin.exporting import export_url
from core.admin.paging import PlacePaginator
from core.keyset import in_order
from petitions.admin.bulk_actions import DECISIONS
from petitions.admin.columns import SignerColumn
from petitions.admin.detail import SignatureView
from petitions.admin.export import SignatureExportView
from petitions.admin.filters import SEARCHED, SignatureFilterSet, search
from petitions.admin.permissions import SignaturePermissionPolicy, signature_permissions
from petitions.models import Signature

NEWEST_FIRST = "-created_at"


class SignatureListView(IndexView):
    """All signatures, newest first. No query depends on how many there are."""

    any_permission_required = ["view"]
    page_title = _("Signatures")
    paginator_class = PlacePaginator
    default_ordering = NEWEST_FIRST
    # Finds the way to `search_queryset`; the columns are named there.
    search_fields = SEARCHED

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Switch off Wagtail's own export, which asks for no permission and keeps no record."""
        super().setup(request, *args, **kwargs)
        self.is_export = False

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Boxes to tick are for those who may act."""
        boxes = [BulkActionsCheckboxColumn("bulk_actions", obj_type="item")]
        return [
            *(boxes if self.user_has_permission("moderate") else []),
            SignerColumn(
                "signer",
                label=_("Signed by"),
                get_url=self.get_inspect_url,
                get_title_id=lambda signature: f"item_{signature.pk}_title",
            ),
            IsolatedColumn("petition", label=_("Petition"), accessor="petition.title"),
            StatusTagColumn(
                "status",
                label=_("State"),
                accessor="get_status_display",
                primary=lambda signature: signature.counts,
            ),
            Column("country", label=_("Country"), accessor="country.name"),
            LanguageColumn("language", label=_("Language")),
            IsolatedColumn("partner", label=_("Partner")),
            DateColumn("created_at", label=_("Signed"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> QuerySet[Signature]:
        """What a row shows, in one query."""
        return Signature.objects.select_related("petition")

    def order_queryset(self, queryset: QuerySet[Signature]) -> QuerySet[Signature]:
        """By time, and by number among equals: the order of an index, either way round."""
        return in_order(queryset, newest_first=self.ordering.startswith("-"))

    def search_queryset(self, queryset: QuerySet[Signature]) -> QuerySet[Signature]:
        """By address or name."""
        return search(queryset, self.search_query)

    def get_list_buttons(self, instance: Signature) -> list[Button]:
        """No menu in each row: the name leads to everything."""
        return []

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Lead to the export of what is listed."""
        if not self.user_has_permission("export"):
            return []
        unrelated = (self.page_kwarg, "ordering", "_w_filter_fragment")
        url = export_url("petitions_signatures:export", self.request, besides=unrelated)
        return [HeaderButton(_("Export"), url=url, icon_name="download")]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the actions on ticked signatures."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if self.user_has_permission("moderate"):
            context["bulk_buttons"] = decision_buttons(DECISIONS)
            context["bulk_label"] = _("What to do with the selected signatures")
        return context


class SignatureURLFinder:
    """Leads from a signature in a report to its details."""

    def __init__(self, user: Any = None) -> None:
        self.may_view = user is None or signature_permissions.user_has_permission(user, "view")

    def get_edit_url(self, instance: Signature) -> str | None:
        """Return the address of the details, for those who may see them."""
        if not self.may_view:
            return None
        return reverse("petitions_signatures:inspect", args=[instance.pk])


class SignatureViewSet(SnippetViewSet):
    """Signatures can be looked at, decided on and exported."""

    model = Signature
    icon = "group"
    menu_label = _("Signatures")
    url_namespace = "petitions_signatures"
    url_prefix = "petitions/signatures"
    index_view_class = SignatureListView
    inspect_view_class = SignatureView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = SignatureFilterSet
    list_per_page = 50
    ordering = NEWEST_FIRST
    search_fields = SEARCHED
    search_backend_name = None
    index_template_name = "core/admin/decidable_list.html"
    index_results_template_name = "core/admin/placed_results.html"
    inspect_template_name = "petitions/admin/signature.html"
    # Each confirmation would keep an index of which signature refers to which petition.
    add_to_reference_index = False
    url_finder_class = SignatureURLFinder

    @property
    def permission_policy(self) -> SignaturePermissionPolicy:
        """Viewing, moderating and exporting."""
        return signature_permissions

    @property
    def export_view(self) -> Any:
        """The export of what the list shows."""
        return self.construct_view(SignatureExportView)

    def register_chooser_viewset(self) -> None:
        """A chooser would list every signature to whoever may log in; nothing chooses one."""

    def get_urlpatterns(self) -> list[Any]:
        """Only what can be done with a signature has an address."""
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("export/", self.export_view, name="export"),
            path("<uuid:pk>/", self.inspect_view, name="inspect"),
        ]
