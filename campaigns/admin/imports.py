"""Importing organisations: the file, its progress, the answers to its rows, the decision."""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from campaigns.importing.exporting import report_lines
from campaigns.importing.reading import COLUMNS, LARGEST_FILE, count_rows, decoded, opened
from campaigns.importing.reasons import in_words
from campaigns.importing.working import cancel, take_over
from campaigns.models import ImportRow, OrganisationImport
from core.admin.columns import IsolatedColumn
from core.spreadsheets import csv_response
from users.models import User

IMPORT_LIST = "campaigns_imports:index"
ROWS_PER_PAGE = 100
# Milliseconds between two looks at how far it is.
LOOKS_EVERY = 1500

import_permissions = ModelPermissionPolicy(OrganisationImport)
State = OrganisationImport.State


def require_permission(request: HttpRequest) -> None:
    """Refuse those who may not import."""
    if not import_permissions.user_has_permission(request.user, "add"):
        raise PermissionDenied


class UploadForm(forms.Form):
    """A file; what is wrong with it as a whole is said at once."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "Nothing is changed yet: the file is looked through first, and you see what would "
            "become of each row."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> UploadedFile:
        """Read it as far as its columns and the number of its rows."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file has %(size)s; at most %(most)s can be taken. Split it.")
                % {"size": filesizeformat(file.size), "most": filesizeformat(LARGEST_FILE)},
                code="large",
            )
        self.text = decoded(file.read())
        self.unknown_columns = opened(self.text).unknown_columns
        self.number = count_rows(self.text)
        return file


