"""The list of stories: filtered by its address, the newest first."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from campaigns.models import StoryIndexPage, StoryPage
from campaigns.stories.listing import COUNTRY, ORGANISATION, TOPIC, listed
from core.countries import sorting_key
from core.finding.asked import asked_in
from core.finding.facets import by_name, chosen_in, matching
from core.finding.lists import put_together
from core.finding.results import Results
from core.routing import readable

PER_PAGE = 12
NEWEST, TITLE = "newest", "title"


def find(params: QueryDict, index_page: StoryIndexPage) -> Results:
    """Return what an address asks for, in the active language. Takes anything.

    Seven queries: restrictions, pages, sizes of their pictures (one more where a
    translation is not live), and four for what they are about (see `listed`).
    """
    pages = StoryPage.objects.child_of(index_page).order_by("-date", "-pk")
    stories, by_value = listed(
        readable(pages.select_related("image").prefetch_related("image__renditions"))
    )
    names = {key: by_name(values) for key, values in by_value.items()}
    chosen, has_unknown = chosen_in(params, names)
    sort_names = {NEWEST: _("Newest"), TITLE: _("Title")}
    asked = asked_in(params, "", chosen, sorts=sort_names, usual_sort=NEWEST)
    shown = list(matching(stories, chosen))
    # A translation has its source's date; the source in its place may stand elsewhere.
    shown.sort(key=lambda story: story.page.date, reverse=True)
    if asked.sort == TITLE:
        shown.sort(key=lambda story: sorting_key(story.page.title))
    return put_together(
        params,
        asked,
        stories,
        shown,
        in_all=len(stories),
        per_page=PER_PAGE,
        titles={TOPIC: _("Topic"), COUNTRY: _("Country"), ORGANISATION: _("Organisation")},
        names=names,
        sort_names=sort_names,
        has_unknown_filters=has_unknown,
    )
