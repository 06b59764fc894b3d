"""Stories as lists have them, and which of them say what is the same in every language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from wagtail.query import PageQuerySet

from campaigns import vocabularies
from campaigns.models import Organisation, StoryPage
from campaigns.pages import in_active_language
from core.routing import public
from resources.finding.subjects import subjects_of
from resources.models import Topic

TOPIC, COUNTRY, ORGANISATION = "topic", "country", "organisation"


@dataclass(frozen=True)
class Teller:
    """An organisation whose story it is, if it is in the directory."""

    # In the directory's addresses.
    slug: str
    # In the reader's language where it has such a name.
    name: str


@dataclass(frozen=True)
class ListedStory:
    """A story as a reader of the list finds it."""

    # Where it is read: a translation, an alias, or the source in their place.
    page: StoryPage
    teller: Teller | None
    countries: list[str]
    values: Mapping[str, frozenset[str]]


def deciding() -> PageQuerySet[Any]:
    """Return the live pages that say what a story is about, as far as readers find the story.

    The source's, and those of stories that were only ever told in the active language.
    """
    pages = StoryPage.objects.live().filter(alias_of=None)
    told_in_source = pages.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=settings.LANGUAGE_CODE,
    )
    return pages.filter(
        Q(locale__language_code=settings.LANGUAGE_CODE)
        | Q(locale__language_code=get_language()) & ~Exists(told_in_source.order_by())
    )


def newest(limit: int, **conditions: Any) -> list[StoryPage]:
    """Return the newest stories that fulfil conditions, in the active language.

    One query for the stories, up to four for their pages (see `in_active_language`).
    """
    found = public(deciding()).filter(**conditions).order_by("-date", "-pk")
    keys = list(dict.fromkeys(found.values_list("translation_key", flat=True)[:limit]))
    return in_active_language(StoryPage, keys) if keys else []


def tellers(keys: Iterable[UUID]) -> dict[UUID, Teller]:
    """Return the organisations that readers find in the directory, by what identifies them.

    One query.
    """
    keys, language = set(keys), get_language()
    if not keys:
        return {}
    rows = Organisation.objects.filter(
        live=True,
        translation_key__in=keys,
        locale__language_code__in={settings.LANGUAGE_CODE, language},
    )
    names: dict[tuple[UUID, str], str] = {}
    slugs: dict[UUID, str] = {}
    for key, code, slug, name in rows.order_by().values_list(
        "translation_key", "locale__language_code", "slug", "name"
    ):
        names[key, code] = name
        if code == settings.LANGUAGE_CODE:
            slugs[key] = slug
    own = settings.LANGUAGE_CODE
    return {
        key: Teller(slug, names.get((key, language or own), names[key, own]))
        for key, slug in slugs.items()
    }


def listed(pages: list[StoryPage]) -> tuple[list[ListedStory], dict[str, dict[str, str]]]:
    """Return stories with what they are about, in their order, and the names of the filters.

    Four queries: what the deciding pages say; the organisations; topics and their titles.
    """
    rows = deciding().filter(translation_key__in={page.story_uuid for page in pages})
    facts = {
        key: (pk, countries, teller)
        for key, pk, countries, teller in rows.order_by().values_list(
            "translation_key", "pk", "countries", "organisation__translation_key"
        )
    }
    found = [(page, *facts.get(page.story_uuid, (page.pk, page.countries, None))) for page in pages]
    told_by = tellers(teller for _page, _pk, _countries, teller in found if teller)
    topics, topic_names = subjects_of(
        Topic, StoryPage.topics.through, "storypage", [pk for _page, pk, *_rest in found]
    )
    stories = []
    for page, pk, countries, key in found:
        teller = told_by.get(key)
        values = {
            TOPIC: topics[pk],
            COUNTRY: frozenset(countries),
            ORGANISATION: frozenset([teller.slug] if teller else []),
        }
        stories.append(ListedStory(page, teller, vocabularies.countries.sorted(countries), values))
    occurring = {code for story in stories for code in story.values[COUNTRY]}
    return stories, {
        TOPIC: topic_names,
        COUNTRY: {code: vocabularies.countries.name(code) for code in occurring},
        ORGANISATION: {teller.slug: teller.name for teller in told_by.values()},
    }
