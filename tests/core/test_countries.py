"""Countries have a name in every language of the site."""

import pytest
from django.conf import settings
from django.utils import translation
from django_countries import countries


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_names_are_of_the_language(language: str) -> None:
    expected = {
        "en": ("Thailand", "Germany", "North Korea"),
        "es": ("Tailandia", "Alemania", "Corea del Norte"),
        "fr": ("Thaïlande", "Allemagne", "Corée du Nord"),
        "ar": ("تايلند", "ألمانيا", "كوريا الشمالية"),
        "th": ("ไทย", "เยอรมนี", "เกาหลีเหนือ"),
    }[language]
    with translation.override(language):
        assert tuple(countries.name(code) for code in ("TH", "DE", "KP")) == expected


def test_all_of_them_have_thai_names() -> None:
    with translation.override("th"):
        names = [name for _code, name in countries]
    assert len(names) == 249
    assert all(any("\u0e00" <= letter <= "\u0e7f" for letter in name) for name in names)


def test_a_language_that_nobody_has_names_for_falls_back_on_english() -> None:
    with translation.override("eo-x-none"):
        assert countries.name("TH")
