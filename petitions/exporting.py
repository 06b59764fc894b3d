"""Signatures as a CSV file, a piece at a time."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from core import spreadsheets
from petitions.models import Consent, Petition, PetitionText, Signature
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

_CONSENT = "consent_updates"
# Where each column is stored; the consent comes from a table of its own.
_STORED = {column: column for column in COLUMNS if column != _CONSENT} | {
    "id": "pk",
    "petition": "petition__title",
    "signed": "created_at",
    "confirmed": "confirmed_at",
    "withdrawn": "withdrawn_at",
}

# Signatures that are in memory at once.
CHUNK = 1000


def csv_lines(signatures: QuerySet[Signature], *, for_excel: bool = False) -> Iterator[str]:
    """Yield a header line, then a line for each signature, oldest first."""
    keys = [_STORED.get(column, column) for column in COLUMNS]
    rows = ([row[key] for key in keys] for row in _rows(signatures))
    return spreadsheets.csv_lines(COLUMNS, rows, for_excel=for_excel)


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


def exported_on(signature: Signature) -> list[date]:
    """Return the days on which signatures of the same petition were taken out since this one.

    The log names no signatures, so this one may be in the file or not.
    """
    times = (
        ModelLogEntry.objects.for_instance(signature.petition)
        .filter(action="petitions.export", timestamp__gte=signature.created_at)
        .values_list("timestamp", flat=True)
    )
    return sorted({timezone.localdate(time) for time in times})


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


def _rows(signatures: QuerySet[Signature]) -> Iterator[dict[str, Any]]:
    """Yield all rows, each with its signer's consent."""
    for chunk in spreadsheets.in_chunks(signatures.values(*_STORED.values()), CHUNK):
        consents = _consents_to_updates([row["pk"] for row in chunk])
        for row in chunk:
            yield {**row, _CONSENT: consents.get(row["pk"], "no")}


def _consents_to_updates(ids: list[UUID]) -> dict[UUID, str]:
    """Return "yes" or "withdrawn" for each signature whose signer ever agreed."""
    consents = Consent.objects.filter(signature__in=ids, purpose=PetitionText.Kind.UPDATES)
    return {
        signature_id: "withdrawn" if withdrawn_at else "yes"
        for signature_id, withdrawn_at in consents.values_list("signature_id", "withdrawn_at")
    }
