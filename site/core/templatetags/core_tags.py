"""What the header, the footer and the head of every page are made of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import dateformat
from django.utils.formats import get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_from_path, get_language_info
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from core import locales
from core.locales import Alternate, written_language
from core.models import BasePage, Footer, SiteSettings
from core.routing import readable_first_pages
from core.sharing import cards
from core.sharing.links import Sharing

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    """A link to a page in another language."""

    code: str
    name: str
    url: str
    dir: str
    is_current: bool


@dataclass(frozen=True)
class LanguageLinks:
    """The languages that this page is in, and those of which only the first page can be offered."""

    same_page: list[LanguageLink]
    first_page: list[LanguageLink]


@dataclass(frozen=True)
class OtherLanguage:
    """A page that is not in the language of its address."""

    # The address's language, in which the reader is told.
    wanted: str
    dir: str
    shown: str
    # The page in the other languages that it is in.
    links: list[LanguageLink]
    # The first page in the address's language; empty where there is none.
    first_page_url: str


@dataclass(frozen=True)
class PublicSettings:
    """The site's settings as the header and footer show them."""

    name: str
    is_demonstration: bool
    privacy_url: str
    footer: Footer | None


def _request(context: template.Context) -> HttpRequest | None:
    return context.get("request")


# --- languages ------------------------------------------------------------


