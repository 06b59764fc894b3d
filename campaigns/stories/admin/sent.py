"""The list of stories that were sent in."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from campaigns.models import SentStory
from campaigns.stories.admin.detail import SentStoryView
from campaigns.stories.admin.erase import EraseView
from campaigns.stories.admin.permissions import (
    SentStoryPermissionPolicy,
    sent_story_permissions,
)
from campaigns.stories.admin.pictures import PictureView
from core.admin.columns import NOTHING, IsolatedColumn, LanguageColumn, isolated
from core.admin.searching import find_by_words

NEWEST_FIRST = "-created_at"
SEARCHED = ("headline", "name", "organisation")


def state_of(story: SentStory) -> str:
    """Return what has become of a story, in words."""
    if story.page is not None and story.page.live:
        return _("published")
    if story.declined_at:
        return _("declined")
    if story.page is None:
        return _("held") if story.flag else _("no page")
    return _("draft")


class SentStoryFilterSet(WagtailFilterSet):
    """The filters beside the list."""

    is_held = django_filters.BooleanFilter(
        label=gettext_lazy("Held for a check"), method="filter_held", widget=BooleanRadioSelect
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        empty_label=gettext_lazy("All languages"),
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Sent"), widget=DateRangePickerWidget
    )

    class Meta:
        model = SentStory
        fields: list[str] = []

    def filter_held(
        self, stories: QuerySet[SentStory], name: str, value: bool
    ) -> QuerySet[SentStory]:
        """Those that may not be from a person, or the others."""
        return stories.exclude(flag="") if value else stories.filter(flag="")


class HeadlineColumn(TitleColumn):
    """The headline; leads to everything that was sent."""

    def get_value(self, instance: SentStory) -> SafeString:
        """Return the headline."""
        return isolated(instance.headline)


class SentStoryListView(IndexView):
    """All stories, newest first. No query depends on the number of rows shown."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Stories sent in")
    default_ordering = NEWEST_FIRST
    # Finds the way to `search_queryset`; the columns are named there.
    search_fields = SEARCHED

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Switch off Wagtail's own export, which asks for no permission and keeps no record."""
        super().setup(request, *args, **kwargs)
        self.is_export = False

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What tells one story from another, without its text."""
        return [
            HeadlineColumn("headline", label=_("Headline"), get_url=self.get_inspect_url),
            IsolatedColumn("name", label=_("Sender")),
            IsolatedColumn("organisation", label=_("Organisation")),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor=state_of,
                primary=lambda story: story.page is None and not story.declined_at,
            ),
            Column(
                "flag",
                label=_("Held because"),
                accessor=lambda story: story.get_flag_display() or NOTHING,
            ),
            LanguageColumn("language", label=_("Language")),
            DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> QuerySet[SentStory]:
        """What a row shows, in one query."""
        return SentStory.objects.select_related("page").defer("text", "page__body")

    def order_queryset(self, queryset: QuerySet[SentStory]) -> QuerySet[SentStory]:
        """By time, and by number among equals: the order of an index, either way round."""
        sign = "-" if self.ordering.startswith("-") else ""
        return queryset.order_by(f"{sign}created_at", f"{sign}pk")

    def search_queryset(self, queryset: QuerySet[SentStory]) -> QuerySet[SentStory]:
        """By mail address, by headline, or by parts of names."""
        return find_by_words(queryset, self.search_query, SEARCHED)

    def get_list_buttons(self, instance: SentStory) -> list[Button]:
        """No menu in each row: the headline leads to everything."""
        return []

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Nobody adds a story here."""
        return []


class SentStoryURLFinder:
    """Leads from a story in a report to its details."""

    def __init__(self, user: Any = None) -> None:
        self.may_view = user is None or sent_story_permissions.user_has_permission(user, "view")

    def get_edit_url(self, instance: SentStory) -> str | None:
        """Return the address of the details, for those who may see them."""
        if not self.may_view:
            return None
        return reverse("campaigns_sent_stories:inspect", args=[instance.pk])


class SentStoryViewSet(SnippetViewSet):
    """Stories sent in can be looked at, made into drafts and erased."""

    model = SentStory
    icon = "mail"
    menu_label = gettext_lazy("Stories sent in")
    menu_name = "sent-stories"
    url_namespace = "campaigns_sent_stories"
    url_prefix = "campaigns/stories"
    index_view_class = SentStoryListView
    inspect_view_class = SentStoryView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = SentStoryFilterSet
    list_per_page = 50
    ordering = NEWEST_FIRST
    search_fields = SEARCHED
    search_backend_name = None
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    inspect_template_name = "campaigns/stories/admin/sent_story.html"
    add_to_reference_index = False
    url_finder_class = SentStoryURLFinder

    @property
    def permission_policy(self) -> SentStoryPermissionPolicy:
        """Viewing, making drafts and erasing."""
        return sent_story_permissions

    def register_chooser_viewset(self) -> None:
        """A chooser would list every story to whoever may log in; nothing chooses one."""

    def get_urlpatterns(self) -> list[Any]:
        """Only what can be done with a story has an address."""
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("<uuid:pk>/", self.inspect_view, name="inspect"),
            path("<uuid:pk>/erase/", EraseView.as_view(), name="erase"),
            path("<uuid:pk>/pictures/<uuid:picture>/", PictureView.as_view(), name="picture"),
        ]
