"""The directory as an address asks for it: searched, filtered, sorted, a page at a time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns import vocabularies
from campaigns.directory.entries import (
    ACTIVITY,
    COALITION,
    COUNTRY,
    KIND,
    LANGUAGE,
    Entries,
    Entry,
    entries,
    published,
)
from campaigns.models import Organisation
from core.countries import sorting_key
from core.finding.asked import RELEVANCE, asked_in
from core.finding.facets import by_name, chosen_in, matching
from core.finding.lists import put_together
from core.finding.results import Results
from core.finding.searching import Wanted, search, shortened, wanted_words
from core.finding.words import stems

PER_PAGE = 24
NAME = "name"


@dataclass(frozen=True)
class Listed:
    """An organisation on the page shown."""

    # The row whose words are read, and the one that says what the organisation is.
    text: Organisation
    facts: Organisation

    @property
    def countries(self) -> list[str]:
        """The names of the countries where it works."""
        return vocabularies.countries.sorted(self.facts.countries)

    @property
    def activities(self) -> list[str]:
        """What it does, in words."""
        return vocabularies.activities.sorted(self.facts.activities)

    @property
    def kind(self) -> str:
        """What sort of organisation it is, in words."""
        return vocabularies.kinds.name(self.facts.kind)


def find(params: QueryDict) -> Results:
    """Return what an address asks for, in the active language. Takes anything typed.

    Three queries for the organisations (see `entries`), one to search, two for
    those on the page shown with their words.
    """
    found_all = entries()
    names = _names(found_all)
    chosen, has_unknown = chosen_in(params, names)
    typed = shortened(params.get("q", ""))
    wanted = wanted_words(typed, _languages())
    query = typed if wanted else ""
    sort_names = {RELEVANCE: _("Best match"), NAME: _("Name")}
    asked = asked_in(params, query, chosen, sorts=sort_names, usual_sort=NAME)
    found = _with_words(found_all, wanted) if wanted else found_all.listed
    shown = list(matching(found, chosen))
    if asked.sort == NAME and wanted:
        shown.sort(key=lambda entry: sorting_key(entry.name))
    return put_together(
        params,
        asked,
        found,
        shown,
        in_all=len(found_all.listed),
        per_page=PER_PAGE,
        titles=_filter_titles(),
        # Most organisations are in no coalition: where there is one, it is a choice, too.
        optional={COALITION},
        names=names,
        sort_names=sort_names,
        has_unknown_filters=has_unknown,
        has_no_words=bool(typed) and not wanted,
        show=with_words,
    )


def _languages() -> set[str]:
    """Return the languages in which a reader finds words: their own, and the source's."""
    return {get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE}


def _filter_titles() -> dict[str, str]:
    """Return what the filters are called, in their order."""
    return {
        ACTIVITY: _("What they do"),
        COUNTRY: _("Country"),
        KIND: _("Kind"),
        LANGUAGE: _("Working language"),
        COALITION: _("Coalition"),
    }


def _names(found: Entries) -> dict[str, dict[str, str]]:
    """Return the values that occur, in the order to show them in, with their names."""
    occurring = {
        key: {value for entry in found.listed for value in entry.values[key]}
        for key in (ACTIVITY, COUNTRY, KIND, LANGUAGE)
    }
    activities, kinds = vocabularies.activities.names(), vocabularies.kinds.names()
    countries, languages = vocabularies.countries.names(), vocabularies.languages.names()
    return {
        # These two have an order of their own.
        ACTIVITY: {code: name for code, name in activities.items() if code in occurring[ACTIVITY]},
        KIND: {code: name for code, name in kinds.items() if code in occurring[KIND]},
        COUNTRY: by_name({code: countries.get(code, code) for code in occurring[COUNTRY]}),
        LANGUAGE: by_name({code: languages.get(code, code) for code in occurring[LANGUAGE]}),
        COALITION: by_name(dict(found.coalitions)),
    }


def _with_words(found: Entries, wanted: Wanted) -> list[Entry]:
    """Return the organisations that have all the words, the best first. Two queries at most.

    Those whose name has them all come first.
    """
    rows = Organisation.objects.filter(live=True).order_by().values_list("pk", "translation_key")
    ids = search(Organisation, wanted)
    translations = [pk for pk in ids if pk not in found.by_pk]
    keys = dict(rows.filter(pk__in=translations)) if translations else {}
    ordered: dict[UUID, Entry] = {}
    for pk in ids:
        entry = found.by_pk.get(pk) or found.by_key.get(keys.get(pk))  # type: ignore[arg-type]
        if entry is not None:
            ordered.setdefault(entry.key, entry)
    return sorted(ordered.values(), key=lambda entry: not _is_in_name(entry.name, wanted))


def _is_in_name(name: str, wanted: Wanted) -> bool:
    return any(_stems_of(name, language).issuperset(words) for language, words in wanted.items())


@lru_cache(maxsize=20_000)
def _stems_of(name: str, language: str) -> frozenset[str]:
    return frozenset(stems(name, language))


def with_words(shown: list[Entry]) -> list[Listed]:
    """Return organisations with their words in the active language, else the source's.

    Two queries, one of which is for their logos.
    """
    keys = [entry.key for entry in shown]
    rows = (
        Organisation.objects.filter(
            translation_key__in=keys, live=True, locale__language_code__in=_languages()
        )
        .select_related("locale", "logo")
        .prefetch_related("logo__renditions")
        .defer("description", "objectives")
    )
    facts: dict[UUID, Organisation] = {}
    texts: dict[UUID, Organisation] = {}
    for row in rows:
        is_source = row.locale.language_code == settings.LANGUAGE_CODE
        if is_source:
            facts[row.translation_key] = row
        if not is_source or row.translation_key not in texts:
            texts[row.translation_key] = row
    return [Listed(texts[key], facts[key]) for key in keys if key in facts]


def countries_with_numbers() -> Iterator[tuple[str, str, int]]:
    """Yield (code, name, number of organisations) of each country, by name. One query."""
    numbers: Counter[str] = Counter()
    for countries in published().order_by().values_list("countries", flat=True):
        numbers.update(countries)
    names = by_name({code: vocabularies.countries.name(code) for code in numbers})
    return ((code, name, numbers[code]) for code, name in names.items())
