"""Finding questions: the filters and the search of the staff's list."""

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from campaigns.models import Event, EventQuestion
from core.admin.listing import Listing
from core.admin.searching import find_words

SEARCHED = ("text", "name")


class QuestionFilterSet(WagtailFilterSet):
    """The filters beside the list."""

    event = django_filters.ModelChoiceFilter(
        label=_("Event"),
        queryset=Event.objects.filter(questions__isnull=False).distinct().order_by("-changed_at"),
        empty_label=_("All events"),
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All languages")
    )
    suspicion = django_filters.ChoiceFilter(
        label=_("Looks suspicious"),
        choices=EventQuestion.Suspicion.choices,
        empty_label=_("Any reason"),
    )
    created_at = django_filters.DateFromToRangeFilter(label=_("Sent"), widget=DateRangePickerWidget)

    class Meta:
        model = EventQuestion
        fields: list[str] = []


def search(questions: QuerySet[EventQuestion], typed: str) -> QuerySet[EventQuestion]:
    """Find by words of the question and the name."""
    return find_words(questions, typed, SEARCHED)


question_listing = Listing(QuestionFilterSet, search)
