"""The address of an edition: it stays, whatever becomes of the note's page."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from core.models import HomePage
from resources.models import (
    EditionText,
    GuidanceIndexPage,
    GuidanceNote,
    GuidanceNotePage,
    Withheld,
)
from resources.privacy import public_texts
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory
from tests.resources.notes import ONE_SECTION, changed, publish, text_of
from tests.resources.rows import add_text
from tests.translating import add_language, fill_in, put_live, start, translate, write_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

EDITION, HISTORY = "/en/editions/pictures/1/", "/en/editions/pictures/"
# What is said where the note is not on the site any more.
GONE = "This note is no longer among the guidance of this site."


@pytest.fixture(autouse=True)
def catalogues(settings: Any, tmp_path: Path) -> None:
    """An interface of one string, whole in French and Thai, so that notes go live in them."""
    settings.LOCALE_PATHS = [tmp_path]
    for code in ("fr", "th"):
        write_catalogue(tmp_path, code, Sign=f"{code}: Sign")


@pytest.fixture
def french(home: HomePage, guidance: GuidanceIndexPage) -> Locale:
    """French, with its first page and its list of guidance."""
    locale = add_language("fr")
    for page in (home, guidance):
        translate(page, locale)
    return locale


def read(url: str, status: int = 200) -> str:
    answer = Client().get(url)
    assert answer.status_code == status, url
    return answer.text


def every_address(label: str = "1", language: str = "en") -> list[str]:
    """Return all that there is of an edition."""
    note = f"/{language}/editions/pictures/"
    return [
        note,
        f"{note}{label}/",
        f"{note}{label}/short/",
        f"{note}{label}.md",
        f"{note}{label}/cite.bib",
        f"{note}{label}/cite.json",
    ]


# --- what becomes of the page ---------------------------------------------------


def nothing(page: GuidanceNotePage) -> None:
    """The page stays as it is."""


def rename(page: GuidanceNotePage) -> None:
    publish(page, slug="another")


def move(page: GuidanceNotePage) -> None:
    parent = page.get_parent().get_parent()
    page.move(GuidanceIndexPageFactory(parent=parent, slug="elsewhere"), "last-child")


def retitle(page: GuidanceNotePage) -> None:
    publish(page, title="Another title", edition_number=2, edition_changes="Another title.")


@pytest.mark.parametrize("becomes", [nothing, rename, move, retitle])
def test_it_leads_to_the_edition_and_on_to_the_page(
    becomes: Callable[[GuidanceNotePage], None], note: GuidanceNotePage
) -> None:
    becomes(note)
    page = GuidanceNotePage.objects.get(pk=note.pk)
    for url in every_address():
        read(url)
    html = read(EDITION)
    assert "<h1>Note on pictures</h1>" in html
    assert "Pictures speak before words do" in html
    assert GONE not in html
    assert f'href="{page.url}"' in read(HISTORY)


@pytest.mark.parametrize("becomes", [rename, move])
def test_links_to_the_page_lead_on_to_its_new_address(
    becomes: Callable[[GuidanceNotePage], None],
    note: GuidanceNotePage,
    django_capture_on_commit_callbacks: Any,
) -> None:
    old = note.url
    with django_capture_on_commit_callbacks(execute=True):
        becomes(note)
    new = GuidanceNotePage.objects.get(pk=note.pk).url
    assert new != old
    for below in ("", "short/"):
        answer = Client().get(f"{old}{below}", follow=True)
        assert (answer.status_code, answer.request["PATH_INFO"]) == (200, f"{new}{below}")
    answer = Client().get(f"{old.rstrip('/')}.md", follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, f"{new.rstrip('/')}.md")


def test_a_renamed_translation_keeps_its_markdown(note: GuidanceNotePage, french: Locale) -> None:
    publish(translate(note, french), slug="images")
    answer = Client().get("/fr/guidance/pictures.md", follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, "/fr/guidance/images.md")
    assert answer["Content-Language"] == "fr"


def test_feed_readers_follow_a_list(
    note: GuidanceNotePage, guidance: GuidanceIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        guidance.slug = "advice"
        guidance.save_revision().publish()
    answer = Client().get("/en/guidance/feed/", follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == "/en/advice/feed/"


def unpublish(page: GuidanceNotePage) -> None:
    page.unpublish()


def unpublish_above(page: GuidanceNotePage) -> None:
    for each in (page, page.get_parent().specific):
        each.unpublish()


def delete(page: GuidanceNotePage) -> None:
    page.delete()


def delete_above(page: GuidanceNotePage) -> None:
    page.get_parent().specific.delete()


@pytest.mark.both_databases
@pytest.mark.parametrize("becomes", [unpublish, unpublish_above, delete, delete_above])
def test_it_stays_with_a_notice_when_the_page_is_gone(
    becomes: Callable[[GuidanceNotePage], None], note: GuidanceNotePage
) -> None:
    url = note.url
    becomes(note)
    read(url, 404)
    for address in every_address():
        read(address)
    assert GONE in read(EDITION)
    assert GONE in read(HISTORY)
    assert "Pictures speak before words do" in read(EDITION)


def test_it_says_so_when_the_page_is_gone_in_its_language_alone(
    note: GuidanceNotePage, french: Locale
) -> None:
    """And leads to the language in which the note is still there."""
    page = translate(note, french)
    note.refresh_from_db()
    note.unpublish()
    for url in (EDITION, HISTORY):
        html = " ".join(read(url).split())
        assert "In English, this note is no longer among the guidance of this site." in html
        assert f'<a href="{page.url}" hreflang="fr">Read it in French</a>' in html
    assert "no longer among" not in read(EDITION.replace("/en/", "/fr/"))


def test_published_again_it_is_without_the_notice(note: GuidanceNotePage) -> None:
    note.unpublish()
    note.latest_revision.publish()
    assert GONE not in read(EDITION)
    assert EditionText.objects.count() == 1


# --- private ---------------------------------------------------------------------


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")


@pytest.mark.parametrize("above", [False, True])
def test_what_is_private_is_not_there_for_strangers(above: bool, note: GuidanceNotePage) -> None:
    restriction = restrict(note.get_parent() if above else note)
    for url in every_address():
        read(url, 404)
    assert "Pictures speak" not in read(note.url), "The page itself asks for the password."
    restriction.delete()
    for url in every_address():
        read(url)


@pytest.mark.parametrize("is_live", [True, False])
def test_what_a_translation_keeps_from_strangers_is_there_in_other_languages(
    is_live: bool, note: GuidanceNotePage, french: Locale
) -> None:
    page = translate(note, french)
    restrict(page)
    Page.objects.filter(pk=page.pk).update(live=is_live)
    for language in ("en", "fr", "th"):
        for url in every_address(language=language):
            answer = Client().get(url)
            assert answer.status_code == 200
            assert "fr: " not in answer.text
            assert "/fr/editions/" not in answer.text or language == "fr"
    assert "Pictures speak" in read(note.url)
    assert "Note on pictures" in read(note.get_parent().url)
    # Whom the page has let in reads the French text, with its history.
    client = let_in(page)
    if is_live:
        assert "fr: Pictures speak" in client.get(page.url).text


def let_in(page: Page) -> Client:
    """Return a browser in which the password was typed."""
    client = Client()
    page = GuidanceNotePage.objects.get(pk=page.pk)
    restriction = page.get_view_restrictions().get()
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    assert client.post(url, {"password": "x", "return_url": page.url}).status_code == 302
    return client


@pytest.mark.parametrize("above", [False, True])
def test_what_the_source_keeps_from_strangers_is_in_no_language(
    above: bool, note: GuidanceNotePage, french: Locale
) -> None:
    page = translate(note, french)
    api = f"/api/v2/pages/{page.pk}/"
    assert "fr: Note on pictures" in read(page.get_parent().url)
    read(api)
    restrict(note.get_parent() if above else note)
    for language in ("en", "fr", "th"):
        for url in every_address(language=language):
            read(url, 404)
    # Neither is the page itself: it asks for the same password.
    assert "fr: Pictures speak" not in read(page.url)
    read(f"{page.url.rstrip('/')}.md", 404)
    read(api, 404)
    assert "fr: Note on pictures" not in read(page.get_parent().url)
    assert page.url not in read("/sitemap.xml")
    assert "fr: Pictures speak" in let_in(page).get(page.url).text


def test_what_the_source_keeps_from_strangers_is_not_given_by_the_page_of_a_translation(
    note: GuidanceNotePage, french: Locale
) -> None:
    """As somebody may have lifted the restriction of the translation alone."""
    page = translate(note, french)
    restrict(note)
    page.view_restrictions.get().delete()
    read("/fr/editions/pictures/1/", 404)
    read(page.url, 404)
    read(f"{page.url.rstrip('/')}.md", 404)
    assert "fr: Note on pictures" not in read(page.get_parent().url)
    assert Client().get(f"/api/v2/pages/{page.pk}/").json()["sections"] is None


def test_translations_without_a_page_stay_private_when_the_source_is_deleted(
    note: GuidanceNotePage, french: Locale
) -> None:
    translate(note, french).delete()
    assert "fr: Pictures" in read("/fr/editions/pictures/1/")
    restrict(note)
    note.delete()
    for language in ("en", "fr"):
        for url in every_address(language=language):
            read(url, 404)


@pytest.mark.both_databases
@pytest.mark.parametrize("above", [False, True])
def test_a_private_source_that_is_deleted_takes_its_translations_along(
    above: bool, note: GuidanceNotePage, french: Locale
) -> None:
    page = translate(note, french)
    restrict(note.get_parent() if above else note)
    note.delete()
    for language in ("en", "fr"):
        for url in every_address(language=language):
            read(url, 404)
    assert "fr: Pictures speak" not in read(page.url), "It asks for the same password."
    assert "fr: Pictures speak" in let_in(page).get(page.url).text
    assert "fr: Note on pictures" not in read(page.get_parent().url)


def test_what_is_published_after_a_private_page_was_deleted_is_public(
    note: GuidanceNotePage, french: Locale
) -> None:
    """What the deleted page kept is not, though it is of the same note and language."""
    page = translate(note, french)
    restrict(page)
    page.delete()
    uuid = note.translation_key
    document = replace(text_of(note).document, language="fr", title="fr: Anew")
    add_text("pictures", 2, document, uuid=uuid)
    assert "fr: Anew" in read("/fr/editions/pictures/2/")
    assert "fr: Note" not in read("/fr/editions/pictures/1/")
    assert "fr: Note" not in read("/fr/editions/pictures/")


@pytest.mark.both_databases
@pytest.mark.parametrize("remove", [unpublish, delete, delete_above])
@pytest.mark.parametrize("above", [False, True])
def test_what_was_private_stays_so_when_the_page_is_gone(
    remove: Callable[[GuidanceNotePage], None], above: bool, note: GuidanceNotePage
) -> None:
    restrict(note.get_parent() if above else note)
    remove(note)
    for url in every_address():
        read(url, 404)


def test_a_private_translation_that_is_deleted_leaves_the_rest_public(
    note: GuidanceNotePage, french: Locale
) -> None:
    translation = translate(note, french)
    restrict(translation)
    translation.delete()
    for language in ("en", "fr"):
        for url in every_address(language=language):
            assert "fr: " not in read(url)


# --- the name in addresses ---------------------------------------------------------


@pytest.mark.both_databases
def test_a_new_page_with_the_old_slug_gets_a_name_of_its_own(
    note: GuidanceNotePage, guidance: GuidanceIndexPage
) -> None:
    rename(note)
    GuidanceNotePageFactory(parent=guidance, slug="pictures", title="A newer note")
    assert "<h1>Note on pictures</h1>" in read(EDITION)
    assert "<h1>A newer note</h1>" in read("/en/editions/pictures-2/1/")


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("slug", "code"),
    [("ภาพ", "note"), ("médias-2", "medias-2"), ("x" * 255, "x" * 75), ("1", "1")],
)
def test_a_name_in_addresses_can_be_typed_anywhere(
    slug: str, code: str, guidance: GuidanceIndexPage
) -> None:
    page = GuidanceNotePageFactory(parent=guidance, slug=slug)
    assert GuidanceNote.objects.get().code == code
    read(f"/en/editions/{code}/1/")
    assert f"/en/editions/{code}/" in read(page.url)


def test_a_copied_page_is_a_note_of_its_own(note: GuidanceNotePage) -> None:
    publish(note, edition_number=2, edition_changes="Something.")
    copy = note.copy(update_attrs={"slug": "copy", "title": "A copy"}, keep_live=False)
    assert (copy.edition_number, copy.edition_date, copy.edition_changes) == (1, None, "")
    copy.get_latest_revision().publish()
    assert "<h1>A copy</h1>" in read("/en/editions/copy/1/")
    assert "<h1>Note on pictures</h1>" in read("/en/editions/pictures/2/")


def test_an_alias_is_the_same_note(note: GuidanceNotePage) -> None:
    parent = GuidanceIndexPageFactory(parent=note.get_parent().get_parent(), slug="elsewhere")
    alias = CreatePageAliasAction(note, parent=parent, update_slug="alias").execute()
    assert "Pictures speak before words do" in read(alias.url)
    assert GuidanceNote.objects.count() == EditionText.objects.count() == 1
    note.unpublish()
    assert GONE in read(EDITION)


def test_a_page_put_live_without_wagtails_publishing(guidance: GuidanceIndexPage) -> None:
    """Its edition is made when somebody first reads it."""
    page = GuidanceNotePageFactory.build(slug="by-hand", locale=guidance.locale)
    guidance.add_child(instance=page)
    assert not EditionText.objects.exists()
    for _time in range(2):
        assert "Pictures speak before words do" in read(page.url)
    assert EditionText.objects.count() == 1
    read("/en/editions/by-hand/1/")


# --- labels ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    [
        "0",
        "01",
        "2",
        "1.0",
        "1.1",
        "1.",
        ".1",
        "-1",
        "1e1",
        "x",
        "40000",
        "123456",
        "١",
        "1٢",
        "1.1.1",
    ],
)
def test_what_was_never_published_is_not_there(label: str, note: GuidanceNotePage) -> None:
    for url in every_address(label)[1:]:
        read(url, 404)


def test_a_short_version_that_is_not_there_leads_to_the_whole(
    guidance: GuidanceIndexPage,
) -> None:
    GuidanceNotePageFactory(parent=guidance, slug="pictures", annexes="[]", body=ONE_SECTION)
    answer = Client().get(f"{EDITION}short/")
    assert (answer.status_code, answer["Location"]) == (302, EDITION)


# --- languages -----------------------------------------------------------------------


def notice(html: str) -> str:
    """Return the notice that the text is not in the address's language; empty without one."""
    found = re.search(r'<div class="notice" role="note" lang=.*?</div>', html, re.S)
    return found[0] if found else ""


