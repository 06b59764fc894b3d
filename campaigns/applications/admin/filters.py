"""Finding applications: the filters and the search of the staff's list."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from campaigns.applications.admin.permissions import assignable_users
from campaigns.models import Application, ApplicationForm
from campaigns.models.applications import Purpose
from core.admin.listing import Listing
from core.admin.searching import find_by_words

SEARCHED = ("name",)
# In the place of a member of staff.
NOBODY, ME = "nobody", "me"


class ApplicationFilterSet(WagtailFilterSet):
    """The filters beside the list."""

    form = django_filters.ModelChoiceFilter(
        label=_("Form"),
        queryset=ApplicationForm.objects.all(),
        empty_label=_("All forms"),
    )
    purpose = django_filters.ChoiceFilter(
        field_name="form__purpose",
        label=_("Purpose"),
        choices=Purpose.choices,
        empty_label=_("Any purpose"),
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=Application.Status.choices,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    assigned_to = django_filters.ChoiceFilter(
        label=_("Assigned to"), method="filter_assigned", empty_label=_("Anybody")
    )
    is_marked = django_filters.BooleanFilter(
        label=_("Marked for a check"), method="filter_marked", widget=BooleanRadioSelect
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All languages")
    )
    created_at = django_filters.DateFromToRangeFilter(label=_("Sent"), widget=DateRangePickerWidget)

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = [(str(user.pk), str(user)) for user in assignable_users()]
        self.filters["assigned_to"].extra["choices"] = [
            (ME, _("me")),
            (NOBODY, _("nobody")),
            *staff,
        ]

    def filter_assigned(
        self, applications: QuerySet[Application], name: str, value: str
    ) -> QuerySet[Application]:
        """Those of one member of staff, of whoever asks, or of nobody."""
        if value == NOBODY:
            return applications.filter(assigned_to=None)
        user: Any = self.request.user if value == ME else value
        return applications.filter(assigned_to=user)

    def filter_marked(
        self, applications: QuerySet[Application], name: str, value: bool
    ) -> QuerySet[Application]:
        """Those that may not be from a person, or the others."""
        return applications.exclude(flag="") if value else applications.filter(flag="")


def search(applications: QuerySet[Application], typed: str) -> QuerySet[Application]:
    """Find by mail address, by number of the application, or by parts of names."""
    return find_by_words(applications, typed, SEARCHED)


application_listing = Listing(ApplicationFilterSet, search)
