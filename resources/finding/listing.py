"""The list of guidance: searched, filtered, sorted, a page at a time, all by its address."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import get_language

from core.countries import sorting_key
from core.routing import public
from resources.documents import Document
from resources.finding.excerpts import excerpt
from resources.finding.facets import Choice, Facet, chosen_in, facets, matching
from resources.finding.notes import ListedNote, listed_notes
from resources.finding.results import (
    DATE,
    RELEVANCE,
    TITLE,
    Asked,
    Found,
    Link,
    Results,
    chosen_values,
    default_sort,
    full_name,
)
from resources.finding.searching import search, shortened, wanted_words
from resources.finding.words import stems
from resources.models import EditionText, GuidanceIndexPage, GuidanceNotePage

PER_PAGE = 20


def find(params: QueryDict, index_page: GuidanceIndexPage) -> Results:
    """Return what an address asks for, in the active language. Takes anything typed.

    Nine queries (see `listed_notes`). With words, one to search and one for the
    texts of the notes shown; where nothing is found, one to search the other
    languages, one for what is public there and one for where the list is.
    """
    listed = listed_notes(index_page)
    chosen, has_unknown = chosen_in(params, listed)
    typed = shortened(params.get("q", ""))
    active = get_language() or settings.LANGUAGE_CODE
    wanted = wanted_words(typed, {active, *(note.language for note in listed.notes)})
    query = typed if wanted else ""
    asked = Asked(query, chosen, _sort(params, query))
    found = _with_words(listed.notes, wanted) if wanted else listed.notes
    shown = _sorted(list(matching(found, chosen)), asked.sort)
    page = Paginator(shown, PER_PAGE).get_page(params.get("page"))
    filters = facets(listed, found, chosen)
    return Results(
        asked=asked,
        in_all=len(listed.notes),
        page=page,
        found=_with_excerpts(list(page), wanted),
        facets=filters,
        has_unknown_filters=has_unknown,
        has_no_words=bool(typed) and not wanted,
        **({} if shown else _ways_out(asked, filters, found, index_page, wanted)),
    )


def _sort(params: QueryDict, query: str) -> str:
    sort = params.get("sort")
    known = {DATE, TITLE, RELEVANCE} if query else {DATE, TITLE}
    return sort if sort in known else default_sort(query)


def _with_words(notes: list[ListedNote], wanted: dict[str, list[str]]) -> list[ListedNote]:
    """Return the notes that have all the words, the best first. One query.

    Those whose title has them all come first, which no database is sure of;
    else it is as the database finds.
    """
    places = {pk: place for place, pk in enumerate(search(wanted))}
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
    active = list(chosen_values(filters))
    # To leave out the only filter is to leave out all of them.
    without = Link("", asked.address(chosen={}), len(found)) if found and len(active) > 1 else None
    return {
        "fewer_filters": list(_fewer_filters(asked, active, found)),
        "without_filters": without,
        "other_languages": list(_other_languages(asked, index_page, tried)),
    }


def _fewer_filters(
    asked: Asked, active: list[tuple[Facet, Choice]], found: list[ListedNote]
) -> Iterator[Link]:
    """Yield each filter that something is found without."""
    for facet, choice in active:
        chosen = asked.without(facet.key, choice.value)
        if count := len(list(matching(found, chosen))):
            yield Link(full_name(facet, choice), asked.address(chosen=chosen), count)


def _other_languages(
    asked: Asked, index_page: GuidanceIndexPage, tried: dict[str, list[str]]
) -> Iterator[Link]:
    """Yield the languages in which notes have the words. Three queries."""
    others = [code for code in dict(settings.LANGUAGES) if code not in tried]
    if not asked.query:
        return
    ids = search(wanted_words(asked.query, others))
    pages = public(GuidanceNotePage.objects.live()).filter(pk__in=ids, alias_of=None)
    counts = Counter(pages.order_by().values_list("locale__language_code", flat=True))
    lists = index_page.live_translations
    for code in others:
        if counts[code] and code in lists:
            question = asked.address(chosen={}, sort=default_sort(asked.query))
            yield Link(code, f"{lists[code].url}{question}", counts[code], language=code)
