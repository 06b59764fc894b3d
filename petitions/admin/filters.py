"""Finding signatures: the filters and the search of the staff's list."""

import django_filters
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from core.admin.listing import Listing
from core.admin.searching import find_by_words
from core.countries import sorted_countries
from petitions.models import Petition, Signature

SEARCHED = ("given_name", "family_name", "organisation_name")


class SignatureFilterSet(WagtailFilterSet):
    """The filters beside the list."""

    petition = django_filters.ModelChoiceFilter(
        label=_("Petition"),
        queryset=Petition.objects.order_by("title"),
        empty_label=_("All petitions"),
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=Signature.Status.choices,
        widget=forms.CheckboxSelectMultiple,
        # One table, no duplicates; sorting a million rows to find none takes a while.
        distinct=False,
    )
    quarantine_reason = django_filters.ChoiceFilter(
        label=_("Held because"),
        choices=Signature.QuarantineReason.choices,
        empty_label=_("Any reason"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Signed as"), choices=Signature.Kind.choices, empty_label=_("Anyone")
    )
    is_approved = django_filters.BooleanFilter(
        label=_("Organisation approved"), method="filter_approved", widget=BooleanRadioSelect
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All languages")
    )
    country = django_filters.ChoiceFilter(
        label=_("Country"), choices=sorted_countries, empty_label=_("All countries")
    )
    partner = django_filters.CharFilter(label=_("Partner"))
    source = django_filters.CharFilter(label=_("Source"))
    has_message = django_filters.BooleanFilter(
        label=_("Left a message"), method="filter_message", widget=BooleanRadioSelect
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Signed"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Signature
        fields: list[str] = []

    def filter_approved(
        self, signatures: QuerySet[Signature], name: str, value: bool
    ) -> QuerySet[Signature]:
        """Only organisations are ever approved."""
        return signatures.filter(kind=Signature.Kind.ORGANISATION, is_approved=value)

    def filter_message(
        self, signatures: QuerySet[Signature], name: str, value: bool
    ) -> QuerySet[Signature]:
        """With or without a message to the coalition."""
        return signatures.exclude(comment="") if value else signatures.filter(comment="")


def search(signatures: QuerySet[Signature], typed: str) -> QuerySet[Signature]:
    """Find by mail address, by number of the signature, or by parts of names."""
    return find_by_words(signatures, typed, SEARCHED)


signature_listing = Listing(SignatureFilterSet, search)
