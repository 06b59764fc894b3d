"""Lists of codes with names in each language: countries, languages, and what organisations do."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django_countries.data import COUNTRIES

from core.countries import country_name, sorting_key
from core.finding.words import fold

# Between two names; the Arabic comma and semicolon among them.
_SEPARATORS = re.compile("[,;\n،؛]+")
# Names of countries have at most so many pieces between commas.
_MOST_PIECES = 3
_SPACES = re.compile(r"[\s\-–()]+")


class OrganisationKind(models.TextChoices):
    """What sort of organisation it is."""

    NGO = "ngo", _("Non-governmental organisation")
    SURVIVOR_LED = "survivor-led", _("Survivor-led organisation")
    COALITION = "coalition", _("Coalition or network")
    PUBLIC = "public", _("Public authority")
    INTERNATIONAL = "international", _("International organisation")
    RESEARCH = "research", _("University or research institute")
    UNION = "union", _("Trade union")
    FAITH = "faith", _("Faith-based organisation")
    MEDIA = "media", _("Media organisation")
    COMPANY = "company", _("Company")
    FUNDER = "funder", _("Foundation or funder")


class Activity(models.TextChoices):
    """What an organisation does."""

    PREVENTION = "prevention", _("Prevention")
    INTERVENTION = "intervention", _("Intervention and rescue")
    AFTERCARE = "aftercare", _("Aftercare")
    LEGAL = "legal", _("Legal help")
    RESEARCH = "research", _("Research")
    ADVOCACY = "advocacy", _("Advocacy")
    TRAINING = "training", _("Training")
    REPORTING = "reporting", _("Journalism and storytelling")
    FUNDING = "funding", _("Funding")


@dataclass(frozen=True)
class Vocabulary:
    """Codes, what each is called in a language, and how a typed name is read."""

    # Returns the names by code, in a language.
    names_in: Callable[[str], Mapping[str, str]]

    def __contains__(self, code: object) -> bool:
        return code in self.names_in(settings.LANGUAGE_CODE)

    def names(self) -> Mapping[str, str]:
        """Return the names by code, in the active language."""
        return self.names_in(get_language() or settings.LANGUAGE_CODE)

    def name(self, code: str) -> str:
        """Return what a code is called in the active language; itself if it is unknown."""
        return self.names().get(code, code)

    def sorted(self, codes: Iterable[str]) -> list[str]:
        """Return the names of codes, in the order of a dictionary."""
        return sorted(map(self.name, codes), key=sorting_key)

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """Return the codes that a text lists by code or name, and what is neither.

        Names are known in every language of the site, in whatever case and with
        or without accents. Takes any text.
        """
        pieces = [piece.strip() for piece in _SEPARATORS.split(text) if piece.strip()]
        codes: list[str] = []
        unknown: list[str] = []
        while pieces:
            for number in range(min(_MOST_PIECES, len(pieces)), 0, -1):
                if code := self._code(" ".join(pieces[:number])):
                    codes.append(code)
                    del pieces[:number]
                    break
            else:
                unknown.append(pieces.pop(0))
        return list(dict.fromkeys(codes)), unknown

    def _code(self, typed: str) -> str:
        """Return the code of a name; empty if there is none.

        The name of one language may be the code of another: as it is stored, it
        is the code. Names in the active language come before those in others.
        """
        if typed in self:
            return typed
        folded = _folded(typed)
        own = _by_name(self.names_in, get_language() or settings.LANGUAGE_CODE)
        return own.get(folded) or _by_any_name(self.names_in).get(folded, "")


def _folded(name: str) -> str:
    return _SPACES.sub(" ", fold(name.replace(",", " "))).strip()


@cache
def _by_name(names_in: Callable[[str], Mapping[str, str]], language: str) -> dict[str, str]:
    return {_folded(name): code for code, name in names_in(language).items()}


@cache
def _by_any_name(names_in: Callable[[str], Mapping[str, str]]) -> dict[str, str]:
    """Return the codes by their names in all languages, and by themselves in any case."""
    found = {_folded(code): code for code in names_in(settings.LANGUAGE_CODE)}
    for language, _name in settings.LANGUAGES:
        for name, code in _by_name(names_in, language).items():
            found.setdefault(name, code)
    return found


@cache
def _countries_in(language: str) -> dict[str, str]:
    return {code: country_name(code, language) for code in COUNTRIES}


@cache
def _languages_in(language: str) -> dict[str, str]:
    """Return the languages that the Unicode CLDR knows, without variants of a country."""
    named = {**_cldr_languages("en"), **_cldr_languages(language)}
    return {code: capfirst(named[code]) for code in _cldr_languages("en")}


@cache
def _cldr_languages(language: str) -> dict[str, str]:
    try:
        names = Locale.parse(language, sep="-").languages
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        str(code): str(name)
        for code, name in names.items()
        if "_" not in str(code) and code not in _NOT_SPOKEN
    }


# What CLDR has for texts without a language, or with several.
_NOT_SPOKEN = {"mul", "root", "und", "zxx"}

countries = Vocabulary(_countries_in)
languages = Vocabulary(_languages_in)


def _labels_of(choices: type[models.TextChoices]) -> Callable[[str], Mapping[str, str]]:
    @cache
    def labels_in(language: str) -> dict[str, str]:
        with override(language):
            return {value: str(label) for value, label in choices.choices}

    return labels_in


activities = Vocabulary(_labels_of(Activity))
kinds = Vocabulary(_labels_of(OrganisationKind))
