"""Words of another language are found, and names and what is marked rightly left alone."""

import pytest

from tests.i18n.foreign import foreign_in_page, foreign_words

pytestmark = pytest.mark.one_database

# What Django, the browser's scripts and the site say without most of the commonest words.
ENGLISH_TEXTS = [
    "5,003 signatures",
    "Share petition",
    "Country: Germany",
    "Select language",
    "Loading…",
    "Error: invalid value",
    "Ensure value has at most 5 characters",
    "Agreed on June 3, 2026",
    "Enter valid email address",
]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Sign the petition"),
        ("es", "Gracias. Thank you for signing."),
        ("fr", "Merci, and see you soon."),
        ("fr", "Background"),
        ("ar", "وقّعوا now"),
        ("th", "ลงชื่อ Sign"),
        ("en", "Sign ลงชื่อ"),
        ("fr", "Firmar"),
        *(("es", text) for text in ENGLISH_TEXTS),
        ("fr", "Agreed on June 3, 2026"),
        ("fr", "Enter valid email address"),
        ("fr", "Password required"),
        ("fr", "Petition details"),
        ("fr", "Firma la petición ahora"),
        ("es", "Signez cette pétition maintenant"),
        ("en", "Firma la petición ahora"),
        ("en", "Signez cette pétition maintenant"),
    ],
)
def test_a_foreign_word_is_found(language: str, text: str) -> None:
    assert foreign_words(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El 3 de mayo firmaron 5003 personas: #MyStoryMyDignity"),
        ("fr", "Écrivez à name@example.org, on vous répondra."),
        ("th", "ลงชื่อที่ https://example.org/petition"),
        ("ar", "وقّعوا على Undersigned"),
    ],
)
def test_names_and_addresses_are_of_no_language(language: str, text: str) -> None:
    assert not foreign_words(text, language)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Gracias. <span lang="fr">Thank you.</span></p>',
        '<button data-share-text="Thank you for signing">5</button>',
        '<button data-share-title="Sign the petition">5</button>',
        '<input type="text" value="Write your name">',
        '<p lang="ar">5</p>',
        '<p lang="ar" dir="rtl">5 <span lang="en">5</span></p>',
    ],
)
def test_what_is_marked_wrongly_or_hidden_in_an_attribute_is_found(html: str) -> None:
    assert list(foreign_in_page(html, "es"))


@pytest.mark.parametrize(
    "html",
    [
        '<p>Gracias. <span lang="en">Thank you.</span></p>',
        '<input type="hidden" value="person">',
        '<p lang="ar" dir="rtl">5 <span lang="en" dir="ltr">5</span></p>',
        '<p lang="ar" dir="auto">5</p>',
    ],
)
def test_what_is_marked_rightly_is_left_alone(html: str) -> None:
    assert not list(foreign_in_page(html, "es"))
