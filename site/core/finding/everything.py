"""The search of the site: all that readers may read, by the words in it."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core.countries import sorting_key
from core.finding.asked import RELEVANCE, Asked, asked_in
from core.finding.facets import chosen_in, counted, facets, matching
from core.finding.finders import KIND, Found, Hit, finders
from core.finding.pages import counts_by_language
from core.finding.results import Link, Results, fewer_filters
from core.finding.searching import Wanted, shortened, wanted_words
from core.finding.words import stems
from core.routing import readable_first_pages

PER_PAGE = 20
# So many of the best are looked at for whether their title has all the words.
_LOOKED_AT = 500


def find_everywhere(request: HttpRequest) -> Results:
    """Return what an address asks for, in the active language. Takes anything typed.

    No query without words. With them, what each finder takes to search and to
    show a page of what it found; where nothing is found, one to search the
    other languages.
    """
    params = request.GET
    typed = shortened(params.get("q", ""))
    active = get_language() or settings.LANGUAGE_CODE
    wanted = wanted_words(typed, {active, settings.LANGUAGE_CODE})
    names = {KIND: _kinds()}
    chosen, has_unknown = chosen_in(params, names)
    asked = asked_in(
        params, typed if wanted else "", chosen, sorts=[RELEVANCE], usual_sort=RELEVANCE
    )
    hits = _hits(request, wanted) if wanted else []
    shown = list(matching(hits, chosen))
    page = Paginator(shown, PER_PAGE).get_page(params.get("page"))
    filters = facets({KIND: _("Kind")}, names, counted(hits, chosen), chosen)
    is_empty = bool(wanted) and not shown
    return Results(
        asked=asked,
        # Without words nothing is listed.
        in_all=0,
        page=page,
        found=_found(request, list(page), wanted),
        facets=filters,
        sort_names={},
        has_unknown_filters=has_unknown,
        has_no_words=bool(typed) and not wanted,
        fewer_filters=list(fewer_filters(asked, filters, hits)) if is_empty else [],
        other_languages=list(_other_languages(request, asked, wanted)) if is_empty else [],
    )


def _kinds() -> dict[str, str]:
    """Return every kind of thing with its name, in the order of the names."""
    names = {kind: name for finder in finders() for kind, name in finder.kinds().items()}
    return dict(sorted(names.items(), key=lambda named: sorting_key(named[1])))


def _hits(request: HttpRequest, wanted: Wanted) -> list[Hit]:
    """Return all that has the words: first what has them in its title, then as it was found.

    No database is sure of the former, and what was found in two ways cannot be compared.
    """
    best: list[Hit] = []
    rest: list[Hit] = []
    for finder in finders():
        for place, hit in enumerate(finder.hits(request, wanted)):
            is_best = place < _LOOKED_AT and _is_called(hit, wanted)
            (best if is_best else rest).append(hit)
    return best + rest


def _is_called(hit: Hit, wanted: Wanted) -> bool:
    return set(wanted[hit.language]) <= set(stems(hit.title, hit.language))


def _found(request: HttpRequest, hits: Sequence[Hit], wanted: Wanted) -> list[Found]:
    """Return what to show of a page of hits, in their order."""
    shown: dict[Hit, Found] = {}
    for finder in finders():
        if own := [hit for hit in hits if hit.finder is finder]:
            shown.update(finder.found(request, own, wanted))
    # What was deleted at this moment is not among them.
    return [shown[hit] for hit in hits if hit in shown]


def _other_languages(request: HttpRequest, asked: Asked, tried: Wanted) -> Iterator[Link]:
    """Yield the languages in which pages have the words. One query."""
    begun = readable_first_pages(request)
    others = [code for code in dict(settings.LANGUAGES) if code in begun and code not in tried]
    counts = counts_by_language(request, wanted_words(asked.query, others))
    for code in others:
        if counts[code]:
            with override(code):
                url = reverse("search")
            question = asked.address(chosen={})
            yield Link(code, f"{url}{question}", counts[code], language=code)
