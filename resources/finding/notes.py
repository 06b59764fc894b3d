"""The notes of a list, with all that they are filtered, sorted and shown by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.text import capfirst

from core.finding.facets import by_name
from core.locales import language_name, written_language
from core.routing import public, readable
from resources.editions import by_note, newest_texts
from resources.finding.subjects import gathered, subjects_of
from resources.jurisdictions import INTERNATIONAL, jurisdiction_name
from resources.models import (
    Audience,
    GuidanceIndexPage,
    GuidanceNotePage,
    Kind,
    NoteJurisdiction,
    Topic,
)
from resources.privacy import readable_notes

# What can be filtered by, under the names that stand in addresses.
TOPIC, AUDIENCE, JURISDICTION, KIND, LANGUAGE = (
    "topic",
    "audience",
    "jurisdiction",
    "kind",
    "language",
)


@dataclass(frozen=True)
class ListedNote:
    """A note as a reader of the list finds it."""

    # Where it is read: a translation, an alias, or the source in their place.
    page: GuidanceNotePage
    language: str
    title: str
    summary: str
    # The edition that is read there; None for a page that was put live without being published.
    text_id: int | None
    label: str
    date: date | None
    # The values that filters ask for.
    values: Mapping[str, frozenset[str]]

    @property
    def written_id(self) -> int:
        """The id of the page whose text it is."""
        page: GuidanceNotePage = self.page
        return page.alias_of_id or page.pk

    @property
    def kind(self) -> str:
        """The kind of guidance, in words."""
        return str(Kind(self.page.kind).label) if self.page.kind in Kind.values else ""

    @property
    def languages(self) -> list[str]:
        """The languages in which it can be read, in the site's order."""
        return [code for code, _name in settings.LANGUAGES if code in self.values[LANGUAGE]]


@dataclass
class Listed:
    """All notes of a list, and the names of the values that they have."""

    notes: list[ListedNote] = field(default_factory=list)
    # For each filter the values that occur, in the order to show them in, with their names.
    names: dict[str, dict[str, str]] = field(default_factory=dict)


def listed_notes(index_page: GuidanceIndexPage) -> Listed:
    """Return what readers find below a list, without the texts.

    Nine queries: restrictions and pages (and sources, where a translation is not
    live: a tenth); editions; topics and audiences, two each with their names;
    jurisdictions; languages.
    """
    pages = readable(readable_notes(GuidanceNotePage.objects.child_of(index_page)))
    written = [page.alias_of_id or page.pk for page in pages]
    wanted = {(page.note_uuid, written_language(page)) for page in pages}
    texts = by_note(newest_texts(wanted).defer("content", "changes"))
    topics, topic_names = subjects_of(
        Topic, GuidanceNotePage.topics.through, "guidancenotepage", written
    )
    audiences, audience_names = subjects_of(
        Audience, GuidanceNotePage.audiences.through, "guidancenotepage", written
    )
    jurisdictions = _jurisdictions(written)
    languages = _languages()
    notes = []
    for page, original in zip(pages, written, strict=True):
        language = written_language(page)
        text = texts.get((page.note_uuid, language))
        values = {
            TOPIC: topics[original],
            AUDIENCE: audiences[original],
            JURISDICTION: jurisdictions[original],
            KIND: frozenset([page.kind]) & set(Kind.values),
            LANGUAGE: frozenset(languages[page.note_uuid]),
        }
        notes.append(
            ListedNote(
                page=page,
                language=language,
                title=text.title if text else page.title,
                summary=text.summary if text else page.summary,
                text_id=text.pk if text else None,
                label=text.label if text else "",
                date=text.edition.date if text else None,
                values=values,
            )
        )
    names = {
        TOPIC: by_name(topic_names),
        AUDIENCE: by_name(audience_names),
        JURISDICTION: _jurisdiction_names(jurisdictions.values()),
        KIND: {value: str(label) for value, label in Kind.choices},
        LANGUAGE: {code: capfirst(language_name(code)) for code, _name in settings.LANGUAGES},
    }
    return Listed(notes, names)


def _languages() -> dict[UUID, set[str]]:
    """Return the languages in which each note can be read. One query."""
    pages = readable_notes(public(GuidanceNotePage.objects.live())).filter(
        alias_of=None, locale__language_code__in=dict(settings.LANGUAGES)
    )
    found: dict[UUID, set[str]] = defaultdict(set)
    for uuid, code in pages.order_by().values_list("translation_key", "locale__language_code"):
        found[uuid].add(code)
    return found


def _jurisdictions(written: list[int]) -> dict[int, frozenset[str]]:
    rows = NoteJurisdiction.objects.filter(page__in=written).order_by()
    return gathered(rows.values_list("page", "code"))


def _jurisdiction_names(codes: Iterable[frozenset[str]]) -> dict[str, str]:
    """Return the names of countries in their order, what is between states before them."""
    names = by_name({code: jurisdiction_name(code) for code in frozenset().union(*codes)})
    return {code: names[code] for code in sorted(names, key=lambda code: code != INTERNATIONAL)}
