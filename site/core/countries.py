"""Names of countries in the languages that django-countries does not speak.

It has no Thai, for one. What it leaves in English is taken from the Unicode
CLDR, which Babel carries.
"""

from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils import translation
from django.utils.functional import lazy
from django_countries.base import CountriesBase
from django_countries.data import COUNTRIES

_NAMES: dict[str, Any] = {**COUNTRIES, **CountriesBase.COMMON_NAMES}


@cache
def country_name(code: str, language: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) in a language."""
    with translation.override(language):
        name = str(_NAMES[code])
    with translation.override("en"):
        is_english = name == str(_NAMES[code])
    if not is_english:
        return name
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return name
    return name if language == "en" else territories.get(code, name)


def _active_name(code: str) -> str:
    return country_name(code, translation.get_language() or "en")


_lazy_name = lazy(_active_name, str)

# For the setting COUNTRIES_OVERRIDE.
COUNTRY_NAMES = {code: _lazy_name(code) for code in _NAMES if code in COUNTRIES}
