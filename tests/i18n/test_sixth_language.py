"""The list of languages is settings alone: another one is a line there, and a catalogue."""

import re
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import translation as active
from wagtail.models import Locale

from core.mail.sending import drain
from petitions.models import PetitionIndexPage, PetitionPage, PetitionText, Signature
from tests.factories import petition_of
from tests.translating import add_language, translate, translator
from translators.worklist import State, work_items

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

# What every string of the catalogue begins with: "Nepali".
MARK = "नेपाली"


def write_catalogue(directory: Path, like: Path) -> None:
    """Translate the whole interface: every string with the mark before it."""
    catalogue = polib.pofile(str(like))
    catalogue.metadata["Language"] = "ne"
    catalogue.metadata["Plural-Forms"] = "nplurals=2; plural=(n != 1);"
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: f"{MARK} {entry.msgid}", 1: f"{MARK} {entry.msgid_plural}"}
        else:
            entry.msgstr = f"{MARK} {entry.msgid}"
    target = directory / "ne" / "LC_MESSAGES" / "django.po"
    target.parent.mkdir(parents=True)
    catalogue.save(str(target))


@pytest.fixture
def nepali(
    settings: Any, tmp_path: Path, page: PetitionPage, petition_index: PetitionIndexPage
) -> Any:
    """Nepali: the line, the catalogue, and the language added in the admin."""
    repository = settings.LOCALE_PATHS[0]
    write_catalogue(tmp_path, repository / "es" / "LC_MESSAGES" / "django.po")
    settings.LOCALE_PATHS = [tmp_path]
    call_command("compile_catalogues", verbosity=0)
    settings.LOCALE_PATHS = [repository, tmp_path]
    settings.LANGUAGES = [*settings.LANGUAGES, ("ne", "Nepali")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    yield add_language("ne")
    # The catalogue of a language that is active stays so when the settings go back.
    active.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def petition(nepali: Locale, page: PetitionPage, petition_index: PetitionIndexPage) -> PetitionPage:
    """The petition in Nepali, live, with the pages above it."""
    home = petition_index.get_parent().specific
    for instance in (home, petition_index):
        translate(instance, nepali)
    return translate(page, nepali)


def test_the_language_brings_its_tree_and_its_translators(
    nepali: Locale, page: PetitionPage
) -> None:
    assert PetitionPage.objects.filter(alias_of=page, locale=nepali).exists()
    assert translator(nepali).groups.get() == nepali.translators.group
    waiting = [
        item for item in work_items([nepali]) if item.source.object_id == page.translation_key
    ]
    assert [item.state for item in waiting] == [State.WAITING]


def test_a_petition_is_read_signed_and_confirmed_in_it(
    petition: PetitionPage, page: PetitionPage, client: Client, form_data: dict[str, Any]
) -> None:
    """From the translation to the count, and every step is in the language."""
    assert petition.url == f"/ne/petitions/{page.slug}/"
    before = petition_of(page).count.total

    html = client.get(petition.url).content.decode()
    assert re.search(r'<html[^>]* lang="ne"', html)
    assert f"ne: {page.title}" in html
    assert "ne: We ask editors to tell stories with dignity." in html
    assert MARK in html.split("<form")[1], "The form is in the language."

    invalid = client.post(petition.url, {**form_data, "email": "nobody"})
    assert invalid.status_code == 422
    assert MARK in invalid.context["form"].errors["email"][0]

    response = client.post(petition.url, form_data)
    assert response.status_code == 303
    assert response["Location"] == f"{petition.url}check-your-mail/"
    assert MARK in client.get(response["Location"]).content.decode()

    assert drain() == 1
    signature = Signature.objects.get()
    assert signature.language == "ne"
    assert signature.text == PetitionText.objects.get(
        petition=signature.petition, kind="petition", is_current=True, language="ne"
    )
    message = mail.outbox[0]
    assert message.subject.startswith("ne: ")
    assert MARK in message.body
    link = message.merge_data["ana@example.org"]["confirm_url"]
    assert "/ne/" in link
    assert MARK in client.get(link).content.decode()

    assert client.post(link)["Location"] == f"{petition.url}thank-you/"
    assert petition_of(page).count.total == before + 1
    thanks = client.get(f"{petition.url}thank-you/").content.decode()
    assert "ne: Your signature counts." in thanks


def test_the_other_languages_offer_it(
    petition: PetitionPage, page: PetitionPage, client: Client
) -> None:
    html = client.get(page.url).content.decode()
    assert re.search(rf'<a[^>]*href="{petition.url}"[^>]*lang="ne"|lang="ne"[^>]*href="', html)
    assert re.search(rf'<link[^>]*hreflang="ne"[^>]*{petition.url}', html)
    assert f"{petition.url}" in client.get("/sitemap.xml").content.decode()


def test_a_first_visit_goes_by_what_the_browser_prefers(
    petition: PetitionPage, client: Client
) -> None:
    response = client.get("/", headers={"Accept-Language": "ne-NP,ne;q=0.9,en;q=0.5"})
    assert response.status_code == 302
    assert response["Location"] == "/ne/"
