"""The bare address leads a first visit on, by what the browser asks for and nothing else."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from core.locales import best_language
from core.models import HomePage
from tests.translating import add_language, translate

pytestmark = pytest.mark.one_database


@pytest.fixture
def homes(home: HomePage) -> HomePage:
    """First pages in English, Spanish and Arabic; in Thai only an alias."""
    for code in ("es", "ar"):
        translate(home, add_language(code))
    add_language("th")
    return home


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("", "/en/"),
        ("es", "/es/"),
        ("es-MX,es;q=0.9,en;q=0.8", "/es/"),
        ("ES-mx", "/es/"),
        ("en;q=0.3,ar;q=0.9", "/ar/"),
        # Not written yet, or not a language of the site: the next one asked for.
        ("th,ar;q=0.5", "/ar/"),
        ("th", "/en/"),
        ("fr", "/en/"),
        ("xx,es;q=0.1", "/es/"),
        # Explicitly not wanted.
        ("es;q=0", "/en/"),
        ("*", "/en/"),
        ("es;q=much", "/en/"),
        (";;;,,,=", "/en/"),
        ("es" * 5000, "/en/"),
    ],
)
def test_the_browsers_languages_decide(homes: HomePage, asked: str, led_to: str) -> None:
    for method in (Client().get, Client().head):
        response = method("/", headers={"accept-language": asked})
        assert response.status_code == 302
        assert response["Location"] == led_to


@hypothesis_settings(suppress_health_check=[HealthCheck.too_slow])
@given(asked=st.text(max_size=60) | st.from_regex(r"[a-z*]{1,3}(-[a-z]{2})?(;q=[0-9.]{1,4})?,.*"))
def test_no_header_is_too_strange(asked: str) -> None:
    assert best_language(asked, ["en", "es"]) in {"en", "es"}


def test_every_cache_may_keep_the_answer_for_those_who_ask_alike(homes: HomePage) -> None:
    client = Client()
    client.cookies["django_language"] = "ar"
    response = client.get("/", headers={"accept-language": "es"})
    assert response["Location"] == "/es/"
    assert response["Vary"] == "Accept-Language"
    said = response["Cache-Control"]
    assert "public" in said
    assert "s-maxage=2" in said
    assert not response.cookies


def test_pages_of_a_language_are_the_same_for_everyone(homes: HomePage) -> None:
    answers = {
        Client().get("/es/", headers={"accept-language": asked}).content for asked in ("ar", "en")
    }
    assert len(answers) == 1
    response = Client().get("/es/")
    assert "language" not in response.get("Vary", "").lower()


def test_what_a_link_says_of_its_origin_is_kept(homes: HomePage) -> None:
    response = Client().get("/?source=news&partner=guild", headers={"accept-language": "es"})
    assert response["Location"] == "/es/?source=news&partner=guild"


def test_without_a_first_page_in_the_source_language_another_is_found(homes: HomePage) -> None:
    homes.unpublish()
    # Thai is only an alias of what is gone.
    assert Client().get("/", headers={"accept-language": "th"})["Location"] == "/es/"


def test_forms_are_not_sent_there(homes: HomePage) -> None:
    assert Client(enforce_csrf_checks=True).post("/").status_code == 405


def test_the_answer_speaks_the_language_that_it_leads_to(homes: HomePage) -> None:
    client = Client()
    client.cookies["django_language"] = "ar"
    response = client.get("/", headers={"accept-language": "es"})
    assert response["Content-Language"] == "es"


def test_nobody_is_led_to_a_private_first_page(homes: HomePage) -> None:
    spanish = HomePage.objects.get(locale__language_code="es")
    PageViewRestriction.objects.create(page=spanish, restriction_type="login")
    assert Client().get("/", headers={"accept-language": "es,ar;q=0.5"})["Location"] == "/ar/"
    assert 'hreflang="es"' not in Client().get("/en/").content.decode()