class UploadView(WagtailAdminTemplateMixin, FormView):
    """Take a file in; the worker looks through it."""

    form_class = UploadForm
    template_name = "campaigns/admin/import_upload.html"
    page_title = gettext_lazy("Import organisations")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse those who may not import."""
        require_permission(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(IMPORT_LIST), "label": _("Imports")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the columns."""
        return {**super().get_context_data(**kwargs), "columns": COLUMNS}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the text, and show how far it is."""
        of_import = OrganisationImport.objects.create(
            file_name=(form.cleaned_data["file"].name or "")[:200],
            text=form.text,
            unknown_columns=[name[:80] for name in form.unknown_columns[:50]],
            rows_in_all=form.number,
            created_by=cast(User, self.request.user),
        )
        return redirect("campaigns_imports:show", of_import.pk)


class ImportView(WagtailAdminTemplateMixin, DetailView):
    """How far an import is, and the answers to its rows."""

    model = OrganisationImport
    context_object_name = "import"
    template_name = "campaigns/admin/import.html"
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse those who may not import."""
        require_permission(request)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[OrganisationImport]:
        """Without the text of the file."""
        return OrganisationImport.objects.defer("text").select_related("created_by")

    def get_page_title(self) -> str:
        """The name of the file."""
        return self.object.file_name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(IMPORT_LIST), "label": _("Imports")},
            {"url": "", "label": self.object.file_name},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add progress, numbers, and the rows of one outcome."""
        of_import = self.object
        outcome = self.request.GET.get("outcome", "")
        rows = of_import.rows.select_related("organisation").defer("values").order_by("line")
        if outcome in ImportRow.Outcome.values:
            rows = rows.filter(outcome=outcome)
        page = Paginator(rows, ROWS_PER_PAGE).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            **progress_of(of_import),
            "outcomes": _outcomes(of_import, outcome),
            "outcome": outcome,
            "rows": [(row, in_words(row.reasons)) for row in page],
            "page": page,
            "looks_every": LOOKS_EVERY,
        }


def _outcomes(of_import: OrganisationImport, chosen: str) -> list[dict[str, Any]]:
    """Return each outcome with its number."""
    numbers = dict(of_import.rows.order_by().values_list("outcome").annotate(number=Count("pk")))
    return [
        {
            "value": value,
            "label": label,
            "number": numbers.get(value, 0),
            "is_chosen": value == chosen,
        }
        for value, label in ImportRow.Outcome.choices
    ]


def progress_of(of_import: OrganisationImport) -> dict[str, Any]:
    """Return how many rows are done with, of how many, in the step that is under way."""
    if of_import.state == State.TAKING:
        wanted = of_import.rows.filter(
            outcome__in=[ImportRow.Outcome.NEW, ImportRow.Outcome.CHANGED]
        )
        numbers = wanted.aggregate(total=Count("pk"), waiting=Count("pk", filter=Q(is_taken=False)))
        return {
            "total": numbers["total"],
            "done": numbers["total"] - numbers["waiting"],
        }
    return {"total": of_import.rows_in_all, "done": of_import.rows_checked}


def progress(request: HttpRequest, pk: Any) -> JsonResponse:
    """Answer the script of the page: how far it is."""
    require_permission(request)
    of_import = get_object_or_404(OrganisationImport.objects.defer("text"), pk=pk)
    return JsonResponse({"state": of_import.state, **progress_of(of_import)})


@require_POST
def decide(request: HttpRequest, pk: Any, decision: str) -> HttpResponse:
    """Take over what was looked through, or give it up."""
    require_permission(request)
    of_import = get_object_or_404(OrganisationImport.objects.defer("text"), pk=pk)
    if decision == "take":
        if not take_over(of_import):
            messages.error(request, _("This import is not waiting for a decision any more."))
    elif cancel(of_import):
        messages.success(request, _("The import was given up. Nothing has changed."))
    else:
        messages.error(request, _("It is too late: what was agreed to is being taken over."))
    return redirect("campaigns_imports:show", pk)


def report(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """Hand out the answer to each row as a file."""
    require_permission(request)
    of_import = get_object_or_404(OrganisationImport.objects.defer("text"), pk=pk)
    lines = report_lines(of_import, for_excel="excel" in request.GET)
    return csv_response(lines, f"import-{of_import.created_at:%Y-%m-%d}-report.csv")


class ImportListView(IndexView):
    """All imports, the newest first."""

    any_permission_required: ClassVar[list[str]] = ["add"]
    default_ordering = "-created_at"

    def get_base_queryset(self) -> QuerySet[OrganisationImport]:
        """What a row shows, without the texts."""
        return OrganisationImport.objects.defer("text").select_related("created_by")

    def order_queryset(self, queryset: Any) -> Any:
        """The newest first."""
        return queryset.order_by("-created_at")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Which file, by whom, and how far it is."""
        return [
            TitleColumn(
                "file_name",
                label=_("File"),
                get_url=lambda row: reverse("campaigns_imports:show", args=[row.pk]),
            ),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor="get_state_display",
                primary=lambda row: row.state == State.DONE,
            ),
            Column("rows_in_all", label=_("Rows")),
            IsolatedColumn(
                "created_by",
                label=_("By"),
                accessor=lambda row: row.created_by and get_user_display_name(row.created_by),
            ),
            DateColumn("created_at", label=_("Begun")),
        ]

    def get_list_buttons(self, instance: OrganisationImport) -> list[Any]:
        """There is nothing to edit."""
        return []


class ImportViewSet(ModelViewSet):
    """Imports of organisations."""

    model = OrganisationImport
    icon = "upload"
    menu_label = gettext_lazy("Imports")
    name = "campaigns_imports"
    url_prefix = "campaigns/imports"
    index_view_class = ImportListView
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    exclude_form_fields: ClassVar[list[str]] = []

    def get_urlpatterns(self) -> list[Any]:
        """A file is taken in, looked at and decided on; nothing of it is edited."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", UploadView.as_view(), name="add"),
            path("<uuid:pk>/", ImportView.as_view(), name="show"),
            path("<uuid:pk>/progress/", progress, name="progress"),
            path("<uuid:pk>/report.csv", report, name="report"),
            path("<uuid:pk>/take/", decide, {"decision": "take"}, name="take"),
            path("<uuid:pk>/cancel/", decide, {"decision": "cancel"}, name="cancel"),
        ]
