"""The organisations of the directory as lists have them: without their texts, all at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import get_language

from campaigns.models import Membership, Organisation
from core.countries import sorting_key

# What can be filtered by, under the names that stand in addresses.
KIND, COUNTRY, LANGUAGE, ACTIVITY, COALITION = (
    "kind",
    "country",
    "language",
    "activity",
    "coalition",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation as it is filtered and sorted."""

    pk: int
    key: UUID
    slug: str
    # In the reader's language where it has such a name.
    name: str
    # The values that filters ask for.
    values: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Entries:
    """All organisations of the directory."""

    listed: list[Entry]
    # The slugs and names of the coalitions that have members.
    coalitions: Mapping[str, str]

    @cached_property
    def by_pk(self) -> dict[int, Entry]:
        """The organisations by their rows in the source language."""
        return {entry.pk: entry for entry in self.listed}

    @cached_property
    def by_key(self) -> dict[UUID, Entry]:
        """The organisations by what identifies them in every language."""
        return {entry.key: entry for entry in self.listed}


def published() -> Any:
    """Return the rows that say what an organisation is: those in the source language, if live."""
    return Organisation.objects.filter(live=True, locale__language_code=settings.LANGUAGE_CODE)


def names_in(language: str | None) -> dict[UUID, str]:
    """Return the names that organisations have in a language of their own. One query."""
    if language in (None, settings.LANGUAGE_CODE):
        return {}
    rows = Organisation.objects.filter(live=True, locale__language_code=language)
    return dict(rows.order_by().values_list("translation_key", "name"))


def entries() -> Entries:
    """Return all organisations, by name. Three queries; two in the source language."""
    translated = names_in(get_language())
    rows = list(
        published()
        .order_by()
        .values_list(
            "pk", "translation_key", "slug", "name", "kind", "countries", "languages", "activities"
        )
    )
    slugs = {pk: slug for pk, _key, slug, *_rest in rows}
    names = {pk: translated.get(key, name) for pk, key, _slug, name, *_rest in rows}
    coalitions_of: dict[int, set[int]] = defaultdict(set)
    for coalition, member in _memberships():
        coalitions_of[member].add(coalition)
    listed = [
        Entry(
            pk,
            key,
            slug,
            names[pk],
            {
                KIND: _only(kind),
                COUNTRY: _set(countries),
                LANGUAGE: _set(languages),
                ACTIVITY: _set(activities),
                COALITION: frozenset(slugs[pk] for pk in coalitions_of.get(pk, ())),
            },
        )
        for pk, key, slug, _name, kind, countries, languages, activities in rows
    ]
    listed.sort(key=lambda entry: _sorting_key(entry.name))
    with_members = set().union(*coalitions_of.values()) if coalitions_of else set()
    return Entries(listed, {slugs[pk]: names[pk] for pk in with_members})


def _memberships() -> Any:
    """Return (coalition, member) of those that are both in the directory. One query."""
    in_source = {"locale__language_code": settings.LANGUAGE_CODE, "live": True}
    return Membership.objects.filter(
        **{f"coalition__{name}": value for name, value in in_source.items()},
        **{f"member__{name}": value for name, value in in_source.items()},
    ).values_list("coalition", F("member"))


@lru_cache(maxsize=10_000)
def _sorting_key(name: str) -> tuple[str, str]:
    return sorting_key(name)


@lru_cache(maxsize=10_000)
def _set(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(codes)


@lru_cache
def _only(value: str) -> frozenset[str]:
    return frozenset([value])
