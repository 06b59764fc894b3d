"""Searching the pages of the site, of every kind, in the reader's language."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from core.finding.excerpts import excerpt_of
from core.finding.finders import Finder, Found, Hit
from core.finding.searching import Wanted, matches, search
from core.models.pages import BasePage
from core.routing import first_pages, public


class PageFinder(Finder):
    """Looks through live public pages.

    Those of the reader's language, and those of the source language of which
    there is no translation into it: what readers find at the addresses of their language.
    """

    def kinds(self) -> Mapping[str, str]:
        """Return every kind of page."""
        return {
            model._meta.model_name: capfirst(str(model.name_for_readers()))
            for model in get_page_models()
            if issubclass(model, BasePage)
        }

    def hits(self, request: HttpRequest, wanted: Wanted) -> list[Hit]:
        """Return the pages that have the words. Two queries, beside the first pages."""
        order = {pk: place for place, pk in enumerate(search(Page, wanted))}
        found = _readable(request, wanted)
        source, active = settings.LANGUAGE_CODE, get_language()
        if active != source:
            translation = Page.objects.live().filter(
                translation_key=OuterRef("translation_key"),
                locale__language_code=active,
                alias_of=None,
            )
            found = found.filter(~Q(locale__language_code=source) | ~Exists(translation))
        rows = found.values_list("pk", "content_type_id", "locale__language_code", "title")
        # What was indexed between the two comes last.
        ordered = sorted(rows, key=lambda row: order.get(row[0], len(order)))
        return [
            Hit(self, pk, ContentType.objects.get_for_id(kind).model, language, title)
            for pk, kind, language, title in ordered
        ]

    def found(
        self, request: HttpRequest, hits: Sequence[Hit], wanted: Wanted
    ) -> Mapping[Hit, Found]:
        """Return what to show of them.

        A query for the pages, one for each kind of them and for what a kind reads
        elsewhere; one for where pages of another language stand in the reader's own tree.
        """
        pages = _whole_pages(request, hits)
        elsewhere = [hit.key for hit in hits if hit.language != get_language()]
        places = _aliases(request, elsewhere)
        shown = {}
        for hit in hits:
            if page := pages.get(hit.key):
                url = places.get(page.pk, page).get_url(request) or ""
                shown[hit] = _show(page, url, wanted[hit.language])
        return shown


def _show(page: BasePage, url: str, wanted: list[str]) -> Found:
    """Return what to show of a page. No query, as all that is read for it is there."""
    language = page.locale.language_code
    texts = (text for text, _weight in page.searched_parts() if text != page.title)
    excerpt = excerpt_of(texts, wanted, language)
    return Found(
        title=page.title,
        url=url,
        kind=capfirst(str(page.name_for_readers())),
        language=language,
        excerpt=excerpt,
        summary="" if excerpt else page.description,
    )


def counts_by_language(request: HttpRequest, wanted: Wanted) -> Counter[str]:
    """Return how many pages have the words in each language. One query."""
    return Counter(_readable(request, wanted).values_list("locale__language_code", flat=True))


def _readable(request: HttpRequest, wanted: Wanted) -> PageQuerySet[Page]:
    """Return the live public pages of this site that have the words in their language."""
    trees = [first for code, first in first_pages(request).items() if code in wanted]
    if not trees:
        return Page.objects.none()
    below = Q()
    for first in trees:
        below |= Q(path__startswith=first.path)
    found: PageQuerySet[Page] = matches(Page, wanted).filter(below, live=True, alias_of=None)
    return public(found)


def _whole_pages(request: HttpRequest, hits: Sequence[Hit]) -> dict[int, BasePage]:
    """Return pages with all that is in them and all that is read for them elsewhere."""
    locales = {first.locale_id: first.locale for first in first_pages(request).values()}
    found = Page.objects.filter(pk__in=[hit.key for hit in hits]).specific()
    pages = {page.pk: page for page in found}
    for page in pages.values():
        page.locale = locales[page.locale_id]  # Spares asking for it again.
    by_kind: dict[type[BasePage], list[BasePage]] = defaultdict(list)
    for page in pages.values():
        by_kind[type(page)].append(page)
    for kind, of_kind in by_kind.items():
        kind.fetch_searched_parts(of_kind)
    return pages


def _aliases(request: HttpRequest, ids: Iterable[int]) -> dict[int, Page]:
    """Return what stands for pages of another language in the tree of the active one."""
    first = first_pages(request).get(get_language() or "")
    if not ids or first is None:
        return {}
    aliases = Page.objects.live().filter(alias_of__in=ids, path__startswith=first.path)
    return {page.alias_of_id: page for page in aliases.order_by("-pk")}