@pytest.mark.parametrize("code", ["fr", "th", "ar"])
def test_a_language_without_the_text_shows_the_source_and_says_so(
    code: str, note: GuidanceNotePage
) -> None:
    answer = Client().get(f"/{code}/editions/pictures/1/")
    assert answer.status_code == 200
    assert answer["Content-Language"] == "en"
    assert '<html lang="en" dir="ltr">' in answer.text
    assert "Pictures speak before words do" in answer.text
    assert "This is edition 1" in answer.text
    assert f'<link rel="canonical" href="http://testserver{EDITION}">' in answer.text
    assert f'lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}"' in notice(answer.text)
    assert '<html lang="en" dir="ltr">' in read(f"/{code}/editions/pictures/")


def test_each_language_has_its_own_text(note: GuidanceNotePage, french: Locale) -> None:
    translate(note, french)
    html = read("/fr/editions/pictures/1/")
    assert '<html lang="fr" dir="ltr">' in html
    assert "fr: Pictures speak before words do" in html
    assert notice(html) == ""
    assert 'hreflang="fr" href="http://testserver/fr/editions/pictures/1/"' in read(EDITION)


def test_a_mended_translation_has_a_label_of_its_own(
    note: GuidanceNotePage, french: Locale
) -> None:
    mend(translate(note, french), "fr: Introduction", "fr: Opening")
    old, new = read("/fr/editions/pictures/1/"), read("/fr/editions/pictures/1.1/")
    assert ("fr: Introduction" in old, "fr: Opening" in old) == (True, False)
    assert ("fr: Introduction" in new, "fr: Opening" in new) == (False, True)
    assert "/fr/editions/pictures/1.1/" in old, "It leads on to the newer one."
    # English has no correction: French is shown, wholly, with a notice in English.
    english = Client().get("/en/editions/pictures/1.1/")
    assert english["Content-Language"] == "fr"
    assert 'lang="en"' in notice(english.text)


