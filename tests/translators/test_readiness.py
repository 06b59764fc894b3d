"""What a language lacks is told part by part, in the editors and in the report."""

import csv
import html
import io
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from core.catalogues import Completeness, completeness_of
from core.models import HomePage
from petitions.models import PetitionIndexPage, PetitionPage
from petitions.readiness import PARTS
from tests.factories import PetitionPageFactory, StandardPageFactory, UserFactory, petition_of
from tests.petitions.crowd import crowd
from tests.translating import (
    add_language,
    fill_in,
    put_live,
    staff,
    start,
    translate,
    translator,
    write_catalogue,
)
from translators.readiness import readiness_of, readiness_of_items, translated_fields
from translators.sources import follow
from translators.worklist import work_items

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def catalogues(settings: Any, tmp_path: Path) -> Path:
    """A complete interface in Spanish."""
    settings.LOCALE_PATHS = [tmp_path]
    write_catalogue(tmp_path, "es", Sign="Firmar", Send="Enviar")
    return tmp_path


@pytest.fixture
def es(home: HomePage, petition_index: PetitionIndexPage, catalogues: Path) -> Locale:
    """Spanish, with the pages above the petitions translated."""
    locale = add_language("es")
    translate(home, locale)
    translate(petition_index, locale)
    return locale


@pytest.fixture
def translation(page: PetitionPage, es: Locale) -> Translation:
    """A petition whose translation has begun."""
    return start(page, es)


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    """Return what is to be read in a page."""
    assert response.status_code == 200
    return " ".join(html.unescape(strip_tags(response.content.decode())).split())


def lacks(translation: Translation) -> list[str]:
    return readiness_of(translation.get_target_instance()).lacks


# --- parts ---


def test_every_translated_text_of_a_petition_belongs_to_one_part() -> None:
    names = Counter(name for part in PARTS for name in part.names)
    assert names == Counter(translated_fields(PetitionPage))


def test_the_parts_are_named_in_their_order(translation: Translation) -> None:
    readiness = readiness_of(translation.get_target_instance())
    assert [str(part.label) for part in readiness.parts] == [
        "Page text",
        "Mail texts",
        "Consent wordings",
        "Thank-you",
        "Share texts",
        "Interface strings",
    ]
    assert [part.strings for part in readiness.parts] == [4, 2, 2, 1, 1, 2]
    assert readiness.lacks == [
        "Page text: 4 strings are missing",
        "Mail texts: 2 strings are missing",
        "Consent wordings: 2 strings are missing",
        "Thank-you: 1 string is missing",
        "Share texts: 1 string is missing",
    ]


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("title", "Page text"),
        ("mail_text", "Mail texts"),
        ("updates_wording", "Consent wordings"),
        ("thank_you", "Thank-you"),
        ("share_text", "Share texts"),
    ],
)
def test_each_string_counts_in_its_part(translation: Translation, path: str, part: str) -> None:
    fill_in(translation)
    assert lacks(translation) == []
    strings = StringTranslation.objects.filter(locale__language_code="es", context__path=path)
    strings.update(translation_type="machine")
    assert lacks(translation) == [
        f"{part}: 1 string was made by a machine and nobody has looked at it"
    ]
    strings.update(has_error=True)
    assert lacks(translation) == [f"{part}: 1 string is missing"]


def test_other_pages_are_one_part_and_need_no_interface(home: HomePage, es: Locale) -> None:
    es_page = start(StandardPageFactory(parent=home), Locale.objects.get(language_code="es"))
    assert lacks(es_page) == ["Text: 1 string is missing"]


def test_a_page_in_its_own_language_lacks_nothing(page: PetitionPage) -> None:
    assert readiness_of(page).is_ready


# --- written by hand ---


def by_hand(page: PetitionPage, locale: Locale, **values: Any) -> PetitionPage:
    """Return a translation that nobody has made with wagtail-localize, whole but for `values`."""
    Translation.objects.filter(source__object_id=page.translation_key).delete()
    page.get_translations().filter(locale=locale).delete()
    # Deleting makes wagtail-localize forget the source.
    follow(page)
    copy = page.copy_for_translation(locale)
    texts = {name: getattr(page, name) for name in translated_fields(PetitionPage)}
    words = {
        name: text.replace("<p>", "<p>es: ") if text.startswith("<") else f"es: {text}"
        for name, text in texts.items()
        if isinstance(text, str) and text
    }
    for name, value in {**words, **values}.items():
        setattr(copy, name, value)
    copy.save_revision(clean=False)
    copy.save(clean=False)
    return copy


