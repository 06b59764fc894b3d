"""The lists of organisations and of liaisons."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, LocaleColumn, UpdatedAtColumn
from wagtail.admin.views.generic import IndexView as GenericIndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    SnippetViewSet,
    UnpublishView,
)

from campaigns import vocabularies
from campaigns.admin.consequences import consequences_of, say_what_sounds_alike
from campaigns.importing.exporting import directory_lines
from campaigns.models import Liaison, Organisation, OrganisationImport
from core.admin.columns import IsolatedColumn
from core.spreadsheets import csv_response

liaison_permissions = ModelPermissionPolicy(Liaison)
import_permissions = ModelPermissionPolicy(OrganisationImport)


class CountriesColumn(Column):
    """Where an organisation works."""

    def get_value(self, instance: Organisation) -> str:
        """Return the names of the countries."""
        return ", ".join(vocabularies.countries.sorted(instance.countries))


class OrganisationListView(IndexView):
    """All organisations of a language, with the ways in and out of the directory."""

    def get_base_queryset(self) -> Any:
        """Each once, in the source language, until another language is asked for."""
        rows = super().get_base_queryset()
        if "locale" not in self.request.GET:
            # By number: the search takes no conditions on other tables.
            rows = rows.filter(locale_id=Locale.get_default().pk)
        return rows.select_related("locale")

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Beside a new one, a whole file of them."""
        buttons = list(super().header_buttons)
        if import_permissions.user_has_permission(self.request.user, "add"):
            buttons.append(
                HeaderButton(
                    _("Import a CSV file"),
                    url=reverse("campaigns_imports:add"),
                    icon_name="upload",
                )
            )
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """The whole directory as a file."""
        buttons = list(super().header_more_buttons)
        if import_permissions.user_has_permission(self.request.user, "export"):
            url = reverse("campaigns_export_organisations")
            ways = ((url, _("Export as CSV")), (f"{url}?excel", _("Export as CSV for Excel")))
            buttons += [
                Button(label, url=address, icon_name="download", priority=90)
                for address, label in ways
            ]
        return buttons


class LiaisonListView(GenericIndexView):
    """All liaisons, by their organisations."""

    default_ordering = "organisation__name"

    def get_base_queryset(self) -> Any:
        """With the organisations, whose names the list shows."""
        return Liaison.objects.select_related("organisation")


class OrganisationCreateView(CreateView):
    """A new organisation; a name that is there already is pointed out."""

    def save_instance(self) -> Any:
        """Save, and say which others have such a name."""
        saved = super().save_instance()
        say_what_sounds_alike(self.request, saved)
        return saved


class OrganisationEditView(EditView):
    """An organisation; a name that is there already is pointed out."""

    def save_instance(self) -> Any:
        """Save, and say which others have such a name."""
        saved = super().save_instance()
        if "name" in self.form.changed_data:
            say_what_sounds_alike(self.request, saved)
        return saved


class OrganisationDeleteView(DeleteView):
    """Says first what goes along with an organisation."""

    template_name = "campaigns/admin/delete_organisation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what will happen."""
        consequences = consequences_of(self.object, is_deleted=True)
        return {**super().get_context_data(**kwargs), "consequences": consequences}


class OrganisationUnpublishView(UnpublishView):
    """Says first where an organisation will be missing."""

    template_name = "campaigns/admin/unpublish_organisation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what will happen."""
        consequences = consequences_of(self.object, is_deleted=False)
        return {**super().get_context_data(**kwargs), "consequences": consequences}


class OrganisationChooserViewSet(SnippetChooserViewSet):
    """Offers each organisation once: what others refer to is the row of the source language."""

    def get_object_list(self) -> Any:
        """Leave the translations out."""
        return Organisation.objects.filter(locale_id=Locale.get_default().pk)


class OrganisationViewSet(SnippetViewSet):
    """Organisations and coalitions."""

    model = Organisation
    icon = "group"
    menu_label = gettext_lazy("Organisations")
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        CountriesColumn("countries", label=gettext_lazy("Countries")),
        LocaleColumn(),
        UpdatedAtColumn(),
    ]
    list_filter: ClassVar[list[str]] = ["kind", "live"]
    list_per_page = 50
    index_view_class = OrganisationListView
    chooser_viewset_class = OrganisationChooserViewSet
    add_view_class = OrganisationCreateView
    edit_view_class = OrganisationEditView
    delete_view_class = OrganisationDeleteView
    unpublish_view_class = OrganisationUnpublishView
    delete_template_name = OrganisationDeleteView.template_name
    copy_view_enabled = False


class LiaisonViewSet(ModelViewSet):
    """Whom members can turn to.

    No snippets: Wagtail offers those for choosing to everybody who works in the admin.
    """

    model = Liaison
    name = "campaigns_liaisons"
    url_prefix = "campaigns/liaisons"
    index_view_class = LiaisonListView
    exclude_form_fields: ClassVar[list[str]] = []
    inspect_view_enabled = False
    add_to_reference_index = False
    icon = "user"
    menu_label = gettext_lazy("Liaisons")
    list_display: ClassVar[list[Any]] = [
        IsolatedColumn("name", label=gettext_lazy("Name")),
        IsolatedColumn("organisation", label=gettext_lazy("Organisation")),
        IsolatedColumn("email", label=gettext_lazy("Mail address")),
        Column(
            "name_is_public",
            label=gettext_lazy("Name is public"),
            accessor=lambda liaison: _("Yes") if liaison.name_is_public else _("No"),
        ),
    ]
    search_fields: ClassVar[list[str]] = ["name", "email", "organisation__name"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False


def export(request: HttpRequest) -> HttpResponseBase:
    """Hand out the directory as a file that can be imported again; say so in the log."""
    if not import_permissions.user_has_permission(request.user, "export"):
        raise PermissionDenied
    rows = Organisation.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    with_liaisons = liaison_permissions.user_has_permission(request.user, "view")
    # Comes before the file: an export that breaks off has given away data too.
    log(request.user, "campaigns.export", user=request.user, data={"number": rows.count()})
    lines = directory_lines(rows, with_liaisons=with_liaisons, for_excel="excel" in request.GET)
    return csv_response(lines, f"organisations-{timezone.localdate().isoformat()}.csv")


def urls() -> list[Any]:
    """Return the address of the export."""
    return [path("organisations/export.csv", export, name="campaigns_export_organisations")]