def mend(page: GuidanceNotePage, before: str, after: str) -> None:
    """Translate a string otherwise, and publish."""
    strings = StringTranslation.objects.filter(data=before, locale=page.locale)
    assert strings.update(data=after) == 1
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=page.locale
    )
    put_live(translation)


def test_an_edition_of_another_language_alone_is_told_of(
    note: GuidanceNotePage, french: Locale
) -> None:
    page = translate(note, french)
    urls = [page.url, "/fr/editions/pictures/1/"]
    before = [notices(url) for url in urls]
    publish(note, body=changed(note, "Beginning"), edition_number=2, edition_changes="New words.")
    for url, number in zip(urls, before, strict=True):
        assert "fr: Introduction" in read(url)
        assert notices(url) == number + 1
    # What is not there in French is shown in English.
    assert Client().get("/fr/editions/pictures/2/")["Content-Language"] == "en"
    translation = start(GuidanceNotePage.objects.get(pk=note.pk), french)
    fill_in(translation)
    put_live(translation)
    assert "fr: Beginning" in read("/fr/editions/pictures/2/")
    assert notices(page.url) == before[0]


def notices(url: str) -> int:
    """Return how many notices stand above the text at an address."""
    return read(url).count('<div class="notice" role="note">')


def test_a_translation_that_becomes_an_alias_keeps_its_text(
    note: GuidanceNotePage, french: Locale, admin_client: Client
) -> None:
    page = translate(note, french)
    answer = admin_client.post(f"/admin/localize/page/{page.pk}/convert_to_alias/")
    assert answer.status_code == 302
    assert Page.objects.get(pk=page.pk).alias_of_id == note.pk
    assert "fr: Pictures speak before words do" in read("/fr/editions/pictures/1/")
    assert "Pictures speak before words do" in read(page.url)
    assert "fr: Pictures" not in read(page.url)