def test_by_hand_a_required_text_that_is_blank_is_missing(page: PetitionPage, es: Locale) -> None:
    copy = by_hand(page, es, text="<p> </p>", mail_subject="", addressee="")
    assert readiness_of(copy).lacks == [
        "Page text: 1 string is missing",
        "Mail texts: 1 string is missing",
    ]


def test_by_hand_what_is_translated_is_ready(page: PetitionPage, es: Locale) -> None:
    copy = by_hand(page, es)
    assert readiness_of(copy).is_ready
    copy.latest_revision.publish()


def test_by_hand_what_says_the_same_as_the_source_is_missing(
    page: PetitionPage, es: Locale
) -> None:
    copy = by_hand(page, es, mail_subject=page.mail_subject, share_text=page.share_text)
    missing = ["Mail texts: 1 string is missing", "Share texts: 1 string is missing"]
    assert readiness_of(copy).lacks == missing
    items = [item for item in work_items([es]) if item.source.object_id == page.translation_key]
    assert [part.lacks for part in readiness_of_items(items).values()] == [missing]


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("WITNESS", 0),
        ("Human Rights Watch", 0),
        ("Artículo 19", 0),
        ("Rights & Dignity", 0),
        ("About us", 1),
        ("Office Of The Commissioner", 1),
        ("ศักดิ์ศรี", 1),
    ],
)
def test_by_hand_names_may_stay_as_they_are(
    page: PetitionPage, es: Locale, name: str, missing: int
) -> None:
    page.addressee = name
    page.save_revision().publish()
    part = readiness_of(by_hand(page, es, addressee=name)).parts[0]
    assert part.missing == missing


def test_by_hand_names_alone_are_no_translation(home: HomePage, es: Locale) -> None:
    page = StandardPageFactory(parent=home, title="Contact", introduction="")
    page.save_revision().publish()
    copy = page.copy_for_translation(es)
    assert readiness_of(copy).lacks == ["Text: 1 string is missing"]


def test_stopped_what_says_the_same_as_the_source_is_missing(translation: Translation) -> None:
    """Half of it was in the source language when it was stopped."""
    fill_in(translation)
    target = put_live(translation)
    Translation.objects.update(enabled=False)
    assert readiness_of(target).is_ready
    target.share_text = "I have signed this. Will you?"
    assert readiness_of(target).lacks == ["Share texts: 1 string is missing"]


def test_stopped_a_name_may_stay_as_it_is(translation: Translation) -> None:
    """Who has once translated a string by itself has meant it."""
    fill_in(translation, lambda text: text)
    target = put_live(translation)
    Translation.objects.update(enabled=False)
    assert readiness_of(target).is_ready


def test_stopped_a_name_need_not_be_translated_first(translation: Translation) -> None:
    fill_in(translation)
    target = put_live(translation)
    Translation.objects.update(enabled=False)
    target.title = "Dignity in the news"
    assert readiness_of(target).lacks == ["Page text: 1 string is missing"]
    source = target.get_translation(translation.source.locale)
    source.title = target.title = "WITNESS"
    source.save_revision().publish()
    assert readiness_of(target).is_ready


# --- the interface ---


def test_what_other_catalogues_hold_is_missing(catalogues: Path) -> None:
    assert completeness_of("es") == Completeness(strings=2, missing=0)
    write_catalogue(catalogues, "fr", Sign="Signer", Read="Lire")
    assert completeness_of("es") == Completeness(strings=3, missing=1)
    assert completeness_of("fr") == Completeness(strings=3, missing=1)


def test_a_language_without_a_catalogue_lacks_everything() -> None:
    assert completeness_of("th") == Completeness(strings=2, missing=2)


def test_where_there_is_no_catalogue_at_all_something_is_missing(
    settings: Any, tmp_path: Path
) -> None:
    """As where only compiled catalogues are delivered: they do not say what they lack."""
    settings.LOCALE_PATHS = [tmp_path / "compiled"]
    assert completeness_of("es").missing == 1


def test_the_language_of_the_source_needs_no_catalogue() -> None:
    assert completeness_of("en") == Completeness()


def test_a_region_may_use_its_languages_catalogue(catalogues: Path) -> None:
    assert completeness_of("es-mx").missing == 0
    write_catalogue(catalogues, "es_MX", Sign="Firmar")
    assert completeness_of("es-mx").missing == 1


