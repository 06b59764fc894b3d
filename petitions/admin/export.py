"""The export of what the list of signatures shows."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from petitions.admin.filters import describe, for_the_log, listed
from petitions.admin.permissions import signature_permissions
from petitions.exporting import count_by_petition, csv_lines, filename, log_export
from users.models import User

LINES_AT_ONCE = 200


class ExportForm(forms.Form):
    """How the file will be opened."""

    for_excel = forms.BooleanField(
        label=_("I will open the file with Excel"),
        required=False,
        help_text=_(
            "Adds a mark by which Excel shows all letters right. Other programs do not need it."
        ),
    )


class ExportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Says what would leave the house, and hands it out when the button is pressed."""

    permission_policy = signature_permissions
    template_name = "petitions/admin/export.html"
    page_title = _("Export signatures")
    header_icon = "download"
    form_class = ExportForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse those who may not take signatures out."""
        if not (self.user_has_permission("view") and self.user_has_permission("export")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        return [
            *self.breadcrumbs_items,
            {"url": self.list_url, "label": _("Signatures")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many, of which petitions, by which filters."""
        numbers = count_by_petition(listed(self.request))
        return {
            **super().get_context_data(**kwargs),
            "numbers": numbers,
            "number": sum(numbers.values()),
            "filters": list(describe(self.request)),
            "query": self.request.GET.get("q", ""),
            "list_url": self.list_url,
        }

    @property
    def list_url(self) -> str:
        """The list with the same filters."""
        query = self.request.GET.urlencode()
        return reverse("petitions_signatures:list") + (f"?{query}" if query else "")

    def form_valid(self, form: ExportForm) -> Any:
        """Record it, then send the file piece by piece."""
        signatures = listed(self.request)
        user = cast(User, self.request.user)
        numbers = log_export(signatures, user, for_the_log(self.request))
        return StreamingHttpResponse(
            _in_pieces(csv_lines(signatures, for_excel=form.cleaned_data["for_excel"])),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{filename(list(numbers))}"',
                "Cache-Control": "private, no-store",
            },
        )


def _in_pieces(lines: Iterator[str]) -> Iterator[str]:
    """Put lines together: the server sends each piece by itself."""
    while piece := "".join(islice(lines, LINES_AT_ONCE)):
        yield piece
