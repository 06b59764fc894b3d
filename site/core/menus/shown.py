"""What readers are shown of menus: pages in their language that they may read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from core.locales import written_language
from core.models.menus import Menu
from core.routing import first_pages, is_private, readable

# The depth of the first page of a language.
_FIRST = 2


@dataclass(frozen=True)
class MenuLink:
    """A link of a menu."""

    label: str
    # In which the label is written.
    language: str
    url: str
    # In which the page is that it leads to; empty where it leads elsewhere.
    leads_to: str = ""
    # Whether it leads to the page that is read ("page"), or to one above it ("true").
    current: str = ""

    @property
    def hreflang(self) -> str:
        """The language that it leads to, unless that is the reader's own."""
        return "" if self.leads_to == get_language() else self.leads_to


@dataclass(frozen=True)
class MenuGroup:
    """Links below a label."""

    label: str
    language: str
    links: list[MenuLink]

    @property
    def current(self) -> str:
        """Whether it has a link to the page that is read, or to one above it."""
        return "true" if any(link.current for link in self.links) else ""


Entry = MenuLink | MenuGroup


def chosen_menus(request: HttpRequest, chosen: Sequence[Menu | None]) -> list[list[Entry] | None]:
    """Return what there is to show of menus, in the active language where they are live in it.

    None in place of one that is not chosen, or live in no language that helps.
    One query for the menus, if any is in another language; one for all their pages.
    """
    menus = _in_active_language(chosen)
    pages = _pages(menu for menu in menus if menu)
    return [_Reader(request, menu, pages).entries() if menu else None for menu in menus]


def shown_menu(request: HttpRequest, menu: Menu) -> list[Entry]:
    """Return what there is to show of this very version of a menu. One query."""
    return _Reader(request, menu, _pages([menu])).entries()


def pages_in_menus(request: HttpRequest) -> list[Entry]:
    """Return links to the pages below the first one that say themselves that they are in menus.

    Two queries, beside the first pages; a third where a translation is not live.
    """
    firsts = first_pages(request)
    first = firsts.get(get_language() or "") or firsts.get(settings.LANGUAGE_CODE)
    if first is None:
        return []
    pages = readable(first.get_children().in_menu())
    return [link for page in pages if (link := _link_to(request, page))]


def _in_active_language(chosen: Sequence[Menu | None]) -> list[Menu | None]:
    """Return each menu in the active language, else as it was chosen; None where it is not live."""
    language = get_language()
    keys = [
        menu.translation_key for menu in chosen if menu and menu.locale.language_code != language
    ]
    found = {}
    if keys:
        live = Menu.objects.filter(
            live=True, translation_key__in=keys, locale__language_code=language
        )
        found = {menu.translation_key: menu for menu in live.select_related("locale")}
    in_place = [found.get(menu.translation_key, menu) if menu else None for menu in chosen]
    return [menu if menu and menu.live else None for menu in in_place]


def _pages(menus: Iterable[Menu]) -> dict[int, Page]:
    """Return what readers find in place of each page in menus, by its id. One query.

    It is read in the active language, in the source's, or in the one it was
    chosen in: the first of them in which it is live. Private ones are left out.
    """
    ids = {pk for menu in menus for pk in _ids(menu.items.raw_data)}
    if not ids:
        return {}
    order = [get_language() or "", settings.LANGUAGE_CODE]
    chosen = Page.objects.filter(pk__in=ids)
    versions = (
        Page.objects.filter(translation_key__in=chosen.values("translation_key"))
        .filter(Q(pk__in=ids) | Q(locale__language_code__in=order))
        .select_related("locale", "alias_of__locale")
        .annotate(is_private=is_private())
    )
    keys: dict[int, Any] = {}
    live: dict[tuple[Any, str], Page] = {}
    for page in versions:
        if page.pk in ids:
            keys[page.pk] = page.translation_key, page.locale.language_code
        if page.live:
            live[page.translation_key, page.locale.language_code] = page
    found = {}
    for pk, (key, language) in keys.items():
        versions_in_order = (live.get((key, code)) for code in [*order, language])
        page = next(filter(None, versions_in_order), None)
        if page is not None and not page.is_private:
            found[pk] = page
    return found


def _ids(items: Iterable[Any]) -> Iterator[int]:
    """Yield the ids of the pages in a menu as it is stored: to look at them costs no query."""
    for item in items:
        value = item["value"]
        if item["type"] == "group":
            yield from _ids(value["items"])
        elif item["type"] == "page" and value["page"]:
            yield value["page"]


def _link_to(request: HttpRequest, page: Page, label: str = "", language: str = "") -> Any:
    """Return a link to a page, under its own title unless told otherwise; None without address."""
    url = page.get_url(request)
    if not url:
        return None
    written = written_language(page)
    if request.path == url:
        current = "page"
    else:
        # Every page is below the first one.
        is_above = page.depth > _FIRST and request.path.startswith(url)
        current = "true" if is_above else ""
    return MenuLink(label or page.title, language or written, url, written, current)


class _Reader:
    """Reads a menu for a reader of the active language."""

    def __init__(self, request: HttpRequest, menu: Menu, pages: dict[int, Page]) -> None:
        self.request = request
        self.menu = menu
        self.pages = pages
        self.language: str = menu.locale.language_code

    def entries(self) -> list[Entry]:
        """Return what there is to show; a group without links is left out."""
        entries: list[Entry] = []
        for item in self.menu.items.raw_data:
            if item["type"] == "group":
                links = list(self._links(item["value"]["items"]))
                if links:
                    entries.append(MenuGroup(item["value"]["label"], self.language, links))
            else:
                entries += self._links([item])
        return entries

    def _links(self, items: Iterable[Any]) -> Iterator[MenuLink]:
        for item in items:
            value = item["value"]
            if item["type"] == "link":
                yield MenuLink(value["label"], self.language, value["url"])
                continue
            page = self.pages.get(value["page"])
            link = self._page_link(page, value.get("label") or "") if page else None
            if link:
                yield link

    def _page_link(self, page: Page, label: str) -> MenuLink | None:
        # A title that the reader understands says more than a label that they do not.
        is_understood = self.language == get_language() or written_language(page) != get_language()
        if label and is_understood:
            link: MenuLink | None = _link_to(self.request, page, label, self.language)
        else:
            link = _link_to(self.request, page)
        return link
