"""Finds words that are not in the language of the page or mail in which they stand.

What is marked as another language with its own `lang` is left to that
language, and so is what belongs to none: names (`bdi`, `translate="no"`),
addresses, code.
"""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import django
import polib
from babel import Locale
from django.conf import settings
from django.utils.translation import get_language_info

from core.countries import COUNTRY_NAMES, country_name
from demo.content.directory import DIRECTORY

# Elements whose text nobody reads as language. What is cited is a name, as of a law, which
# stands there in its own language as well.
SILENT = {"script", "style", "code", "bdi", "cite", "template"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Attributes that are read out or shown.
SPOKEN = (
    *("alt", "title", "label", "placeholder", "aria-label", "aria-description"),
    *("data-done", "data-share-text", "data-share-title"),
)
# Inputs whose value is read; what somebody typed into them is of no language in these tests.
READ_INPUTS = {"", "text", "search", "submit", "button"}
SPOKEN_META = {"description", "og:title", "og:description", "og:site_name"}

# What is the same in every language: names of organisations, media, works and techniques.
_NAMES = (
    "AA|Blue Lantern Radio|Brickfield Legal Clinic|Jomar Macaraeg|"
    "Mango Tree Community Press|Ruth Quill|"
    "Alliance to End Slavery and Trafficking|Associated Press|ATEST|Atom|BibTeX|Bluesky|"
    "BNP Paribas|CC0|Chab Dai|CSL-JSON|CSV|Daily Mail|DOCX|Eastgate Survivors’ Council|Facebook|"
    "Freedom Collaborative|Freedom United|GMT|HAART Kenya|ics|IP|JavaScript|JPEG|KB|Liberty Asia|"
    "LinkedIn|Markdown|MB|My Story, My Dignity|ODT|PDF|PNG|SOLD|Telegram|WebP|"
    "(?:The )?Guardian|(?:The )?New York Times|"
    "Undersigned|WCAG|WhatsApp|Wagtail"
)
_ORGANISATIONS = "|".join(re.escape(entry.name) for entry in DIRECTORY)
NAMES = re.compile(
    r"\S+@\S+|https?://\S+|#\w+|\[\[\w+\]\]"
    rf"|(?<![A-Za-z])(?:{_NAMES}|{_ORGANISATIONS})(?![A-Za-z])"
)
# Words of English that are no words of Spanish or French.
_ENGLISH = """
    the and of your you with this that is are was were will have been from by not we they their for
    to which what who how when please about after any because before both could did do does each
    every few first get give if into it its just know let like made make many may more must need
    never new nobody nothing now off only open other our out over own read said same say see send
    sent shall should sign signed since some still stop such take tell than then there these thing
    those through too under until up upon us use very want way while why would write yet yes back
    loading submit close closed goal people pledge someone somebody anyone everyone here be
"""
ENGLISH = frozenset(_ENGLISH.split())

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]*>")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_FOREIGN_SCRIPT = re.compile(r"[\u0600-\u06ff\u0e00-\u0e7f]+")


