"""Finding comments: the filters and the search of the staff's list."""

from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from core.admin.listing import Listing
from core.admin.searching import find_by_words
from core.countries import sorted_countries
from resources.models import Comment, Consultation

SEARCHED = ("name", "organisation", "text")


class CommentFilterSet(WagtailFilterSet):
    """The filters beside the list."""

    consultation = django_filters.ModelChoiceFilter(
        label=_("Draft"),
        queryset=Consultation.objects.defer("content").order_by("-opened_at"),
        empty_label=_("All drafts"),
    )
    section_key = django_filters.ChoiceFilter(
        label=_("Section"), choices=(), empty_label=_("All sections of the draft")
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=Comment.Status.choices,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    verdict = django_filters.MultipleChoiceFilter(
        label=_("What becomes of it"),
        choices=Comment.Verdict.choices,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    quarantine_reason = django_filters.ChoiceFilter(
        label=_("Held because"),
        choices=Comment.QuarantineReason.choices,
        empty_label=_("Any reason"),
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All languages")
    )
    country = django_filters.ChoiceFilter(
        label=_("Country"), choices=sorted_countries, empty_label=_("All countries")
    )
    created_at = django_filters.DateFromToRangeFilter(label=_("Sent"), widget=DateRangePickerWidget)

    class Meta:
        model = Comment
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Each draft has sections of its own, so they can be chosen once the draft is.
        self.filters["section_key"].extra["choices"] = self._sections()

    def _sections(self) -> list[tuple[str, str]]:
        """Return the sections of the chosen draft that have comments, in their order there."""
        try:
            chosen = UUID((self.data or {}).get("consultation") or "")
        except ValueError:
            return []
        rows = Comment.objects.filter(consultation=chosen).order_by("section_key")
        titles = dict(rows.values_list("section_key", "section_title").distinct())
        order = [
            section["key"]
            for contents in Consultation.objects.filter(pk=chosen).values_list(
                "content__sections", flat=True
            )
            for section in contents
        ]
        return [(key, titles[key]) for key in order if key in titles]


def search(comments: QuerySet[Comment], typed: str) -> QuerySet[Comment]:
    """Find by mail address, by number of the comment, or by words of name and text."""
    return find_by_words(comments, typed, SEARCHED)


comment_listing = Listing(CommentFilterSet, search)
