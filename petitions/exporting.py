"""Signatures as a CSV file, a piece at a time."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
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

# Where each column is stored; the consent, "yes", "withdrawn" or "no", is in a table of its own.
_NAMED_OTHERWISE = {
    "id": "pk",
    "petition": "petition__title",
    "signed": "created_at",
    "confirmed": "confirmed_at",
    "withdrawn": "withdrawn_at",
}
_STORED = [_NAMED_OTHERWISE.get(column, column) for column in COLUMNS]

# Signatures that are in memory at once.
CHUNK = 1000


def csv_lines(signatures: QuerySet[Signature], *, for_excel: bool = False) -> Iterator[str]:
    """Yield a header line, then a line for each signature, oldest first."""
    return spreadsheets.csv_lines(COLUMNS, _rows(signatures), for_excel=for_excel)


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
    """Yield all rows in the order of `COLUMNS`, each with its signer's consent."""
    consent = Consent.objects.filter(
        signature=OuterRef("pk"), purpose=PetitionText.Kind.UPDATES
    ).values_list(Case(When(withdrawn_at=None, then=Value("yes")), default=Value("withdrawn")))
    asked = signatures.annotate(consent_updates=Coalesce(Subquery(consent), Value("no")))
    for chunk in spreadsheets.tuples_in_chunks(asked, _STORED, CHUNK):
        yield from chunk
