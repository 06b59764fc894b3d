"""Signatures as a CSV file, a piece at a time."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from core import spreadsheets
from core.keyset import in_chunks
from core.spreadsheets import AsExactTime, AsText, AsTime
from petitions.models import Consent, Petition, PetitionText, Signature
from users.models import User

_CONSENT = Consent.objects.filter(
    signature=OuterRef("pk"), purpose=PetitionText.Kind.UPDATES
).values_list(Case(When(withdrawn_at=None, then=Value("yes")), default=Value("withdrawn")))

# Each column with where it comes from.
COLUMNS: dict[str, Any] = {
    "id": AsText("pk"),
    "petition": "petition__title",
    "status": "status",
    "kind": "kind",
    "given_name": "given_name",
    "family_name": "family_name",
    "organisation_name": "organisation_name",
    "organisation_role": "organisation_role",
    "organisation_website": "organisation_website",
    "email": "email",
    "country": "country",
    "language": "language",
    "visibility": "visibility",
    "consent_updates": Coalesce(Subquery(_CONSENT), Value("no")),
    "comment": "comment",
    "source": "source",
    "partner": "partner",
    "signed": AsTime("created_at"),
    "confirmed": AsTime("confirmed_at"),
    "withdrawn": AsTime("withdrawn_at"),
}

# Signatures that are in memory at once.
CHUNK = 1000


def csv_lines(signatures: QuerySet[Signature], *, for_excel: bool = False) -> Iterator[str]:
    """Yield a header line, then a line for each signature, oldest first."""
    return spreadsheets.csv_lines(tuple(COLUMNS), _rows(signatures), for_excel=for_excel)


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


def _rows(signatures: QuerySet[Signature]) -> Iterator[tuple[Any, ...]]:
    """Yield all rows in the order of `COLUMNS`."""
    rows = signatures.values_list(*COLUMNS.values(), AsExactTime("created_at"))
    for chunk in in_chunks(rows, CHUNK, itemgetter(-1, 0)):
        for row in chunk:
            yield row[:-1]
