"""The coalitions of the directory, for pages that show the largest."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import get_language

from campaigns.directory.entries import published
from campaigns.models import Membership, Organisation


@dataclass(frozen=True)
class Coalition:
    """A coalition and how many have joined it."""

    # The row whose words are read, and the one that says what the coalition is.
    text: Organisation
    facts: Organisation
    # Of those that the directory lists.
    members: int


def largest_coalitions(limit: int) -> list[Coalition]:
    """Return the coalitions with the most members, in the active language as far as it is there.

    Three queries; one if there is none.
    """
    numbers = dict(
        Membership.objects.filter(coalition__in=published(), member__in=published())
        .order_by()
        .values("coalition")
        .annotate(members=Count("member", distinct=True))
        .order_by("-members", "coalition")
        .values_list("coalition", "members")[:limit]
    )
    rows = published().select_related("locale").in_bulk(numbers) if numbers else {}
    if not rows:
        return []
    translations = Organisation.objects.filter(
        live=True,
        translation_key__in=[row.translation_key for row in rows.values()],
        locale__language_code=get_language(),
    )
    texts = {row.translation_key: row for row in translations.select_related("locale")}
    return [
        Coalition(texts.get(row.translation_key, row), row, members)
        for pk, members in numbers.items()
        if (row := rows.get(pk))
    ]