class _Texts(HTMLParser):
    """Collects what is shown or read out, with the language that it is marked as."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        # What says a language and runs in the other direction.
        self.misdirected: list[str] = []
        self._open: list[tuple[str, str, str, bool]] = [("", "", "ltr", False)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        _tag, language, direction, silent = self._open[-1]
        language, direction = given.get("lang", language), given.get("dir", direction)
        if given.get("lang") and direction not in ("auto", direction_of(language)):
            self.misdirected.append(f"<{tag} lang={language!r}> runs {direction}")
        silent = silent or tag in SILENT or given.get("translate") == "no"
        if not silent:
            self.found += [(language, given[name]) for name in SPOKEN if given.get(name)]
            if tag == "input" and given.get("type", "") in READ_INPUTS:
                self.found.append((language, given.get("value", "")))
            if tag == "meta" and (given.get("name") or given.get("property")) in SPOKEN_META:
                self.found.append((language, given.get("content", "")))
        if tag not in VOID:
            self._open.append((tag, language, direction, silent))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        _tag, language, _direction, silent = self._open[-1]
        if not silent and data.strip():
            self.found.append((language, " ".join(data.split())))


def direction_of(language: str) -> str:
    """Return which way a language of the site runs."""
    known = language in dict(settings.LANGUAGES)
    return "rtl" if known and get_language_info(language)["bidi"] else "ltr"


@cache
def known_texts() -> dict[str, set[str]]:
    """Return every message of the catalogues with the languages in which it is written so."""
    known: dict[str, set[str]] = {}
    root: Path = settings.BASE_DIR
    for code in _others(settings.LANGUAGE_CODE):
        for path in (
            root / f"locale/{code}/LC_MESSAGES/django.po",
            root / f"site/demo/catalogues/{code}.po",
        ):
            for entry in polib.pofile(str(path)):
                for text in (entry.msgid, entry.msgid_plural):
                    known.setdefault(text, set()).add(settings.LANGUAGE_CODE)
                for text in (entry.msgstr, *entry.msgstr_plural.values()):
                    known.setdefault(text, set()).add(code)
    return known


def _others(language: str) -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != language]


def _words(text: str) -> set[str]:
    return {word.lower() for word in _LATIN_WORD.findall(_PLACEHOLDER.sub(" ", text))}


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """Return the words of the site's own texts in a language, and of Django's.

    Names of countries, languages and months are in none of them: CLDR has them, in the source
    language django-countries.
    """
    texts = [NAMES.sub(" ", text) for text, codes in known_texts().items() if language in codes]
    for code in _others(settings.LANGUAGE_CODE):
        catalogue = Path(django.__file__).parent / f"conf/locale/{code}/LC_MESSAGES/django.po"
        for entry in polib.pofile(str(catalogue)):
            if language == settings.LANGUAGE_CODE:
                texts += [entry.msgid, entry.msgid_plural]
            elif language == code:
                texts += [entry.msgstr, *entry.msgstr_plural.values()]
    cldr = Locale.parse(language)
    texts += [*cldr.territories.values(), *cldr.languages.values()]
    texts += cldr.months["format"]["wide"].values()
    if language == settings.LANGUAGE_CODE:
        texts += [country_name(code, language) for code in COUNTRY_NAMES]
    return frozenset().union(*map(_words, texts))


@cache
def _foreign_vocabulary(language: str) -> frozenset[str]:
    """Return the words of the other languages that are none of a language in Latin script."""
    foreign = frozenset().union(*map(_vocabulary, _others(language))) - _vocabulary(language)
    return foreign if language == settings.LANGUAGE_CODE else foreign | ENGLISH


def foreign_words(text: str, language: str) -> list[str]:
    """Return the words of `text` that are not of `language`."""
    known = known_texts().get(text, {language})
    text = NAMES.sub(" ", text)
    if text.strip() and language not in known:
        return [text]
    words = _LATIN_WORD.findall(text)
    if language in ("ar", "th"):
        return words
    foreign = _foreign_vocabulary(language)
    others: list[str] = _FOREIGN_SCRIPT.findall(text)
    return others + [word for word in words if word.lower() in foreign]


def foreign_in_page(html: str, language: str) -> Iterator[str]:
    """Name what stands in a page or an HTML mail in another language than it is marked as."""
    parser = _Texts()
    parser.feed(html)
    yield from parser.misdirected
    for marked, text in parser.found:
        if marked and marked not in dict(settings.LANGUAGES):
            yield f"unknown language {marked!r} of {text!r}"
            continue
        for word in foreign_words(text, marked or language):
            yield f"{word!r} in {text!r}"


def foreign_in_text(text: str, language: str) -> list[str]:
    """Name what stands in a plain text, such as a mail, in another language than its own."""
    return [word for line in text.splitlines() for word in foreign_words(line.strip(), language)]


def own_name(language: str) -> str:
    """Return what a language calls itself."""
    return str(get_language_info(language)["name_local"])
