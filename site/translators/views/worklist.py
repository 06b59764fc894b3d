"""The list of what is to be translated."""

from collections import Counter
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, LocaleColumn, StatusTagColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail_localize.models import TranslationSource

from translators.views.access import worklist_locales
from translators.worklist import State, WorkItem, work_items


class WorkFilterSet(WagtailFilterSet):
    """The filters beside the list. They sift a list: states are no column of any table."""

    language = django_filters.ChoiceFilter(label=_("Language"), empty_label=_("All languages"))
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=State.choices, empty_label=_("All states")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All kinds"))

    class Meta:
        # Its rows are never asked for.
        model = TranslationSource
        fields: list[str] = []

    def __init__(self, items: list[WorkItem], **kwargs: Any) -> None:
        """Offer the languages and kinds that there are."""
        super().__init__(**kwargs)
        languages = {item.locale.language_code: item.locale.get_display_name() for item in items}
        kinds = {_kind(item): item.kind for item in items}
        if len(languages) > 1:
            self.filters["language"].extra["choices"] = sorted(languages.items())
        else:
            del self.filters["language"]
        self.filters["kind"].extra["choices"] = sorted(kinds.items(), key=lambda kind: kind[1])

    def sift(self, items: list[WorkItem], *, by_state: bool = True) -> list[WorkItem]:
        """Return the items that match; with `by_state=False` whatever their state."""
        if not self.is_valid():
            return items
        chosen = self.form.cleaned_data
        return [
            item
            for item in items
            if chosen.get("language") in ("", None, item.locale.language_code)
            and chosen["kind"] in ("", _kind(item))
            and (not by_state or chosen["state"] in ("", item.state))
        ]


def _kind(item: WorkItem) -> str:
    content_type = item.source.specific_content_type
    return f"{content_type.app_label}.{content_type.model}"


class WorkTitleColumn(Column):
    """The title, which leads to the editor, or a button that begins the translation."""

    cell_template_name = "translators/title_cell.html"

    def get_cell_context_data(self, instance: WorkItem, parent_context: Any) -> dict[str, Any]:
        """Let the button be pressed from here only."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "item": instance, "csrf_token": parent_context.get("csrf_token")}


class StringsColumn(Column):
    """How many strings are left to translate, and to look at."""

    cell_template_name = "translators/strings_cell.html"


class LivePageColumn(Column):
    """A link to what readers see."""

    cell_template_name = "translators/live_page_cell.html"

    def get_cell_context_data(self, instance: WorkItem, parent_context: Any) -> dict[str, Any]:
        """Find the address."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        page = instance.live_page
        url = page.get_url(context["request"]) if page else ""
        return {**context, "item": instance, "page": page, "url": url}


class WorklistView(BaseListingView):
    """What is to be translated into the user's languages, the most pressing first."""

    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translators:worklist"
    index_results_url_name = "translators:worklist_results"
    results_template_name = "translators/worklist_results.html"
    is_searchable = True
    paginate_by = 50
    filterset_class = WorkFilterSet

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who translate nothing."""
        if not self.locales:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def locales(self) -> list[Any]:
        """The user's languages."""
        return worklist_locales(self.request.user)

    @cached_property
    def items(self) -> list[WorkItem]:
        """Everything in these languages. All of it is looked at to tell the states."""
        return work_items(self.locales)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Hand the filters what there is to choose from."""
        return {**super().get_filterset_kwargs(), "items": self.items}

    @cached_property
    def in_any_state(self) -> list[WorkItem]:
        """What was searched for, whatever its state."""
        words = self.search_query.casefold().split()
        return [
            item
            for item in self.filters.sift(self.items, by_state=False)
            if all(word in _searched(item) for word in words)
        ]

    def get_queryset(self) -> list[WorkItem]:
        """Return what is listed. A list, not a queryset: it is put together from many tables."""
        return self.filters.sift(self.in_any_state)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """The language is told only where there are several."""
        language = LocaleColumn(label=_("Language"), accessor="locale", sort_key=None)
        return [
            WorkTitleColumn("title", label=_("Title"), width="34%"),
            Column("kind", label=_("Kind")),
            *([language] if "language" in self.filters.filters else []),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor=lambda item: item.state.label,
                primary=lambda item: item.state == State.DONE,
            ),
            StringsColumn("strings", label=_("Strings")),
            DateColumn("changed_at", label=_("Source changed")),
            LivePageColumn("live_page", label=_("Live page")),
        ]

    @cached_property
    def no_results_message(self) -> str:
        """Say why the list is empty."""
        if self.is_searching or self.is_filtering:
            return gettext("Nothing matches.")
        return gettext(
            "There is nothing to translate yet. What editors publish will be listed here."
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add a link for each state."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        counts = Counter(item.state for item in self.in_any_state)
        chosen = self.request.GET.get("state", "")
        context["states"] = [
            {
                "label": label,
                "number": number,
                "url": self._url_with_state(state),
                "is_current": chosen == state,
            }
            for state, label, number in [
                ("", _("All states"), len(self.in_any_state)),
                *((state.value, state.label, counts[state]) for state in State),
            ]
        ]
        return context

    def _url_with_state(self, state: str) -> str:
        query = self.request.GET.copy()
        for name in (self.page_kwarg, "_w_filter_fragment", "state"):
            query.pop(name, None)
        if state:
            query["state"] = state
        return f"{self.index_url}?{query.urlencode()}"


def _searched(item: WorkItem) -> str:
    """Return the title in both languages."""
    return f"{item.title} {getattr(item.target, 'title', '')}".casefold()
