"""Countries have a name in every language of the site, and stand in its order."""

import pytest
from django.conf import settings
from django.utils import translation
from django_countries import countries

from core.countries import sorted_countries, sorting_key

pytestmark = pytest.mark.one_database

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def named(language: str, codes: str) -> tuple[str, ...]:
    """Return the names of countries in a language."""
    with translation.override(language):
        return tuple(countries.name(code) for code in codes.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_of_the_language(language: str) -> None:
    """Cyprus, Guyana, Eswatini and Saudi Arabia are wrong or turned around in django-countries."""
    assert (
        named(language, "TH KP CY GY SZ SA")
        == {
            "en": ("Thailand", "North Korea", "Cyprus", "Guyana", "Eswatini", "Saudi Arabia"),
            "es": ("Tailandia", "Corea del Norte", "Chipre", "Guyana", "Esuatini", "Arabia Saudí"),
            "fr": ("Thaïlande", "Corée du Nord", "Chypre", "Guyana", "Eswatini", "Arabie saoudite"),
            "ar": (
                "تايلاند",
                "كوريا الشمالية",
                "قبرص",
                "غيانا",
                "إسواتيني",
                "المملكة العربية السعودية",
            ),
            "th": ("ไทย", "เกาหลีเหนือ", "ไซปรัส", "กายอานา", "เอสวาตีนี", "ซาอุดีอาระเบีย"),
        }[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_takes_sides(language: str) -> None:
    assert (
        named(language, "HK MO PS TW")
        == {
            "en": ("Hong Kong", "Macao", "Palestine", "Taiwan"),
            "es": ("Hong Kong", "Macao", "Palestina", "Taiwán"),
            "fr": ("Hong Kong", "Macao", "Palestine", "Taïwan"),
            "ar": ("هونغ كونغ", "ماكاو", "فلسطين", "تايوان"),
            "th": ("ฮ่องกง", "มาเก๊า", "ปาเลสไตน์", "ไต้หวัน"),
        }[language]
    )


def test_all_of_them_have_thai_names() -> None:
    with translation.override("th"):
        names = [name for _code, name in countries]
    assert len(names) == 249
    assert all(any("\u0e00" <= letter <= "\u0e7f" for letter in name) for name in names)


def test_a_language_that_nobody_has_names_for_falls_back_on_english() -> None:
    with translation.override("eo-x-none"):
        assert countries.name("TH")


@pytest.mark.parametrize(
    ("language", "neighbours"),
    [
        ("en", ["AF", "AX", "AL", "DZ"]),
        ("es", ["AF", "AL", "DE", "AD"]),
        # Égypte, Émirats arabes unis, Équateur, Érythrée, Espagne
        ("fr", ["DM", "EG", "AE", "EC", "ER", "ES"]),
        # Letters alone: the article counts, an alef's hamza does not.
        ("ar", ["KW", "DE", "MA", "MX"]),
        # A leading vowel stands before its consonant, and counts after it.
        ("th", ["FJ", "FI", "PH", "GF"]),
        ("th", ["TJ", "TZ", "TH", "VA"]),
    ],
)
def test_they_stand_in_the_order_of_the_language(language: str, neighbours: list[str]) -> None:
    with translation.override(language):
        codes = [code for code, _name in sorted_countries()]
    assert len(codes) == 249
    start = codes.index(neighbours[0])
    assert codes[start : start + len(neighbours)] == neighbours


@pytest.mark.parametrize(
    "words",
    [
        # The dictionary of the Royal Institute of Thailand.
        ["กก", "กรีซ", "เกม", "แกะ", "ไก่", "ไกล", "ไทย", "นา"],
        ["إيران", "آيسلندا", "بابوا"],
        ["Émirats", "Équateur", "Espagne", "État", "zone"],
    ],
)
def test_a_dictionarys_order(words: list[str]) -> None:
    assert sorted(set(words), key=sorting_key) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_form_and_the_list_of_signatures_keep_to_it(language: str) -> None:
    from petitions.admin.filters import SignatureFilterSet
    from petitions.forms import SignForm
    from petitions.models import Petition, PetitionText

    terms = {"terms": PetitionText(pk=1, text="I agree.")}
    with translation.override(language):
        expected = sorted_countries()
        form = SignForm(petition=Petition(), texts=terms)
        assert form.fields["country"].choices[1:] == expected  # type: ignore[attr-defined]
        offered = SignatureFilterSet.base_filters["country"].field.choices
        assert list(offered)[1:] == expected