def test_a_source_that_is_gone_leaves_its_translation_on_the_site(
    note: GuidanceNotePage, french: Locale
) -> None:
    page = translate(note, french)
    GuidanceNotePage.objects.filter(pk=note.pk).update(live=False)
    html = read(EDITION)
    assert GONE not in html
    assert f'href="{page.url}"' in read(HISTORY)


# --- what was kept before it was kept by language ----------------------------------------


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_note_that_was_withheld_stays_so_in_all_its_languages() -> None:
    executor = MigrationExecutor(connection)
    newest = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "resources"]
    try:
        executor.migrate([("resources", "0008_withheld_languages")])
        apps = executor.loader.project_state([("resources", "0008_withheld_languages")]).apps
        notes = apps.get_model("resources", "GuidanceNote").objects
        for code, is_withheld in (("kept", True), ("public", False)):
            note = notes.create(uuid=uuid4(), code=code, is_withheld=is_withheld)
            edition = apps.get_model("resources", "Edition").objects.create(
                note=note, number=1, date=date(2020, 1, 1)
            )
            for language in ("en", "fr"):
                apps.get_model("resources", "EditionText").objects.create(
                    edition=edition, language=language, content={}, source_digest="x"
                )
        MigrationExecutor(connection).migrate(newest)
        assert set(Withheld.objects.values_list("note__code", "language")) == {
            ("kept", "en"),
            ("kept", "fr"),
        }
        public = public_texts(EditionText.objects.all())
        assert set(public.values_list("edition__note__code", flat=True)) == {"public"}
        MigrationExecutor(connection).migrate([("resources", "0008_withheld_languages")])
        assert notes.get(is_withheld=True).code == "kept"
    finally:
        MigrationExecutor(connection).migrate(newest)
