"""What the header, the footer and the head of every page are made of."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from core.models import BasePage, Footer, SiteSettings

register = template.Library()


@dataclass(frozen=True)
class MenuItem:
    """A link in the main menu."""

    title: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class LanguageLink:
    """A link to this page in another language, or else to that language's first page."""

    code: str
    name: str
    url: str
    dir: str
    is_current: bool
    is_same_page: bool


@dataclass(frozen=True)
class Alternate:
    """An address of this page in a language, for search engines."""

    hreflang: str
    url: str


@dataclass(frozen=True)
class PublicSettings:
    """The site's settings as the header and footer show them."""

    name: str
    is_demonstration: bool
    privacy_url: str
    footer: Footer | None


def _request(context: template.Context) -> HttpRequest | None:
    return context.get("request")


def _homes(request: HttpRequest | None) -> dict[str, Page]:
    """Return the live home page of each language on the request's site. One query."""
    site = Site.find_for_request(request) if request else None
    if site is None:
        return {}
    homes = (
        Page.objects.live()
        .filter(translation_key=site.root_page.translation_key)
        .select_related("locale")
    )
    return {home.locale.language_code: home for home in homes}


@register.simple_tag(takes_context=True)
def site_settings(context: template.Context) -> PublicSettings:
    """Return the site's settings, the footer in the active language."""
    request = _request(context)
    stored = SiteSettings.for_request(request) if request else None
    if stored is None:
        return PublicSettings(settings.WAGTAIL_SITE_NAME, False, "", None)
    footer = stored.footer.localized if stored.footer else None
    return PublicSettings(stored.name, stored.is_demonstration, stored.privacy_url, footer)


@register.simple_tag(takes_context=True)
def menu(context: template.Context) -> list[MenuItem]:
    """Return the pages below the home page that editors show in menus."""
    request = _request(context)
    home = _homes(request).get(get_language() or settings.LANGUAGE_CODE)
    if request is None or home is None:
        return []
    return [
        MenuItem(page.title, url, request.path.startswith(url))
        for page in home.get_children().live().public().in_menu()
        if (url := page.get_url(request))
    ]


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[LanguageLink]:
    """Return a link for each language that has a home page."""
    request, page = _request(context), context.get("page")
    if request is None:
        return []
    same = _translations(page)
    is_page_less = page is None and getattr(request, "resolver_match", None) is not None
    homes = _homes(request)
    links = []
    for code in dict(settings.LANGUAGES):
        home = homes.get(code)
        if home is None:
            continue
        url = home.get_url(request) or f"/{code}/"
        is_same_page = code in same or is_page_less
        if code in same:
            url = same[code].get_url(request) or url
        elif is_page_less:
            url = translate_url(request.path, code)
        info = get_language_info(code)
        links.append(
            LanguageLink(
                code=code,
                name=info["name_local"].capitalize(),
                url=url,
                dir="rtl" if info["bidi"] else "ltr",
                is_current=code == get_language(),
                is_same_page=is_same_page,
            )
        )
    return links


def _translations(page: Any) -> dict[str, Page]:
    """Return the page in each language; nothing where there is no page of ours."""
    return page.live_translations if isinstance(page, BasePage) else {}


@register.simple_tag(takes_context=True)
def page_alternates(context: template.Context) -> list[Alternate]:
    """Return the page's addresses in all its languages, for `hreflang`."""
    request = _request(context)
    same = _translations(context.get("page"))
    if len(same) < 2:
        return []
    alternates = [
        Alternate(code, url) for code, page in same.items() if (url := page.get_full_url(request))
    ]
    default = same.get(settings.LANGUAGE_CODE) or next(iter(same.values()))
    return [*alternates, Alternate("x-default", default.get_full_url(request) or "")]


@register.simple_tag(takes_context=True)
def canonical_url(context: template.Context) -> str:
    """Return the page's one address; an alias points to its original."""
    page = context.get("page")
    if not isinstance(page, Page):
        return ""
    return (page.alias_of or page).get_full_url(_request(context)) or ""
