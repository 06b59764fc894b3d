"""Languages: which one a page is written in, which one a reader wants, what each is called."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from babel.core import get_global, parse_locale
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation


def active_locales() -> QuerySet[Locale]:
    """Return the languages that the site speaks. One taken off the settings keeps its row."""
    return Locale.objects.filter(language_code__in=dict(settings.LANGUAGES))


def is_source(instance: Any) -> bool:
    """Whether a page or snippet is written in its language rather than translated into it."""
    if getattr(instance, "alias_of_id", None):
        return False
    if Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale_id
    ).exists():
        return False
    # Translated by hand, without wagtail-localize: the one that was there first is the source.
    earlier = instance.get_translations().filter(pk__lt=instance.pk)
    if isinstance(instance, Page):
        earlier = earlier.filter(alias_of=None)
    return not earlier.exists()


def written_language(instance: Any) -> str:
    """Return the language of a page's or snippet's text: an alias has that of its original."""
    original = getattr(instance, "alias_of", None) or instance
    code: str = original.locale.language_code
    return code


def best_language(asked: str, offered: list[str]) -> str:
    """Return the first language of an Accept-Language header (RFC 9110) that is offered.

    Without one, the source language; where that is not offered either, what is.
    """
    for wanted, quality in parse_accept_lang_header(asked.lower()):
        try:
            code = get_supported_language_variant(wanted)
        except LookupError:
            continue
        if quality and code in offered:
            return code
    source: str = settings.LANGUAGE_CODE
    return source if source in offered or not offered else offered[0]


@dataclass(frozen=True)
class Alternate:
    """An address of a page in a language, for search engines."""

    hreflang: str
    url: str


def alternates(pages: dict[str, Page], request: HttpRequest | None) -> list[Alternate]:
    """Return the addresses of a page in all its languages, if there are several."""
    return alternates_at({code: page.get_full_url(request) or "" for code, page in pages.items()})


def alternates_at(urls: dict[str, str]) -> list[Alternate]:
    """Return the same for absolute addresses by language."""
    if len(urls) < 2:
        return []
    default = urls.get(settings.LANGUAGE_CODE) or next(iter(urls.values()))
    return [*(Alternate(code, url) for code, url in urls.items()), Alternate("x-default", default)]


@cache
def _cldr(language: str) -> CldrLocale | None:
    try:
        return CldrLocale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def language_name(code: str) -> str:
    """Return a language's name in the active language, as it stands within a sentence (CLDR)."""
    spoken, named = _cldr(get_language() or settings.LANGUAGE_CODE), _cldr(code)
    name = named.get_display_name(spoken) if spoken and named else None
    return name or code


@cache
def open_graph_locale(code: str) -> str:
    """Return a language with the country it is most at home in, as `es_ES` (CLDR)."""
    language, territory, script = parse_locale(code, sep="-")[:3]
    if territory is None:
        likely = get_global("likely_subtags")
        full = likely.get(f"{language}_{script}") or likely.get(language, language)
        territory = parse_locale(full)[1]
    # A number stands for a part of the world (UN M49), which Open Graph does not know.
    return f"{language}_{territory}" if territory and territory.isalpha() else str(language)
