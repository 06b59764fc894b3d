"""Names of countries in each language, and their order there.

English names are django-countries'; other languages' are those of the Unicode
CLDR, which Babel carries: django-countries lacks some languages, and turns names
around in others, or takes one country for another.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django_countries.base import CountriesBase
from django_countries.data import COUNTRIES

_ENGLISH: dict[str, Any] = {**COUNTRIES, **CountriesBase.COMMON_NAMES}

# CLDR's names of these say which state claims or governs them. People who live there, or fled
# from there, choose from this list: it gives the place's own name and takes no side.
_PLAIN = {"HK": _("Hong Kong"), "MO": _("Macao"), "PS": _("Palestine"), "TW": _("Taiwan")}

# What does not count when words are put in order: accents, Arabic hamzas and vowel marks, Thai
# marks of tone and silence.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0e47-\u0e4e]")
# Thai writes these vowels before the consonant that they are spoken after, and sorts them there.
_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])(.)")


@cache
def _cldr_names(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}


@cache
def country_name(code: str, language: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) in a language."""
    if code not in _PLAIN and language != "en" and code in _cldr_names(language):
        return _cldr_names(language)[code]
    with translation.override(language):
        return str(_PLAIN.get(code, _ENGLISH[code]))


def _active_language() -> str:
    return translation.get_language() or "en"


def _active_name(code: str) -> str:
    return country_name(code, _active_language())


_lazy_name = lazy(_active_name, str)

# For the setting COUNTRIES_OVERRIDE.
COUNTRY_NAMES = {code: _lazy_name(code) for code in COUNTRIES}


def sorting_key(name: str) -> tuple[str, str]:
    """Return what puts names into a dictionary's order, for Latin, Arabic and Thai script."""
    letters = _MARKS.sub("", unicodedata.normalize("NFD", name)).casefold()
    return _LEADING_VOWEL.sub(r"\2\1", letters), name


@cache
def _sorted_in(language: str) -> tuple[tuple[str, str], ...]:
    named = [(code, country_name(code, language)) for code in COUNTRIES]
    return tuple(sorted(named, key=lambda country: sorting_key(country[1])))


def sorted_countries() -> list[tuple[str, str]]:
    """Return the countries as (code, name), in the words and the order of the active language."""
    return list(_sorted_in(_active_language()))
