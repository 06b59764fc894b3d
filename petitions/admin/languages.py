"""What each petition lacks in each language, and where people stop who sign in it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.models import Locale, Page
from wagtail_localize.models import get_edit_url

from petitions.admin.columns import NOTHING
from petitions.languages import LanguageNumbers, numbers_by_language
from petitions.models import Petition
from petitions.records import records_by_uuid
from translators.permissions import locales_of
from translators.readiness import Readiness, readiness_of_items
from translators.worklist import WorkItem, work_items


@dataclass(frozen=True)
class LanguageRow:
    """A petition in one language."""

    petition: Petition
    locale: Locale
    page: Page | None
    numbers: LanguageNumbers
    # None for the language that the petition is written in.
    item: WorkItem | None = None
    readiness: Readiness | None = None

    @property
    def title(self) -> str:
        """The title in the language of the source."""
        return self.petition.title

    @property
    def language(self) -> str:
        """The language's name."""
        name: str = self.locale.get_display_name()
        return name

    @property
    def share(self) -> str:
        """How many of those who started count now, as it is written."""
        return in_percent(self.percent)

    @property
    def state(self) -> str:
        """How far the translation is."""
        return str(self.item.state.label) if self.item else str(_("original"))

    @property
    def is_live(self) -> bool:
        """Whether readers see it in this language."""
        return self.page is not None and bool(self.page.live)

    @property
    def lacks(self) -> list[str]:
        """What is missing before it can go public, in words."""
        return self.readiness.lacks if self.readiness else []

    @property
    def missing(self) -> str:
        """The same in one line."""
        return "; ".join(self.lacks)

    @property
    def edit_url(self) -> str:
        """Where it is edited; empty until the translation is begun."""
        return get_edit_url(self.page) if self.page else ""

    @property
    def started(self) -> int:
        """Who sent the form."""
        return self.numbers.started

    @property
    def confirmed(self) -> int:
        """Those that count now."""
        return self.numbers.confirmed

    @property
    def withdrawn(self) -> int:
        """Those taken back."""
        return self.numbers.withdrawn

    @property
    def percent(self) -> int | None:
        """How many in a hundred of those who started count now."""
        return self.numbers.percent


def language_rows(
    locales: Collection[Locale], keys: Collection[UUID] | None = None
) -> list[LanguageRow]:
    """Return the petitions that are live, each in all of `locales`, the original first.

    With `keys`, only those petitions. A fixed number of queries however many there are.
    """
    uuids = Petition.objects.values_list("uuid", flat=True) if keys is None else keys
    records = records_by_uuid(uuids)
    items = work_items(locales, list(records))
    readiness = readiness_of_items(items)
    numbers = numbers_by_language([petition.pk for petition in records.values()])

    def numbers_of(petition: Petition, locale: Locale) -> LanguageNumbers:
        code = locale.language_code
        return numbers[petition.pk].get(code, LanguageNumbers(code))

    order = {locale.pk: number for number, locale in enumerate(locales)}
    rows: dict[tuple[int, int], LanguageRow] = {}
    for item in items:
        petition, source = records[item.source.object_id], item.source.locale
        if source.pk in order:
            rows[petition.pk, source.pk] = LanguageRow(
                petition, source, item.original, numbers_of(petition, source)
            )
        rows[petition.pk, item.locale.pk] = LanguageRow(
            petition,
            item.locale,
            item.target if item.is_started else None,
            numbers_of(petition, item.locale),
            item,
            readiness[item.source.pk, item.locale.pk],
        )
    return sorted(
        rows.values(),
        key=lambda row: (row.title, row.petition.pk, bool(row.item), order[row.locale.pk]),
    )


class NumberColumn(Column):
    """A number, in groups of digits."""

    def get_value(self, instance: LanguageRow) -> str:
        """Return it as it is written."""
        return number_format(super().get_value(instance))


class LacksColumn(Column):
    """What is missing before a language can go public, part by part."""

    cell_template_name = "petitions/admin/lacks_cell.html"


def in_percent(number: int | None) -> str:
    """Return a share as it is written; a dash where there is nothing to share."""
    return NOTHING if number is None else f"{number_format(number)} %"


class LanguageReportView(ReportView):
    """All petitions in all languages that the user works in, with their numbers."""

    page_title = _("Languages")
    header_icon = "globe"
    index_url_name = "petitions_languages"
    index_results_url_name = "petitions_languages_results"
    results_template_name = "petitions/admin/language_report_results.html"
    export_filename = "languages"
    is_searchable = False
    export_headings = {
        "title": _("Petition"),
        "language": _("Language"),
        "state": _("State"),
        "missing": _("Missing"),
        "started": _("Started"),
        "confirmed": _("Confirmed"),
        "withdrawn": _("Withdrawn"),
        "percent": _("Share confirmed"),
    }
    list_export = list(export_headings)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it to those who work in some language."""
        if not self.locales:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def locales(self) -> list[Locale]:
        """The languages of the user."""
        return locales_of(self.request.user)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """The same as in the export."""
        return [
            TitleColumn("title", label=_("Petition"), get_url=lambda row: row.edit_url or None),
            Column("language", label=_("Language")),
            StatusTagColumn("state", label=_("State"), primary=lambda row: row.is_live),
            LacksColumn("lacks", label=_("Missing")),
            NumberColumn("started", label=_("Started")),
            NumberColumn("confirmed", label=_("Confirmed")),
            NumberColumn("withdrawn", label=_("Withdrawn")),
            Column("share", label=_("Share confirmed")),
        ]

    def get_filtered_queryset(self) -> list[LanguageRow]:
        """Return rows rather than a queryset: each is made of several tables."""
        return language_rows(self.locales)


class LanguageReportMenuItem(MenuItem):
    """Among the reports, for those who work in some language."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is anything to show."""
        return bool(locales_of(request.user))


def menu_item() -> MenuItem:
    """Return the entry of the menu."""
    return LanguageReportMenuItem(
        _("Languages"),
        reverse("petitions_languages"),
        name="petition-languages",
        icon_name="globe",
        order=50,
    )


def urls() -> list[URLPattern]:
    """Return the addresses of the report."""
    where = "reports/petition-languages/"
    return [
        path(where, LanguageReportView.as_view(), name="petitions_languages"),
        path(
            f"{where}results/",
            LanguageReportView.as_view(results_only=True),
            name="petitions_languages_results",
        ),
    ]
