"""Taking personal data out: a page that says what would leave the house, then the file."""

from abc import abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from core.admin.listing import Listing


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
    """Hands out what a list shows when the button is pressed."""

    header_icon = "download"
    form_class = ExportForm
    listing: Listing
    list_name = ""
    list_label: Any = ""

    @abstractmethod
    def numbers(self, rows: QuerySet[Any]) -> dict[Any, int]:
        """Return how many of the rows belong to what."""

    @abstractmethod
    def hand_out(self, rows: QuerySet[Any], *, for_excel: bool) -> HttpResponseBase:
        """Record who takes the rows, and answer with them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse those who may not take anything out."""
        if not (self.user_has_permission("view") and self.user_has_permission("export")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        return [
            *self.breadcrumbs_items,
            {"url": self.list_url, "label": self.list_label},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many, of what, by which filters."""
        numbers = self.numbers(self.listing.rows(self.request))
        return {
            **super().get_context_data(**kwargs),
            "numbers": numbers,
            "number": sum(numbers.values()),
            "filters": list(self.listing.in_words(self.request)),
            "query": self.request.GET.get("q", ""),
            "list_url": self.list_url,
        }

    @property
    def list_url(self) -> str:
        """The list with the same filters."""
        query = self.request.GET.urlencode()
        return reverse(self.list_name) + (f"?{query}" if query else "")

    def form_valid(self, form: ExportForm) -> Any:
        """Hand it out."""
        return self.hand_out(
            self.listing.rows(self.request), for_excel=form.cleaned_data["for_excel"]
        )


def export_url(name: str, request: HttpRequest, *, besides: tuple[str, ...]) -> str:
    """Return the address of the export of what a list shows; `besides` are no filters of it."""
    query = request.GET.copy()
    for key in besides:
        query.pop(key, None)
    for key, values in list(query.lists()):
        kept = [value for value in values if value]
        if kept:
            query.setlist(key, kept)
        else:
            del query[key]
    url = reverse(name)
    return f"{url}?{query.urlencode()}" if query else url
