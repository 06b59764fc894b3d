"""Which page an address leads to: in its own language where that is live, else in the source's."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left, Length
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.translation import get_language_from_path
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from core.locales import written_language


def is_private() -> Exists:
    """Return the condition that a page, or one above it, is private.

    An alias is as private as its original. Part of a query on pages, where
    Wagtail's own `public` needs one more.
    """
    path = OuterRef("path")
    restrictions = PageViewRestriction.objects.filter(
        Q(page__path=Left(path, Length("page__path")))
        | Q(page__aliases__path=Left(path, Length("page__aliases__path")))
    )
    return Exists(restrictions)


def public(pages: PageQuerySet[Any]) -> PageQuerySet[Any]:
    """Leave out what is private."""
    return pages.filter(~is_private())


def first_pages(request: HttpRequest) -> dict[str, Page]:
    """Return the first page of each language on the request's site, live or not.

    One query, however often it is asked during a request.
    """
    kept = "_first_pages"
    if not hasattr(request, kept):
        setattr(request, kept, _first_pages(Site.find_for_request(request)))
    pages: dict[str, Page] = getattr(request, kept)
    return pages


def _first_pages(site: Site | None) -> dict[str, Page]:
    if site is None:
        return {}
    pages = Page.objects.filter(
        translation_key=site.root_page.translation_key,
        locale__language_code__in=dict(settings.LANGUAGES),
    )
    pages = pages.annotate(is_private=is_private())
    return {page.locale.language_code: page for page in pages.select_related("locale")}


def readable_first_pages(request: HttpRequest) -> dict[str, Page]:
    """Return the first page of each language that has begun: live, public and its own."""
    pages = first_pages(request).items()
    return {
        code: page
        for code, page in pages
        if page.live and not page.is_private and not page.alias_of_id
    }


def find_page(request: HttpRequest, path: str) -> None:
    """Find the page for `wagtail.views.serve`, and go on in the language that it is written in.

    A page is shown in one language from its head to its foot, its form and its
    mails among it, even where the address asks for another: `base.html` says so.
    """
    go_on(request, next(_routes(request, path), None))


def go_on(request: HttpRequest, route: RouteResult | None) -> None:
    """Hand what was found to Wagtail, and go on in the page's language."""
    # Where Wagtail keeps what it has found (see Page.route_for_request). Its own
    # search gives up a language's whole tree while the first page there is a draft.
    request._wagtail_route_for_request = route  # type: ignore[attr-defined]
    if route is not None:
        language = written_language(route.page)
        translation.activate(language)
        request.LANGUAGE_CODE = language


def _routes(request: HttpRequest, path: str) -> Iterator[RouteResult]:
    """Yield what the path leads to in the tree of the address's language, then in the source's."""
    pages = first_pages(request)
    steps = [step for step in path.split("/") if step]
    for language in dict.fromkeys([translation.get_language(), settings.LANGUAGE_CODE]):
        first = pages.get(language or "")
        if first is None:
            continue
        try:
            route = first.specific.route(request, steps)
        except Http404:
            continue
        if route.page.locale_id == first.locale_id:
            route.page.locale = first.locale  # Spares asking for it again.
        yield route


def moved_to(request: HttpRequest, path: str) -> str:
    """Return where the page just found is in the address's own language; empty if not elsewhere.

    A translation that was moved: what stands at its old address is the source.
    """
    route: RouteResult | None = request._wagtail_route_for_request  # type: ignore[attr-defined]
    language = get_language_from_path(request.path_info)
    if route is None or route.page.locale.language_code == language:
        return ""
    page = route.page
    translated = page.live_translations.get(language)
    if translated is None:
        return ""
    # A step below the page, as the thank-you, is there below the translation too.
    first = first_pages(request)[page.locale.language_code]
    below = path[len(page.url_path) - len(first.url_path) :]
    return f"{translated.get_url(request)}{below}"


def readable(pages: PageQuerySet[Any]) -> list[Any]:
    """Return what readers find in place of `pages`: the same rule, for lists. In their order.

    Leaves out what is private. Two queries; a third where a translation is not live.
    """
    private = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    found = list(pages.defer_streamfields().select_related("locale", "alias_of__locale"))
    sources = _sources_of(pages.model, [page for page in found if not page.live])
    in_place = (page if page.live else sources.get(page.translation_key) for page in found)
    return [page for page in in_place if page is not None and not _is_private(page, private)]


def _sources_of(model: type[Page], waiting: list[Page]) -> dict[Any, Page]:
    source = settings.LANGUAGE_CODE
    keys = [page.translation_key for page in waiting if page.locale.language_code != source]
    if not keys:
        return {}
    live = model.objects.live().filter(translation_key__in=keys, locale__language_code=source)
    live = live.defer_streamfields().select_related("locale", "alias_of__locale")
    return {page.translation_key: page for page in live}


def _is_private(page: Page, private: list[str]) -> bool:
    """Whether a restriction covers the page; an alias is as private as its original."""
    paths = [page.path, *([page.alias_of.path] if page.alias_of else [])]
    return any(path.startswith(start) for path in paths for start in private)


def pages_elsewhere(request: HttpRequest) -> dict[str, Page]:
    """Return the pages, by language, that an address which leads nowhere may have meant.

    They are the live and public translations of whatever any language has at
    the same path, be it a draft. Two queries.
    """
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve":
        return {}
    trees = first_pages(request)
    urls = {code: f"{first.url_path}{match.args[0]}" for code, first in trees.items()}
    named = Page.objects.filter(url_path__in=urls.values()).select_related("alias_of")
    keys = {page.url_path: (page.alias_of or page).translation_key for page in named}
    live = (
        public(Page.objects.live())
        .filter(translation_key__in=keys.values(), alias_of=None)
        .filter(locale__language_code__in=list(trees))
        .select_related("locale")
    )
    # Where languages have different pages at the path, the address's own language decides.
    meant = keys.get(urls.get(translation.get_language() or "", ""))
    ordered = sorted(live, key=lambda page: page.translation_key == meant)
    return {page.locale.language_code: page for page in ordered}
