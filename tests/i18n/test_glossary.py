"""The glossary says each of its words in every language of the site, as the site says it."""

import re

import pytest
from django.conf import settings
from django.utils.translation import get_language_info

from tests.i18n.foreign import known_texts

pytestmark = pytest.mark.one_database

GLOSSARY = (settings.BASE_DIR / "docs" / "glossary.md").read_text()


def rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.split("\n") if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_each_language_has_a_column_and_its_way_to_speak() -> None:
    names = [
        get_language_info(code)["name_local"].capitalize() for code, _name in settings.LANGUAGES
    ]
    assert rows()[0] == names
    for name in names:
        assert f"\n- **{name}**" in GLOSSARY


def test_no_word_is_left_out() -> None:
    _heading, *words = rows()
    assert words
    for word in words:
        assert len(word) == len(settings.LANGUAGES) and all(word), word


# What is not written in every form of a word: Arabic vowel marks, the "to" of an English verb.
_NOT_IN_ALL_FORMS = re.compile(r"[\u064b-\u0652]|^to ")
_EXPLANATION = re.compile(r"\s*\([^)]*\)")


def plain(text: str) -> str:
    return _NOT_IN_ALL_FORMS.sub("", text).casefold()


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_the_site_uses_its_words(code: str) -> None:
    """At least one form of each term stands in the interface or in the demonstration."""
    column = [code for code, _name in settings.LANGUAGES].index(code)
    used = plain("\n".join(text for text, codes in known_texts().items() if code in codes))
    for row in rows()[1:]:
        forms = re.split("[,،] ", _EXPLANATION.sub("", row[column]))
        assert any(plain(form) in used for form in forms), row[column]


# What may be written in two ways, with the way that this site has left.
_LEFT = {"fr": re.compile("évènement", re.IGNORECASE)}


@pytest.mark.parametrize("code", _LEFT)
def test_a_word_is_spelt_one_way(code: str) -> None:
    for text, codes in known_texts().items():
        assert code not in codes or not _LEFT[code].search(text), text
