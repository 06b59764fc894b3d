"""What a list of the admin shows: its filters and its search.

A list, the actions on "all in the list" and the export share one `Listing`, so
each acts on exactly what is shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from wagtail.admin.active_filters import filter_adapter_class_registry
from wagtail.admin.filters import WagtailFilterSet


@dataclass(frozen=True)
class Listing:
    """The rows of one model as a query string finds them."""

    filterset: type[WagtailFilterSet]
    search: Callable[[QuerySet[Any], str], QuerySet[Any]]

    def rows(self, request: HttpRequest) -> QuerySet[Any]:
        """Return all rows that the list shows for the request's query string, on all its pages.

        None at all if a filter cannot be read: acting on everything instead would
        be the worst guess.
        """
        everything = self.filterset._meta.model.objects.all()
        filters = self.filterset(request.GET, queryset=everything, request=request)
        if not filters.is_valid():
            return everything.none()
        return self.search(filters.qs, request.GET.get("q", ""))

    def in_words(self, request: HttpRequest) -> Iterator[tuple[str, str]]:
        """Yield label and value of each filter that is set, for people."""
        nothing = self.filterset._meta.model.objects.none()
        filters = self.filterset(request.GET, queryset=nothing, request=request)
        if not filters.is_valid():
            return
        for name in filters.form.changed_data:
            definition, value = filters.filters[name], filters.form.cleaned_data[name]
            adapter = filter_adapter_class_registry.get(definition)
            for active in adapter(
                definition, filters.form[name], value, "", QueryDict()
            ).get_active_filters():
                yield active.field_label, active.value

    def for_the_log(self, request: HttpRequest) -> dict[str, Any]:
        """Return the filters that are set. A search may be for a name: only that there was one."""
        known = tuple(self.filterset.base_filters)
        values = {
            name: [value for value in request.GET.getlist(name) if value]
            for name in request.GET
            if name.startswith(known)
        }
        filters: dict[str, Any] = {name: value for name, value in values.items() if value}
        return {**filters, "search": True} if request.GET.get("q") else filters


def logged_filters(logged: dict[str, Any] | None) -> str:
    """Return what `Listing.for_the_log` has put into the log, as it stands in the address."""
    filters = dict(logged or {})
    words = [_("found by a search")] if filters.pop("search", False) else []
    words += [f"{name}: {_joined(value)}" for name, value in filters.items()]
    return "; ".join(words)


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
