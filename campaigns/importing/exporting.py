"""The directory as a CSV file, to be changed and imported again; and the report of an import."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from campaigns.importing.reading import COLUMNS
from campaigns.importing.reasons import in_words
from campaigns.models import ImportRow, Liaison, Membership, Organisation, OrganisationImport
from core import spreadsheets

# Rows that are in memory at once.
CHUNK = 1000
REPORT_COLUMNS = ("line", "name", "outcome", "reasons", "changes", "id")


def directory_lines(
    organisations: QuerySet[Organisation], *, with_liaisons: bool, for_excel: bool = False
) -> Iterator[str]:
    """Yield a header line, then a line for each organisation, with the liaison named first."""
    columns = [name for name in COLUMNS if with_liaisons or not name.startswith("liaison_")]
    rows = (
        [cells.get(column, "") for column in columns]
        for cells in _cells(organisations, with_liaisons=with_liaisons)
    )
    return spreadsheets.csv_lines(columns, rows, for_excel=for_excel)


def _cells(
    organisations: QuerySet[Organisation], *, with_liaisons: bool
) -> Iterator[dict[str, Any]]:
    for chunk in _chunks(organisations):
        pks = [row.pk for row in chunk]
        coalitions: dict[int, list[str]] = defaultdict(list)
        for member, slug in Membership.objects.filter(member__in=pks).values_list(
            "member", "coalition__slug"
        ):
            coalitions[member].append(slug)
        liaisons: dict[int, Liaison] = {}
        if with_liaisons:
            for liaison in Liaison.objects.filter(organisation__in=pks).order_by("-pk"):
                liaisons[liaison.organisation_id] = liaison
        for row in chunk:
            cells = {
                "id": row.slug,
                "name": row.name,
                "kind": row.kind,
                "summary": row.summary,
                "website": row.website,
                "countries": ", ".join(row.countries),
                "languages": ", ".join(row.languages),
                "activities": ", ".join(row.activities),
                "member_of": "; ".join(sorted(coalitions[row.pk])),
            }
            if found := liaisons.get(row.pk):
                cells |= {
                    "liaison_name": found.name,
                    "liaison_role": found.role,
                    "liaison_email": found.email,
                    "liaison_is_public": "yes" if found.name_is_public else "no",
                }
            yield cells


def _chunks(organisations: QuerySet[Organisation]) -> Iterator[list[Organisation]]:
    """Yield the organisations in the order in which they came, some at a time."""
    ordered = organisations.defer("description", "objectives").order_by("pk")
    last = 0
    while chunk := list(ordered.filter(pk__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


def report_lines(of_import: OrganisationImport, *, for_excel: bool = False) -> Iterator[str]:
    """Yield a header line, then the answer to each row of the file."""
    return spreadsheets.csv_lines(REPORT_COLUMNS, _answers(of_import), for_excel=for_excel)


def _answers(of_import: OrganisationImport) -> Iterator[list[Any]]:
    ordered = of_import.rows.select_related("organisation").order_by("line")
    last = 0
    while chunk := list(ordered.filter(line__gt=last)[:CHUNK]):
        for row in chunk:
            yield [
                row.line,
                row.name,
                ImportRow.Outcome(row.outcome).label,
                " ".join(in_words(row.reasons)),
                ", ".join(row.changes),
                row.organisation.slug if row.organisation else "",
            ]
        last = chunk[-1].line
