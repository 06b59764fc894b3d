"""The list of questions, each of them, and its deletion."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import (
    BaseColumn,
    BulkActionsCheckboxColumn,
    Column,
    DateColumn,
    TitleColumn,
)
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from campaigns.events.admin.export import QuestionExportView
from campaigns.events.admin.filters import SEARCHED, QuestionFilterSet, search
from campaigns.events.admin.permissions import QuestionPermissionPolicy, question_permissions
from campaigns.models import EventQuestion
from core.admin.columns import (
    NOTHING,
    IsolatedColumn,
    LanguageColumn,
    isolated,
    language_name,
)
from core.admin.exporting import export_url

NEWEST_FIRST = "-created_at"
# Letters of a question that the list shows.
EXCERPT = 160


class ExcerptColumn(TitleColumn):
    """The beginning of a question; leads to the whole of it."""

    def get_value(self, instance: EventQuestion) -> SafeString:
        """Return the first words."""
        return isolated(Truncator(instance.text).chars(EXCERPT))


class QuestionListView(IndexView):
    """All questions, newest first. No query depends on the number of rows shown."""

    any_permission_required = ["view"]
    page_title = _("Questions for events")
    default_ordering = NEWEST_FIRST
    # Finds the way to `search_queryset`; the columns are named there.
    search_fields = SEARCHED

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Switch off Wagtail's own export, which asks for no permission and keeps no record."""
        super().setup(request, *args, **kwargs)
        self.is_export = False

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Boxes to tick are for those who may delete."""
        boxes = [BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet")]
        return [
            *(boxes if self.user_has_permission("delete") else []),
            ExcerptColumn(
                "text",
                label=_("Question"),
                get_url=self.get_inspect_url,
                get_title_id=lambda question: f"snippet_{question.pk}_title",
            ),
            IsolatedColumn("name", label=_("Name"), accessor=lambda row: row.name or NOTHING),
            IsolatedColumn("event", label=_("Event"), accessor=lambda row: str(row.event)),
            LanguageColumn("language", label=_("Language")),
            Column(
                "suspicion",
                label=_("Looks suspicious"),
                accessor=lambda row: row.get_suspicion_display() or NOTHING,
            ),
            DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> QuerySet[EventQuestion]:
        """What a row shows, in one query."""
        return EventQuestion.objects.select_related("event")

    def order_queryset(self, queryset: QuerySet[EventQuestion]) -> QuerySet[EventQuestion]:
        """By time, and by number among equals: the order of an index, either way round."""
        sign = "-" if self.ordering.startswith("-") else ""
        return queryset.order_by(f"{sign}created_at", f"{sign}pk")

    def search_queryset(self, queryset: QuerySet[EventQuestion]) -> QuerySet[EventQuestion]:
        """By words of the question or the name."""
        return search(queryset, self.search_query)

    def get_list_buttons(self, instance: EventQuestion) -> list[Button]:
        """No menu in each row: its first words lead to everything."""
        return []

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Lead to the export of what is listed."""
        if not self.user_has_permission("export"):
            return []
        unrelated = (self.page_kwarg, "ordering", "_w_filter_fragment")
        url = export_url("campaigns_questions:export", self.request, besides=unrelated)
        return [HeaderButton(_("Export"), url=url, icon_name="download")]


class QuestionView(InspectView):
    """One question in full."""

    any_permission_required = ["view"]
    page_title = _("Question")

    def get_page_subtitle(self) -> str:
        """Not its words: they are below."""
        return ""

    def get_fields(self) -> list[str]:
        """Wagtail's own list of columns is not shown."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what belongs to the question."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "question": self.object,
            "details": list(_details(self.object)),
            "delete_url": self.get_delete_url(),
        }


def _details(question: EventQuestion) -> Iterator[tuple[Any, Any]]:
    """Yield label and value of what is known of a question."""
    yield _("Event"), question.event
    yield _("Name"), question.name
    yield _("Language"), language_name(question.language)


class QuestionURLFinder:
    """Leads from a question in a report to its details."""

    def __init__(self, user: Any = None) -> None:
        self.may_view = user is None or question_permissions.user_has_permission(user, "view")

    def get_edit_url(self, instance: EventQuestion) -> str | None:
        """Return the address of the details, for those who may see them."""
        if not self.may_view:
            return None
        return reverse("campaigns_questions:inspect", args=[instance.pk])


class QuestionViewSet(SnippetViewSet):
    """Questions can be looked at, exported and deleted."""

    model = EventQuestion
    icon = "help"
    menu_label = _("Questions for events")
    menu_name = "event-questions"
    url_namespace = "campaigns_questions"
    url_prefix = "campaigns/questions"
    index_view_class = QuestionListView
    inspect_view_class = QuestionView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = QuestionFilterSet
    list_per_page = 50
    ordering = NEWEST_FIRST
    search_fields = SEARCHED
    search_backend_name = None
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    inspect_template_name = "campaigns/events/admin/question.html"
    add_to_reference_index = False
    url_finder_class = QuestionURLFinder

    @property
    def permission_policy(self) -> QuestionPermissionPolicy:
        """Viewing, exporting and deleting."""
        return question_permissions

    @property
    def export_view(self) -> Any:
        """The export of what the list shows."""
        return self.construct_view(QuestionExportView)

    def register_chooser_viewset(self) -> None:
        """A chooser would list every question to whoever may log in; nothing chooses one."""

    def get_urlpatterns(self) -> list[Any]:
        """Only what can be done with a question has an address."""
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("export/", self.export_view, name="export"),
            path("<uuid:pk>/", self.inspect_view, name="inspect"),
            path("<uuid:pk>/delete/", self.delete_view, name="delete"),
            # Deleting leads to it.
            path("<uuid:pk>/usage/", self.usage_view, name="usage"),
        ]
