"""Finding signatures: the filters and the search of the staff's list."""

from uuid import UUID

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from core.addresses import clean_address, email_key
from core.admin.listing import Listing
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
    typed = typed.strip()
    if "@" in typed:
        return signatures.filter(_address(typed))
    try:
        return signatures.filter(pk=UUID(typed))
    except ValueError:
        pass
    for word in typed.split():
        signatures = signatures.filter(_name(word))
    return signatures


def _address(typed: str) -> Q:
    """Match a whole address by its key: however it is written, and after it was erased."""
    try:
        return Q(email_key=email_key(clean_address(typed)))
    except ValidationError:
        return Q(email__icontains=typed)


def _name(word: str) -> Q:
    """Match a word in any of the names, whatever its case."""
    # SQLite folds the case of English letters only.
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.title()}
    found = Q()
    for name in SEARCHED:
        for spelling in spellings:
            found |= Q(**{f"{name}__icontains": spelling})
    return found


signature_listing = Listing(SignatureFilterSet, search)
