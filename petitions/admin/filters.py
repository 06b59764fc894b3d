"""Finding signatures: the filters and the search of the staff's list.

The list, the actions on "all in the list" and the export share them, so each
acts on exactly what is shown.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.active_filters import filter_adapter_class_registry
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from core.countries import sorted_countries
from petitions.addresses import clean_address, email_key
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


def listed(request: HttpRequest) -> QuerySet[Signature]:
    """Return all signatures that the list shows for this query string, on all its pages.

    None at all if a filter cannot be read: acting on everything instead would
    be the worst guess.
    """
    filters = SignatureFilterSet(request.GET, queryset=Signature.objects.all(), request=request)
    if not filters.is_valid():
        return Signature.objects.none()
    return search(filters.qs, request.GET.get("q", ""))


def describe(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Yield label and value of each filter that is set, for people."""
    filters = SignatureFilterSet(request.GET, queryset=Signature.objects.none(), request=request)
    if not filters.is_valid():
        return
    for name in filters.form.changed_data:
        definition, value = filters.filters[name], filters.form.cleaned_data[name]
        adapter = filter_adapter_class_registry.get(definition)
        for active in adapter(
            definition, filters.form[name], value, "", QueryDict()
        ).get_active_filters():
            yield active.field_label, active.value


def for_the_log(request: HttpRequest) -> dict[str, Any]:
    """Return the filters that are set. A search may be for a name: only that there was one."""
    known = tuple(SignatureFilterSet.base_filters)
    values = {
        name: [value for value in request.GET.getlist(name) if value]
        for name in request.GET
        if name.startswith(known)
    }
    filters: dict[str, Any] = {name: value for name, value in values.items() if value}
    return {**filters, "search": True} if request.GET.get("q") else filters
