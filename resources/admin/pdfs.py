"""The list of PDFs: how each stands, why one could not be made, and another try."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from core import libraries
from core.admin.columns import LanguageColumn, isolated
from resources.models import EditionPdf
from resources.pdf.queueing import try_again

PDF_LIST = "resources_pdfs:index"

# By the name of the error that is recorded.
REASONS = {
    "NoLettersError": gettext_lazy(
        "The server has no font for some letters of this text. "
        "Ask those who run the site to install the fonts of its language."
    ),
    "TooSlowError": gettext_lazy("It took too long."),
    "Abandoned": gettext_lazy(
        "Each time, the worker ended before it was ready; perhaps the memory was too small."
    ),
}
NO_LIBRARY = gettext_lazy(
    "The server lacks the library Pango, without which no PDF is made. "
    "Ask those who run the site to install it."
)


def reason(pdf: EditionPdf) -> str:
    """Return why there is no PDF yet, in words; empty where nothing is wrong."""
    if pdf.status == EditionPdf.Status.WAITING and not libraries.are_there():
        return str(NO_LIBRARY)
    if not pdf.error:
        return ""
    unknown = _("An error of the name %(name)s. The log of the worker says more.")
    return str(REASONS.get(pdf.error) or unknown % {"name": pdf.error})


class PdfPermissionPolicy(ModelPermissionPolicy):
    """PDFs are looked at and tried again; what makes and removes them is their edition."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may view or change."""
        return action in ("view", "change") and super().user_has_permission(user, action)


pdf_permissions = PdfPermissionPolicy(EditionPdf)


class EditionColumn(Column):
    """The edition's title; leads to the PDF as readers find it."""

    cell_template_name = "resources/admin/pdf_cell.html"

    def get_value(self, instance: EditionPdf) -> SafeString:
        """Return the title."""
        return isolated(instance.text.title)


class AgainColumn(Column):
    """What is wrong, and a button for another try."""

    cell_template_name = "resources/admin/pdf_reason_cell.html"

    def get_value(self, instance: EditionPdf) -> str:
        """Return the reason."""
        return reason(instance)

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Offer another try to those who may, where the last one has failed for good."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        is_failed = instance.status == EditionPdf.Status.FAILED
        if is_failed and pdf_permissions.user_has_permission(user, "change"):
            context["again_url"] = reverse("resources_pdfs:again", args=[instance.pk])
        return context


class PdfListView(IndexView):
    """All PDFs, those of the newest editions first."""

    any_permission_required: ClassVar[list[str]] = ["view"]
    default_ordering = "-text_id"

    def get_base_queryset(self) -> QuerySet[EditionPdf]:
        """What a row shows, in one query, without the texts."""
        pdfs = EditionPdf.objects.select_related("text__edition__note")
        return pdfs.defer("text__content")

    def order_queryset(self, queryset: QuerySet[EditionPdf]) -> QuerySet[EditionPdf]:
        """The full version before the short one."""
        return queryset.order_by("-text_id", "version")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Which edition, and how its PDF stands."""
        return [
            EditionColumn("title", label=_("Edition")),
            Column("label", label=_("Number"), accessor="text.label"),
            LanguageColumn("language", label=_("Language"), accessor="text.language"),
            Column("version", label=_("Version"), accessor="get_version_display"),
            StatusTagColumn(
                "status",
                label=_("State"),
                accessor="get_status_display",
                primary=lambda pdf: pdf.status == EditionPdf.Status.READY,
            ),
            AgainColumn("reason", label=_("What is wrong")),
            Column("pages", label=_("Pages")),
            Column(
                "size", label=_("Size"), accessor=lambda pdf: pdf.size and filesizeformat(pdf.size)
            ),
            DateColumn("made_at", label=_("Made")),
        ]

    def get_list_buttons(self, instance: EditionPdf) -> list[Any]:
        """There is nothing to edit."""
        return []


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a PDF that was given up made after all."""
    if not pdf_permissions.user_has_permission(request.user, "change"):
        raise PermissionDenied
    if try_again(get_object_or_404(EditionPdf, pk=pk)):
        messages.success(request, _("The PDF is being made"))
    return redirect(PDF_LIST)


class EditionPdfViewSet(ModelViewSet):
    """The PDFs of editions. They come with their edition."""

    model = EditionPdf
    icon = "doc-full"
    menu_label = gettext_lazy("PDFs")
    name = "resources_pdfs"
    url_prefix = "guidance/pdfs"
    index_view_class = PdfListView
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    list_filter: ClassVar[list[str]] = ["status", "version", "text__language"]
    list_per_page = 50
    exclude_form_fields: ClassVar[list[str]] = []

    @property
    def permission_policy(self) -> PdfPermissionPolicy:
        """Viewing and another try."""
        return pdf_permissions

    def get_urlpatterns(self) -> list[Any]:
        """Nothing is added, edited or deleted here."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("again/<int:pk>/", again, name="again"),
        ]
