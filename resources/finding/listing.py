"""The list of guidance: searched, filtered, sorted, a page at a time, all by its address."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.countries import sorting_key
from core.finding.asked import RELEVANCE, Asked, asked_in
from core.finding.facets import Facet, chosen_in, counted, facets, matching
from core.finding.results import Link, Results, fewer_filters, without_filters
from core.finding.searching import search, shortened, wanted_words
from core.finding.words import stems
from core.routing import public
from resources.documents import Document
from resources.finding.excerpts import Excerpt, excerpt
from resources.finding.notes import (
    AUDIENCE,
    JURISDICTION,
    KIND,
    LANGUAGE,
    TOPIC,
    ListedNote,
    listed_notes,
)
from resources.models import EditionText, GuidanceIndexPage, GuidanceNotePage
from resources.privacy import readable_notes

PER_PAGE = 20
DATE, TITLE = "date", "title"


@dataclass(frozen=True)
class Found:
    """A note in the list, with where the words are."""

    note: ListedNote
    excerpt: Excerpt | None


def find(params: QueryDict, index_page: GuidanceIndexPage) -> Results:
    """Return what an address asks for, in the active language. Takes anything typed.

    Nine queries (see `listed_notes`). With words, one to search and one for the
    texts of the notes shown; where nothing is found, one to search the other
    languages, one for what is public there and one for where the list is.
    """
    listed = listed_notes(index_page)
    chosen, has_unknown = chosen_in(params, listed.names)
    typed = shortened(params.get("q", ""))
    active = get_language() or settings.LANGUAGE_CODE
    wanted = wanted_words(typed, {active, *(note.language for note in listed.notes)})
    query = typed if wanted else ""
    sort_names = {RELEVANCE: _("Best match"), DATE: _("Newest"), TITLE: _("Title")}
    asked = asked_in(params, query, chosen, sorts=sort_names, usual_sort=DATE)
    found = _with_words(listed.notes, wanted) if wanted else listed.notes
    shown = _sorted(list(matching(found, chosen)), asked.sort)
    page = Paginator(shown, PER_PAGE).get_page(params.get("page"))
    filters = facets(_filter_titles(), listed.names, counted(found, chosen), chosen)
    return Results(
        asked=asked,
        in_all=len(listed.notes),
        page=page,
        found=_with_excerpts(list(page), wanted),
        facets=filters,
        sort_names=sort_names,
        has_unknown_filters=has_unknown,
        has_no_words=bool(typed) and not wanted,
        **({} if shown else _ways_out(asked, filters, found, index_page, wanted)),
    )


def _filter_titles() -> dict[str, str]:
    """Return what the filters are called, in their order."""
    return {
        TOPIC: _("Topic"),
        AUDIENCE: _("Audience"),
        JURISDICTION: _("Jurisdiction"),
        KIND: _("Kind"),
        LANGUAGE: _("Language"),
    }


def _with_words(notes: list[ListedNote], wanted: dict[str, list[str]]) -> list[ListedNote]:
    """Return the notes that have all the words, the best first. One query.

    Those whose title has them all come first, which no database is sure of;
    else it is as the database finds.
    """
    places = {pk: place for place, pk in enumerate(search(GuidanceNotePage, wanted))}
    found = [note for note in notes if note.written_id in places]

    def place(note: ListedNote) -> tuple[bool, int]:
        missing = set(wanted[note.language]) - set(stems(note.title, note.language))
        return bool(missing), places[note.written_id]

    return sorted(found, key=place)


def _sorted(notes: list[ListedNote], sort: str) -> list[ListedNote]:
    if sort == RELEVANCE:
        return notes
    notes.sort(key=lambda note: sorting_key(note.title))
    if sort == DATE:
        notes.sort(key=lambda note: note.date or date.min, reverse=True)
    return notes


def _with_excerpts(notes: list[ListedNote], wanted: dict[str, list[str]]) -> list[Found]:
    """Return the notes of one page of the list with where the words are. One query, or none."""
    contents: dict[int | None, Any] = {}
    if wanted:
        texts = EditionText.objects.filter(pk__in=[note.text_id for note in notes if note.text_id])
        contents = dict(texts.values_list("pk", "content"))
    return [
        Found(
            note,
            excerpt(Document.from_data(contents[note.text_id]), wanted[note.language])
            if note.text_id in contents
            else None,
        )
        for note in notes
    ]


def _ways_out(
    asked: Asked,
    filters: list[Facet],
    found: list[ListedNote],
    index_page: GuidanceIndexPage,
    tried: dict[str, list[str]],
) -> dict[str, Any]:
    """Return what to try where nothing was found. Three queries with words, else none."""
    return {
        "fewer_filters": list(fewer_filters(asked, filters, found)),
        "without_filters": without_filters(asked, filters, len(found)),
        "other_languages": list(_other_languages(asked, index_page, tried)),
    }


def _other_languages(
    asked: Asked, index_page: GuidanceIndexPage, tried: dict[str, list[str]]
) -> Iterator[Link]:
    """Yield the languages in which notes have the words. Three queries."""
    others = [code for code in dict(settings.LANGUAGES) if code not in tried]
    if not asked.query:
        return
    ids = search(GuidanceNotePage, wanted_words(asked.query, others))
    pages = readable_notes(public(GuidanceNotePage.objects.live()))
    pages = pages.filter(pk__in=ids, alias_of=None)
    counts = Counter(pages.order_by().values_list("locale__language_code", flat=True))
    lists = index_page.live_translations
    for code in others:
        if counts[code] and code in lists:
            question = asked.address(chosen={}, sort=RELEVANCE)
            yield Link(code, f"{lists[code].url}{question}", counts[code], language=code)
