"""Signatures as a CSV file, a piece at a time."""

import csv
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from petitions.models import Petition, PetitionText, Signature
from users.models import User

COLUMNS = (
    "id",
    "petition",
    "status",
    "kind",
    "given_name",
    "family_name",
    "organisation_name",
    "organisation_role",
    "organisation_website",
    "email",
    "country",
    "language",
    "visibility",
    "consent_updates",
    "comment",
    "source",
    "partner",
    "signed",
    "confirmed",
    "withdrawn",
)

# Signatures that are in memory at once.
CHUNK = 1000

# Without it, Excel takes UTF-8 for the letters of one region.
BYTE_ORDER_MARK = "\ufeff"

# Spreadsheets run a cell that begins with one of these; some read the wide forms alike.
_FORMULA = frozenset("=+-@＝＋－＠﹢﹣−﹦﹫")
_CONTROL = frozenset("\t\r\n")


def csv_lines(signatures: QuerySet[Signature], *, for_excel: bool = False) -> Iterator[str]:
    """Yield a header line, then a line for each signature, oldest first."""
    writer = csv.writer(_Echo())
    yield (BYTE_ORDER_MARK if for_excel else "") + writer.writerow(COLUMNS)
    for signature in _in_chunks(signatures):
        yield writer.writerow([inert(cell) for cell in _cells(signature)])


def inert(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    if cell[:1] in _CONTROL:
        return f"'{cell}"
    # Spaces and invisible marks before it do not stop every spreadsheet.
    for mark in cell:
        if mark in _FORMULA:
            return f"'{cell}"
        if not mark.isspace() and unicodedata.category(mark)[0] != "C":
            return cell
    return cell


def log_export(
    signatures: QuerySet[Signature], user: User | None, filters: dict[str, Any]
) -> dict[Petition, int]:
    """Record who takes which signatures out, on each petition. Return the numbers by petition.

    Comes before the file: an export that breaks off has given away data too.
    `filters` must hold no personal data.
    """
    numbers = count_by_petition(signatures)
    for petition, number in numbers.items():
        log(petition, "petitions.export", user=user, data={"number": number, "filters": filters})
    return numbers


def count_by_petition(signatures: QuerySet[Signature]) -> dict[Petition, int]:
    """Return how many of `signatures` each petition has."""
    numbers: dict[int, int] = dict(
        signatures.order_by().values_list("petition").annotate(number=Count("pk"))
    )
    petitions = Petition.objects.filter(pk__in=numbers).order_by("title", "pk")
    return {petition: numbers[petition.pk] for petition in petitions}


def filename(petitions: list[Petition]) -> str:
    """Return a name that says what is in the file, in letters that every system takes."""
    if len(petitions) == 1:
        what = slugify(petitions[0].title)[:60] or f"petition-{petitions[0].pk}"
    else:
        what = "all-petitions"
    return f"signatures-{what}-{timezone.localdate().isoformat()}.csv"


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _in_chunks(signatures: QuerySet[Signature]) -> Iterator[Signature]:
    """Yield all signatures in a fixed order, in queries that each start where the last ended.

    No transaction and no database cursor stays open while the browser fetches
    the file.
    """
    ordered = (
        signatures.select_related("petition")
        .prefetch_related("consents")
        .order_by("created_at", "pk")
    )
    rest = ordered
    while chunk := list(rest[:CHUNK]):
        yield from chunk
        last = chunk[-1]
        rest = ordered.filter(
            Q(created_at__gt=last.created_at) | Q(pk__gt=last.pk), created_at__gte=last.created_at
        )


def _cells(signature: Signature) -> tuple[str, ...]:
    return (
        str(signature.pk),
        signature.petition.title,
        signature.status,
        signature.kind,
        signature.given_name,
        signature.family_name,
        signature.organisation_name,
        signature.organisation_role,
        signature.organisation_website,
        signature.email,
        signature.country.code or "",
        signature.language,
        signature.visibility,
        _consent_to_updates(signature),
        signature.comment,
        signature.source,
        signature.partner,
        _iso(signature.created_at),
        _iso(signature.confirmed_at),
        _iso(signature.withdrawn_at),
    )


def _consent_to_updates(signature: Signature) -> str:
    """Return "yes", "no", or "withdrawn"."""
    for consent in signature.consents.all():
        if consent.purpose == PetitionText.Kind.UPDATES:
            return "yes" if consent.is_active else "withdrawn"
    return "no"


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
