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

import polib
from django.conf import settings
from django.utils.translation import get_language_info

# Elements whose text nobody reads as language.
SILENT = {"script", "style", "code", "bdi", "template"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Attributes that are read out or shown.
SPOKEN = ("alt", "title", "aria-label", "aria-description", "placeholder", "data-done", "label")
SPOKEN_META = {"description", "og:title", "og:description", "og:site_name"}

# What is the same in every language: names of organisations, media, works and techniques.
_NAMES = (
    "AA|Alliance to End Slavery and Trafficking|Associated Press|ATEST|Atom|Bluesky|BNP Paribas|"
    "Chab Dai|CSV|Daily Mail|Facebook|Freedom Collaborative|Freedom United|HAART Kenya|IP|"
    "JavaScript|Liberty Asia|LinkedIn|My Story, My Dignity|SOLD|Telegram|(?:The )?Guardian|"
    "(?:The )?New York Times|Undersigned|WCAG|WhatsApp|Wagtail"
)
NAMES = re.compile(rf"\S+@\S+|https?://\S+|#\w+|\[\[\w+\]\]|(?<![A-Za-z])(?:{_NAMES})(?![A-Za-z])")
# Words of English that are no words of Spanish or French.
_ENGLISH = """
    the and of your you with this that is are was were will have been from by not we they their for
    to which what who how when please about after any because before both could did do does each
    every few first get give if into it its just know let like made make many may more must need
    never new nobody nothing now off only open other our out over own read said same say see send
    sent shall should sign signed since some still stop such take tell than then there these thing
    those through too under until up upon us use very want way while why would write yet yes back
    close closed goal people pledge someone somebody anyone everyone here be
"""
ENGLISH = frozenset(_ENGLISH.split())

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’]+")
_FOREIGN_SCRIPT = re.compile(r"[\u0600-\u06ff\u0e00-\u0e7f]+")


class _Texts(HTMLParser):
    """Collects what is shown or read out, with the language that it is marked as."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, str, bool]] = [("", "", False)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        _tag, language, silent = self._open[-1]
        language = given.get("lang", language)
        silent = silent or tag in SILENT or given.get("translate") == "no"
        if not silent:
            self.found += [(language, given[name]) for name in SPOKEN if given.get(name)]
            if tag == "input" and given.get("type") in ("submit", "button"):
                self.found.append((language, given.get("value", "")))
            if tag == "meta" and (given.get("name") or given.get("property")) in SPOKEN_META:
                self.found.append((language, given.get("content", "")))
        if tag not in VOID:
            self._open.append((tag, language, silent))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        _tag, language, silent = self._open[-1]
        if not silent and data.strip():
            self.found.append((language, " ".join(data.split())))


def texts_of(html: str) -> list[tuple[str, str]]:
    """Return what a page shows or reads out, as (language it is marked as, text)."""
    parser = _Texts()
    parser.feed(html)
    return parser.found


@cache
def _known_texts() -> dict[str, set[str]]:
    """Return every message of the catalogues with the languages in which it is written so."""
    known: dict[str, set[str]] = {}
    root: Path = settings.BASE_DIR
    for code, _name in settings.LANGUAGES:
        if code == settings.LANGUAGE_CODE:
            continue
        for path in (
            root / f"locale/{code}/LC_MESSAGES/django.po",
            root / f"site/demo/catalogues/{code}.po",
        ):
            for entry in polib.pofile(str(path)):
                known.setdefault(entry.msgid, set()).add(settings.LANGUAGE_CODE)
                for text in (entry.msgstr, *entry.msgstr_plural.values()):
                    known.setdefault(text, set()).add(code)
    return known


def foreign_words(text: str, language: str) -> list[str]:
    """Return the words of `text` that are not of `language`."""
    known = _known_texts().get(text, {language})
    text = NAMES.sub(" ", text)
    if text.strip() and language not in known:
        return [text]
    if language in ("ar", "th"):
        return _LATIN_WORD.findall(text)
    others = _FOREIGN_SCRIPT.findall(text)
    if language == settings.LANGUAGE_CODE:
        return others
    words = [word for word in _LATIN_WORD.findall(text) if word.lower() in ENGLISH]
    return others + words


def foreign_in_page(html: str, language: str) -> Iterator[str]:
    """Name what stands in a page or an HTML mail in another language than its own."""
    for marked, text in texts_of(html):
        if marked in ("", language):
            for word in foreign_words(text, language):
                yield f"{word!r} in {text!r}"
        elif marked not in dict(settings.LANGUAGES):
            yield f"unknown language {marked!r} of {text!r}"


def foreign_in_text(text: str, language: str) -> list[str]:
    """Name what stands in a plain text, such as a mail, in another language than its own."""
    return [word for line in text.splitlines() for word in foreign_words(line.strip(), language)]


def own_name(language: str) -> str:
    """Return what a language calls itself."""
    return str(get_language_info(language)["name_local"])