def test_fuzzy_and_half_plural_strings_are_missing(catalogues: Path) -> None:
    path = catalogues / "es" / "LC_MESSAGES" / "django.po"
    path.write_text(
        path.read_text()
        + '\n#, fuzzy\nmsgid "Go"\nmsgstr "Ir"\n'
        + '\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "uno"\nmsgstr[1] ""\n'
        + '\n#~ msgid "Gone"\n#~ msgstr ""\n'
    )
    # Two writes within the clock's resolution look like one.
    os.utime(path, ns=(1, 1))
    assert completeness_of("es") == Completeness(strings=4, missing=2)


def test_a_catalogue_is_read_again_when_it_changes(catalogues: Path) -> None:
    assert completeness_of("es").missing == 0
    os.utime(write_catalogue(catalogues, "es", Sign="Firmar", Send=""), ns=(2, 2))
    assert completeness_of("es").missing == 1


# --- where it is seen ---


def test_the_translation_editor_shows_the_parts(translation: Translation) -> None:
    user = translator(translation.target_locale)
    url = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    text = text_of(browser(user).get(url))
    assert "Missing before this language can go public:" in text
    assert "Mail texts: 2 strings are missing" in text
    assert "Interface strings" not in text, "what is complete is not told of"
    fill_in(translation)
    text = text_of(browser(user).get(url))
    assert "Nothing is missing: this language can go public." in text


def test_the_editor_of_other_pages_shows_how_much_is_missing(home: HomePage, es: Locale) -> None:
    about = start(StandardPageFactory(parent=home, introduction="Who we are."), es)
    url = reverse("wagtailadmin_pages:edit", args=[about.get_target_instance().pk])
    text = text_of(browser(translator(es)).get(url))
    assert "Text: 2 strings are missing" in text
    assert "Signatures in this language" not in text


def test_the_petitions_editor_shows_each_language(
    page: PetitionPage, translation: Translation
) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = browser(staff()).get(url)
    text = text_of(response)
    assert "Mail texts: 2 strings are missing" in text
    target = translation.get_target_instance()
    assert reverse("wagtailadmin_pages:edit", args=[target.pk]) in response.content.decode()


REPORT = "petitions_languages"


def exported(user: Any) -> list[dict[str, str]]:
    response = browser(user).get(reverse(REPORT), {"export": "csv"})
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_the_report_lists_each_petition_in_each_language(
    page: PetitionPage, translation: Translation, es: Locale
) -> None:
    add_language("th")
    crowd(petition_of(page), 3, status="confirmed")
    rows = exported(staff())
    assert [(row["Petition"], row["Language"], row["State"]) for row in rows] == [
        ("Dignity in the news", "English", "original"),
        ("Dignity in the news", "Spanish", "waiting"),
        ("Dignity in the news", "Thai", "waiting"),
    ]
    assert "Mail texts: 2 strings are missing" in rows[1]["Missing"]
    assert rows[1]["Missing"].count("; ") == 4
    assert "Interface strings: 2 strings are missing" in rows[2]["Missing"]
    assert [row["Confirmed"] for row in rows] == ["3", "0", "0"]
    assert [row["Share confirmed"] for row in rows] == ["100", "", ""]
    text = text_of(browser(staff()).get(reverse(REPORT)))
    assert "Mail texts: 2 strings are missing" in text
    assert "100 %" in text


def test_translators_see_their_own_language_in_the_report(
    page: PetitionPage, translation: Translation, es: Locale
) -> None:
    add_language("th")
    assert {row["Language"] for row in exported(translator(es))} == {"Spanish"}


def test_who_works_in_no_language_sees_no_report(page: PetitionPage) -> None:
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    response = browser(user).get(reverse(REPORT))
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")


def test_the_report_is_also_a_spreadsheet(page: PetitionPage, es: Locale) -> None:
    response = browser(staff()).get(reverse(REPORT), {"export": "xlsx"})
    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"PK")


def queries(client: Client) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(REPORT)).status_code == 200
    return len(captured)


def test_the_report_asks_the_same_number_of_queries_however_much_it_lists(
    petition_index: PetitionIndexPage, page: PetitionPage, translation: Translation, es: Locale
) -> None:
    by_hand(PetitionPageFactory(parent=petition_index), es)
    client = browser(staff())
    client.get(reverse(REPORT))
    before = queries(client)
    for _number in range(3):
        start(PetitionPageFactory(parent=petition_index), es)
        by_hand(PetitionPageFactory(parent=petition_index), es)
    for code in ("fr", "ar", "th"):
        add_language(code)
    assert queries(client) == before
