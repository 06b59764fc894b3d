"""How many sign in each language, and where they stop. For staff's pages alone.

Signing and confirming keep no count by language: rows are grouped when
somebody looks, at most once a minute. What is erased is tallied, so that the
numbers do not shrink when rows go.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from django.db.models import Count

from petitions.models import LanguageTally, Signature

Status = Signature.Status

# Seconds for which the numbers of a petition are remembered.
REMEMBERED = 60

_ADD = """
    INSERT INTO petitions_languagetally (petition_id, language, started, withdrawn)
    VALUES (%s, %s, 1, %s)
    ON CONFLICT (petition_id, language) DO UPDATE
    SET started = petitions_languagetally.started + excluded.started,
        withdrawn = petitions_languagetally.withdrawn + excluded.withdrawn
"""


@dataclass
class LanguageNumbers:
    """The signatures of people and organisations in one language of a petition.

    `started`: everyone who ever sent the form, whatever came of it, also what
    is held for a check or invalid. `confirmed`: those that count now.
    `withdrawn`: taken back by their signers, also by erasing a confirmed one.
    The rest was never confirmed, waits, or was stopped by staff.
    """

    language: str
    started: int = 0
    confirmed: int = 0
    withdrawn: int = 0

    @property
    def percent(self) -> int | None:
        """How many in a hundred of those who started count now; None where nobody started."""
        return round(100 * self.confirmed / self.started) if self.started else None


def tally_erased(signature: Signature) -> None:
    """Remember that there was a signature, in the transaction that erases it.

    In one statement, so that of two at once neither is lost (the ORM cannot add
    on a conflict).
    """
    is_withdrawn = signature.status in (Status.WITHDRAWN, Status.CONFIRMED)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [signature.petition_id, signature.language, int(is_withdrawn)])


def numbers_by_language(petition_ids: Collection[int]) -> dict[int, dict[str, LanguageNumbers]]:
    """Return each petition's numbers by language, up to a minute old.

    Two queries for all of those that nobody has asked for in the last minute.
    """
    keys = {f"petitions:languages:{pk}": pk for pk in petition_ids}
    known = cache.get_many(keys)
    found: dict[int, dict[str, LanguageNumbers]] = {keys[key]: known[key] for key in known}
    unknown = [pk for pk in petition_ids if pk not in found]
    if unknown:
        counted = _count(unknown)
        cache.set_many({f"petitions:languages:{pk}": counted[pk] for pk in unknown}, REMEMBERED)
        found |= counted
    return found


def _count(petition_ids: list[int]) -> dict[int, dict[str, LanguageNumbers]]:
    counted: dict[int, dict[str, LanguageNumbers]] = {pk: {} for pk in petition_ids}

    def of(petition: int, language: str) -> LanguageNumbers:
        return counted[petition].setdefault(language, LanguageNumbers(language))

    rows = (
        Signature.objects.filter(petition__in=petition_ids)
        .order_by()
        .values_list("petition_id", "language", "status")
        .annotate(number=Count("*"))
    )
    for petition, language, status, number in rows:
        numbers = of(petition, language)
        numbers.started += number
        numbers.confirmed += number * (status == Status.CONFIRMED)
        numbers.withdrawn += number * (status == Status.WITHDRAWN)
    for tally in LanguageTally.objects.filter(petition__in=petition_ids):
        numbers = of(tally.petition_id, tally.language)
        numbers.started += tally.started
        numbers.withdrawn += tally.withdrawn
    return counted
