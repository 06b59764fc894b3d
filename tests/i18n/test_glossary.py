"""The glossary says each of its words in every language of the site."""

from django.conf import settings
from django.utils.translation import get_language_info

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
