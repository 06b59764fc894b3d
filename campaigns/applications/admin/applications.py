"""The list of applications."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from campaigns.applications.admin.detail import ApplicationView
from campaigns.applications.admin.erase import EraseView
from campaigns.applications.admin.export import ApplicationExportView
from campaigns.applications.admin.files import FileView
from campaigns.applications.admin.filters import SEARCHED, ApplicationFilterSet, search
from campaigns.applications.admin.permissions import (
    ApplicationPermissionPolicy,
    application_permissions,
)
from campaigns.models import Application
from core.admin.columns import NOTHING, IsolatedColumn, LanguageColumn, isolated
from core.admin.exporting import export_url

NEWEST_FIRST = "-created_at"


class ApplicantColumn(TitleColumn):
    """Who applied; leads to everything that was sent."""

    def get_value(self, instance: Application) -> SafeString:
        """Return the name, else the address."""
        return isolated(instance.applicant)


class ApplicationListView(IndexView):
    """All applications, newest first. No query depends on the number of rows shown."""

    any_permission_required = ["view"]
    page_title = _("Applications")
    default_ordering = NEWEST_FIRST
    # Finds the way to `search_queryset`; the columns are named there.
    search_fields = SEARCHED

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Switch off Wagtail's own export, which asks for no permission and keeps no record."""
        super().setup(request, *args, **kwargs)
        self.is_export = False

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What tells one application from another, without its answers."""
        return [
            ApplicantColumn("applicant", label=_("Applicant"), get_url=self.get_inspect_url),
            IsolatedColumn("form", label=_("Form"), accessor="form.title"),
            StatusTagColumn(
                "status",
                label=_("State"),
                accessor="get_status_display",
                primary=lambda application: application.status == Application.Status.NEW,
            ),
            IsolatedColumn(
                "assigned_to",
                label=_("Assigned to"),
                accessor=lambda application: str(application.assigned_to or NOTHING),
            ),
            Column(
                "flag",
                label=_("Marked because"),
                accessor=lambda application: application.get_flag_display() or NOTHING,
            ),
            LanguageColumn("language", label=_("Language")),
            DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> QuerySet[Application]:
        """What a row shows, in one query."""
        return Application.objects.select_related("form", "assigned_to").defer("answers")

    def order_queryset(self, queryset: QuerySet[Application]) -> QuerySet[Application]:
        """By time, and by number among equals: the order of an index, either way round."""
        sign = "-" if self.ordering.startswith("-") else ""
        return queryset.order_by(f"{sign}created_at", f"{sign}pk")

    def search_queryset(self, queryset: QuerySet[Application]) -> QuerySet[Application]:
        """By address or name."""
        return search(queryset, self.search_query)

    def get_list_buttons(self, instance: Application) -> list[Button]:
        """No menu in each row: the name leads to everything."""
        return []

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Lead to the export of what is listed."""
        if not self.user_has_permission("export"):
            return []
        unrelated = (self.page_kwarg, "ordering", "_w_filter_fragment")
        url = export_url("campaigns_applications:export", self.request, besides=unrelated)
        return [HeaderButton(_("Export"), url=url, icon_name="download")]


class ApplicationURLFinder:
    """Leads from an application in a report to its details."""

    def __init__(self, user: Any = None) -> None:
        self.may_view = user is None or application_permissions.user_has_permission(user, "view")

    def get_edit_url(self, instance: Application) -> str | None:
        """Return the address of the details, for those who may see them."""
        if not self.may_view:
            return None
        return reverse("campaigns_applications:inspect", args=[instance.pk])


class ApplicationViewSet(SnippetViewSet):
    """Applications can be looked at, worked on, exported and erased."""

    model = Application
    icon = "form"
    menu_label = _("Applications")
    menu_name = "applications"
    # After the petitions and before guidance.
    url_namespace = "campaigns_applications"
    url_prefix = "campaigns/applications"
    index_view_class = ApplicationListView
    inspect_view_class = ApplicationView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = ApplicationFilterSet
    list_per_page = 50
    ordering = NEWEST_FIRST
    search_fields = SEARCHED
    search_backend_name = None
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    inspect_template_name = "campaigns/admin/application.html"
    add_to_reference_index = False
    url_finder_class = ApplicationURLFinder

    @property
    def permission_policy(self) -> ApplicationPermissionPolicy:
        """Viewing, working on, exporting and erasing."""
        return application_permissions

    def register_chooser_viewset(self) -> None:
        """A chooser would list every application to whoever may log in; nothing chooses one."""

    def get_urlpatterns(self) -> list[Any]:
        """Only what can be done with an application has an address."""
        export, erase = self.construct_view(ApplicationExportView), EraseView.as_view()
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("export/", export, name="export"),
            path("<uuid:pk>/", self.inspect_view, name="inspect"),
            path("<uuid:pk>/erase/", erase, name="erase"),
            path("<uuid:pk>/files/<uuid:file>/", FileView.as_view(), name="file"),
        ]