def _direction(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def _link(code: str, url: str | None, *, is_here: bool = True) -> LanguageLink:
    return LanguageLink(
        code=code,
        name=get_language_info(code)["name_local"].capitalize(),
        url=url or f"/{code}/",
        dir=_direction(code),
        is_current=is_here and code == get_language(),
    )


def _translations(context: template.Context) -> dict[str, Page]:
    """Return the page in each language; for an address without a page, what it may have meant."""
    page = context.get("page")
    return page.live_translations if isinstance(page, BasePage) else context.get("elsewhere") or {}


def _addresses(context: template.Context, request: HttpRequest) -> dict[str, str]:
    """Return where this page is in each language: as far below it.

    What is no page says it in its context, as `addresses` by language.
    """
    if "addresses" in context:
        return dict(context["addresses"])
    page, below = context.get("page"), ""
    match = getattr(request, "routable_resolver_match", None)
    if match is not None and isinstance(page, RoutablePageMixin):
        below = page.reverse_subpage(match.url_name, match.args, match.kwargs)
    pages = _translations(context).items()
    return {code: f"{page.get_url(request)}{below}" for code, page in pages}


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> LanguageLinks:
    """Return a link for each language that has this page, or at least its first page."""
    request = _request(context)
    if request is None:
        return LanguageLinks([], [])
    same, firsts = _addresses(context, request), readable_first_pages(request)
    # What is no page of ours, as a signer's own, is there in every language.
    is_everywhere = (
        "elsewhere" not in context
        and "addresses" not in context
        and context.get("page") is None
        and getattr(request, "resolver_match", None) is not None
    )
    links = LanguageLinks([], [])
    for code in dict(settings.LANGUAGES):
        if code in same:
            links.same_page.append(_link(code, same[code]))
        elif code in firsts and is_everywhere:
            links.same_page.append(_link(code, translate_url(request.path, code)))
        elif code in firsts:
            links.first_page.append(_link(code, firsts[code].get_url(request), is_here=False))
    return links


@register.simple_tag(takes_context=True)
def other_language(context: template.Context) -> OtherLanguage | None:
    """Return what to tell the reader of a page that is not in the language of its address."""
    request, page = _request(context), context.get("page")
    if request is None or not (isinstance(page, BasePage) or "addresses" in context):
        return None
    wanted, shown = get_language_from_path(request.path_info), get_language()
    if not wanted or not shown or wanted == shown:
        return None
    same, first = _addresses(context, request), readable_first_pages(request).get(wanted)
    links = [
        _link(code, same[code])
        for code in dict(settings.LANGUAGES)
        if code in same and code != shown
    ]
    first_page_url = first.get_url(request) or "" if first else ""
    return OtherLanguage(wanted, _direction(wanted), shown, links, first_page_url)


@register.simple_tag
def lang_of(instance: Any, link: bool = False) -> SafeString | str:
    """Mark text of a page or snippet that is in another language than the page around it.

    With `link`, for the link that leads there. Aliases need `alias_of__locale` selected.
    """
    return in_language(written_language(instance), link)


@register.simple_tag
def in_language(code: str, link: bool = False) -> SafeString | str:
    """Mark text by its language, unless it is that of the page around it; `link` as above."""
    if code == get_language():
        return ""
    marks = format_html(' lang="{}" dir="{}"', code, _direction(code))
    return marks + format_html(' hreflang="{}"', code) if link else marks


# Under its own name, the filter of Django's i18n tags, which speaks English, would hide it.
register.filter("in_words", locales.language_name)
register.filter("open_graph_locale", locales.open_graph_locale)
register.filter("written_language", written_language)


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Return a date in the words of the active language, in the calendar that its readers use."""
    if value is None:
        return ""
    form = get_format("DATE_FORMAT")
    # Django does not know the name, and gives it back where a language has no such format.
    years = get_format("YEARS_AHEAD")
    if isinstance(years, int):
        form = form.replace("Y", str(value.year + years))
    return dateformat.format(value, form)


# --- header and footer ----------------------------------------------------


@register.simple_tag(takes_context=True)
def site_settings(context: template.Context) -> PublicSettings:
    """Return the site's settings, the footer in the active language."""
    request = _request(context)
    stored = SiteSettings.for_request(request) if request else None
    if stored is None:
        return PublicSettings(settings.WAGTAIL_SITE_NAME, False, "", None)
    return PublicSettings(
        stored.name, stored.is_demonstration, stored.privacy_url, _translated(stored.footer)
    )


def _translated(footer: Footer | None) -> Footer | None:
    """Return the footer in the active language if it is live there, else as it is."""
    language = get_language()
    if footer is None or footer.locale.language_code == language:
        return footer
    translations = footer.get_translations().filter(live=True, locale__language_code=language)
    return translations.select_related("locale").first() or footer


# --- head -----------------------------------------------------------------


@register.simple_tag(takes_context=True)
def page_alternates(context: template.Context) -> list[Alternate]:
    """Return the page's addresses in all its languages, for `hreflang`."""
    request, page = _request(context), context.get("page")
    if request is not None and "addresses" in context:
        addresses = context["addresses"].items()
        return locales.alternates_at(
            {code: request.build_absolute_uri(url) for code, url in addresses}
        )
    if not isinstance(page, BasePage):
        return []
    return locales.alternates(page.live_translations, request)


@register.simple_tag(takes_context=True)
def canonical_url(context: template.Context) -> str:
    """Return the page's one address; an alias points to its original.

    What is no page says it in its context, as `canonical`.
    """
    if "canonical" in context:
        return str(context["canonical"])
    page = context.get("page")
    if not isinstance(page, Page):
        return ""
    return (page.alias_of or page).get_full_url(_request(context)) or ""


# --- passing on -----------------------------------------------------------


@register.simple_tag(takes_context=True)
def sharing(context: template.Context, title: str = "") -> Sharing | None:
    """Return what the page in the context offers to those who pass it on.

    What is no page gives its title. None where there is nothing that others can open.
    """
    page, url = context.get("page"), canonical_url(context)
    if title and url:
        return Sharing(title, title, url)
    if not isinstance(page, BasePage) or page.pk is None or not url:
        return None
    return Sharing(page.title, page.words_to_share, url)


@register.simple_tag
def share_card(page: Any, site_name: str) -> cards.Card | None:
    """Return the picture of a shared link; None where there is none."""
    return cards.card_of(page, site_name) if isinstance(page, BasePage) else None
