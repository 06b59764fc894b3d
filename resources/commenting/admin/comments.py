"""The list of comments."""

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
    StatusTagColumn,
    TitleColumn,
)
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.admin.columns import NOTHING, IsolatedColumn, LanguageColumn, isolated
from core.admin.deciding import decision_buttons
from core.admin.exporting import export_url
from resources.commenting.admin.decisions import DECISIONS
from resources.commenting.admin.detail import CommentView
from resources.commenting.admin.export import CommentExportView
from resources.commenting.admin.filters import SEARCHED, CommentFilterSet, search
from resources.commenting.admin.permissions import CommentPermissionPolicy, comment_permissions
from resources.models import Comment

NEWEST_FIRST = "-created_at"
# Letters of a comment that the list shows.
EXCERPT = 120


class ExcerptColumn(TitleColumn):
    """The beginning of a comment; leads to the whole of it."""

    def get_value(self, instance: Comment) -> SafeString:
        """Return the first words."""
        return isolated(Truncator(instance.text).chars(EXCERPT))


class CommentListView(IndexView):
    """All comments, newest first. No query depends on the number of rows shown."""

    any_permission_required = ["view"]
    page_title = _("Comments")
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
            ExcerptColumn(
                "text",
                label=_("Comment"),
                get_url=self.get_inspect_url,
                get_title_id=lambda comment: f"item_{comment.pk}_title",
            ),
            IsolatedColumn("name", label=_("Name"), accessor=lambda row: row.name or NOTHING),
            IsolatedColumn("consultation", label=_("Draft"), accessor="consultation.title"),
            IsolatedColumn("section_title", label=_("Section")),
            StatusTagColumn(
                "status",
                label=_("State"),
                accessor="get_status_display",
                primary=lambda comment: comment.is_public,
            ),
            Column("verdict", label=_("What becomes of it"), accessor="get_verdict_display"),
            Column("country", label=_("Country"), accessor="country.name"),
            LanguageColumn("language", label=_("Language")),
            DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> QuerySet[Comment]:
        """What a row shows, in one query, without the text of the draft."""
        return Comment.objects.select_related("consultation").defer("consultation__content")

    def order_queryset(self, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        """By time, and by number among equals: the order of an index, either way round."""
        sign = "-" if self.ordering.startswith("-") else ""
        return queryset.order_by(f"{sign}created_at", f"{sign}pk")

    def search_queryset(self, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        """By address, name or words of the comment."""
        return search(queryset, self.search_query)

    def get_list_buttons(self, instance: Comment) -> list[Button]:
        """No menu in each row: its first words lead to everything."""
        return []

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Lead to the export of what is listed."""
        if not self.user_has_permission("export"):
            return []
        unrelated = (self.page_kwarg, "ordering", "_w_filter_fragment")
        url = export_url("resources_comments:export", self.request, besides=unrelated)
        return [HeaderButton(_("Export"), url=url, icon_name="download")]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the actions on ticked comments."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if self.user_has_permission("moderate"):
            context["bulk_buttons"] = decision_buttons(DECISIONS)
            context["bulk_label"] = _("What to do with the selected comments")
        return context


class CommentURLFinder:
    """Leads from a comment in a report to its details."""

    def __init__(self, user: Any = None) -> None:
        self.may_view = user is None or comment_permissions.user_has_permission(user, "view")

    def get_edit_url(self, instance: Comment) -> str | None:
        """Return the address of the details, for those who may see them."""
        if not self.may_view:
            return None
        return reverse("resources_comments:inspect", args=[instance.pk])


class CommentViewSet(SnippetViewSet):
    """Comments can be looked at, answered, decided on and exported."""

    model = Comment
    icon = "comment"
    menu_label = _("Comments")
    url_namespace = "resources_comments"
    url_prefix = "guidance/comments"
    index_view_class = CommentListView
    inspect_view_class = CommentView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = CommentFilterSet
    list_per_page = 50
    ordering = NEWEST_FIRST
    search_fields = SEARCHED
    search_backend_name = None
    index_template_name = "core/admin/decidable_list.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    inspect_template_name = "resources/comments/admin/comment.html"
    add_to_reference_index = False
    url_finder_class = CommentURLFinder

    @property
    def permission_policy(self) -> CommentPermissionPolicy:
        """Viewing, moderating and exporting."""
        return comment_permissions

    @property
    def export_view(self) -> Any:
        """The export of what the list shows."""
        return self.construct_view(CommentExportView)

    def register_chooser_viewset(self) -> None:
        """A chooser would list every comment to whoever may log in; nothing chooses one."""

    def get_urlpatterns(self) -> list[Any]:
        """Only what can be done with a comment has an address."""
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("export/", self.export_view, name="export"),
            path("<uuid:pk>/", self.inspect_view, name="inspect"),
        ]
