"""What the search index holds of an organisation: its words, and those for what it is.

Wagtail itself indexes a row each time it is saved. What an organisation is stands
in the row of the source language, so the translations are indexed along with that.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.conf import settings
from django.utils.translation import override
from wagtail.rich_text import get_text_for_indexing
from wagtail.search.backends import get_search_backend

from campaigns.models import Organisation
from campaigns.vocabularies import activities, countries, kinds
from core.finding.encoding import encode, within_limits
from core.finding.words import stems

# How often a word counts in the name for once in the text.
_NAME = 4


def searched_text(organisation: Organisation) -> str:
    """Return the words that an organisation is found by, as the database gets them.

    A draft has none: it is in no list. One query where the language is not
    loaded, and one for a translation.
    """
    if not organisation.live:
        return ""
    language = organisation.locale.language_code
    facts = organisation
    if language != settings.LANGUAGE_CODE:
        facts = _source_of(organisation) or organisation
    with override(language):
        found = [stem for part in _parts(organisation, facts) for stem in stems(part, language)]
    return " ".join(within_limits(encode(found, language)))


def index_rows(rows: Collection[Organisation]) -> None:
    """Put rows that were saved all at once into the index. A fixed number of queries."""
    if rows:
        backend = get_search_backend()
        index = backend.get_index_for_model(Organisation)
        index.add_items(Organisation, list(rows))


def index_translations(keys: Collection[UUID]) -> None:
    """Index the translations of organisations anew."""
    rows = Organisation.objects.filter(translation_key__in=list(keys)).exclude(
        locale__language_code=settings.LANGUAGE_CODE
    )
    index_rows(rows.select_related("locale"))


def _source_of(organisation: Organisation) -> Organisation | None:
    return Organisation.objects.filter(
        translation_key=organisation.translation_key,
        locale__language_code=settings.LANGUAGE_CODE,
    ).first()


def _parts(organisation: Organisation, facts: Organisation) -> Iterator[str]:
    yield from [organisation.name] * _NAME
    yield organisation.summary
    yield get_text_for_indexing(organisation.description)
    yield kinds.name(facts.kind)
    yield from map(countries.name, facts.countries)
    yield from map(activities.name, facts.activities)
    for objective in organisation.objectives:
        yield objective.value.get("title", "")
        yield objective.value.get("text", "")
