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
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.models import Locale, Page
from wagtail_localize.models import get_edit_url

from core.admin.columns import NOTHING
from core.locales import active_locales, language_name
from core.spreadsheets import inert
from petitions.languages import LanguageNumbers, numbers_by_language
from petitions.models import Petition, PetitionPage
from petitions.records import records_by_uuid
from translators.permissions import locales_of, sees_every_language
from translators.readiness import Readiness, readiness_of_items
from translators.worklist import WorkItem, work_items


@dataclass(frozen=True)
class LanguageRow:
    """A petition in one language."""

    petition: Petition
    numbers: LanguageNumbers
    # None where people have signed in a language that the site does not speak any more.
    locale: Locale | None = None
    # Its own page in this language, live or not.
    page: Page | None = None
    # Whether the petition is written in it.
    is_original: bool = False
    # None where nobody is called upon to translate it.
    item: WorkItem | None = None
    readiness: Readiness | None = None

    @property
    def title(self) -> str:
        """The title in the language of the source."""
        return self.petition.title

    @property
    def language(self) -> str:
        """The language's name."""
        if self.locale is None:
            return language_name(self.numbers.language)
        name: str = self.locale.get_display_name()
        return name

    @property
    def share(self) -> str:
        """How many of those who started count now, as it is written."""
        return in_percent(self.percent)

    @property
    def state(self) -> str:
        """How far the translation is."""
        if self.is_original:
            return str(_("original"))
        return str(self.item.state.label) if self.item else NOTHING

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
        return pgettext("between the parts of a list", "; ").join(self.lacks)

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
    locales: Collection[Locale],
    keys: Collection[UUID] | None = None,
    *,
    with_others: bool = False,
) -> list[LanguageRow]:
    """Return the petitions, each in all of `locales`, the original first.

    With `keys`, only those petitions; `with_others`, also the languages in which
    people have signed and which the site does not speak, so that the rows add
    up. A fixed number of queries however many there are.
    """
    uuids = Petition.objects.values_list("uuid", flat=True) if keys is None else keys
    records = records_by_uuid(uuids)
    items = work_items(locales, list(records))
    readiness = readiness_of_items(items)
    numbers = numbers_by_language([petition.pk for petition in records.values()])
    by_place = {(item.source.object_id, item.locale.pk): item for item in items}
    pages = {
        (page.translation_key, page.locale_id): page
        for page in PetitionPage.objects.filter(translation_key__in=records, alias_of=None)
    }
    # What was there first, where wagtail-localize does not know better.
    originals = dict(sorted(pages, key=lambda place: -pages[place].pk))
    originals |= {item.source.object_id: item.source.locale_id for item in items}
    spoken = set(active_locales().values_list("language_code", flat=True))
    rows = []
    for uuid, petition in records.items():
        of_petition = numbers[petition.pk]
        of_languages = []
        for locale in locales:
            item = by_place.get((uuid, locale.pk))
            code = locale.language_code
            of_languages.append(
                LanguageRow(
                    petition,
                    of_petition.get(code, LanguageNumbers(code)),
                    locale,
                    pages.get((uuid, locale.pk)),
                    is_original=originals.get(uuid) == locale.pk,
                    item=item,
                    readiness=readiness[item.source.pk, locale.pk] if item else None,
                )
            )
        if with_others:
            others = sorted(of_petition.keys() - spoken)
            of_languages += [LanguageRow(petition, of_petition[code]) for code in others]
        rows += sorted(of_languages, key=lambda row: not row.is_original)
    return sorted(rows, key=lambda row: (row.title, row.petition.pk))


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
    if number is None:
        return NOTHING
    return gettext("%(number)s %%") % {"number": number_format(number)}


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
    # A title may read as a formula. In an XLSX file Wagtail sees to it.
    custom_value_preprocess = {
        **ReportView.custom_value_preprocess,
        str: {ReportView.FORMAT_CSV: inert},
    }

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
        return language_rows(self.locales, with_others=sees_every_language(self.request.user))


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
