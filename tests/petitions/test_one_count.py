"""One petition, one counter: whatever language people sign in, whatever becomes of the pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from core.mail.sending import drain
from core.models import HomePage
from petitions.counting import reconcile
from petitions.models import Petition, PetitionIndexPage, PetitionPage, Signature
from tests.factories import PetitionIndexPageFactory, petition_of
from tests.translating import (
    add_language,
    fill_in,
    put_live,
    staff,
    start,
    translate,
    write_catalogue,
)

# Where the rows and the counter part on one database they part on any: what is tried here is
# publishing and translating. Counting itself runs on both (`test_races.py`, `test_signing.py`).
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CODES = ["en", "es", "fr", "ar", "th"]
OTHERS = CODES[1:]


@pytest.fixture(autouse=True)
def _catalogues(settings: Any, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    for code in OTHERS:
        write_catalogue(tmp_path, code, Sign="x")


@pytest.fixture
def pages(
    home: HomePage, petition_index: PetitionIndexPage, page: PetitionPage
) -> dict[str, PetitionPage]:
    """The petition in five languages."""
    found = {"en": page}
    for code in OTHERS:
        locale = add_language(code)
        translate(home, locale)
        translate(petition_index, locale)
        found[code] = translate(page, locale)
    return found


@pytest.fixture
def signed(pages: dict[str, PetitionPage], form_data: dict[str, str]) -> dict[str, PetitionPage]:
    """The same, signed and confirmed once in each language."""
    for code, page in pages.items():
        sign(page, {**form_data, "email": f"{code}@example.org"})
    return pages


@pytest.fixture
def browser() -> Client:
    """A browser of the communications staff, whose requests are committed."""
    client = Browser()
    client.force_login(staff())
    return client


class Browser(Client):
    """wagtail-localize publishes when the transaction ends."""

    def request(self, **request: Any) -> Any:
        """Do what waits for the end of the transaction, too."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().request(**request)


def sign(page: PetitionPage, form: dict[str, str]) -> None:
    """Sign at the page's address, and press the button that the mail leads to."""
    client = Client()
    assert client.post(page.url, form).status_code == 303
    mail.outbox.clear()
    assert drain() == 1
    link = mail.outbox[0].merge_data[form["email"]]["confirm_url"]
    assert client.post(link).status_code == 303


def fresh(page: PetitionPage) -> PetitionPage:
    return PetitionPage.objects.get(pk=page.pk)


def counts(pages: dict[str, PetitionPage]) -> dict[str, Any]:
    """Return what the public JSON says, once by the record and once for each live page."""
    uuid = pages["en"].translation_key
    client = Client()
    record = client.get(reverse("api:count", args=[uuid])).json()
    listed = client.get(reverse("api:petitions")).json()["petitions"]
    return {
        "record": record["total"],
        **{entry["language"]: entry["total"] for entry in listed if entry["petition"] == str(uuid)},
    }


ALL = {"record": 5, **dict.fromkeys(CODES, 5)}


def test_the_languages_are_those_of_the_site() -> None:
    assert [code for code, _name in settings.LANGUAGES] == CODES


def test_signing_in_five_languages_moves_one_counter_by_five(
    signed: dict[str, PetitionPage],
) -> None:
    assert Petition.objects.count() == 1
    assert counts(signed) == ALL
    languages = Signature.objects.values_list("language", "text__language")
    assert sorted(languages) == sorted((code, code) for code in CODES)
    assert reconcile(petition_of(signed["en"]).pk) == {}


def test_each_languages_page_shows_the_same_number(signed: dict[str, PetitionPage]) -> None:
    for page in signed.values():
        assert fresh(page).petition.count.total == 5


def test_one_address_counts_once_in_all_languages(
    pages: dict[str, PetitionPage], form_data: dict[str, str]
) -> None:
    sign(pages["en"], form_data)
    for code in OTHERS:
        Client().post(pages[code].url, form_data)
        drain()
    assert counts(pages) == {"record": 1, **dict.fromkeys(CODES, 1)}


# --- what may happen to a language's page, and which languages are live afterwards ---


def publish(page: PetitionPage, browser: Client) -> None:
    page.save_revision().publish() if page.locale_id == Locale.get_default().pk else put_live(
        translation_of(page)
    )


def unpublish(page: PetitionPage, browser: Client) -> None:
    page.unpublish()


def publish_again(page: PetitionPage, browser: Client) -> None:
    page.unpublish()
    publish(fresh(page), browser)


def revert(page: PetitionPage, browser: Client) -> None:
    """Go back to what was live first, after something else was."""
    first = page.live_revision
    publish(page, browser)
    first = Revision.objects.get(pk=first.pk)
    first.publish()


def move(page: PetitionPage, browser: Client) -> None:
    other = PetitionIndexPageFactory(
        parent=page.get_parent().get_parent(), slug=f"others-{page.pk}", locale=page.locale
    )
    page.move(other, pos="last-child")


def translation_of(page: PetitionPage) -> Translation:
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale=page.locale
    )


@pytest.mark.parametrize(
    ("happens", "live"),
    [(publish, True), (unpublish, False), (publish_again, True), (revert, True), (move, True)],
)
def test_what_happens_to_a_page_never_moves_the_count(
    signed: dict[str, PetitionPage],
    browser: Client,
    happens: Callable[[PetitionPage, Client], None],
    live: bool,
) -> None:
    """In one language after the other, the source's the last."""
    expected = dict(ALL)
    for code in [*OTHERS, "en"]:
        happens(fresh(signed[code]), browser)
        if not live:
            del expected[code]
        assert counts(signed) == expected
        assert reconcile(petition_of(signed["en"]).pk) == {}


def test_translating_anew_never_moves_the_count(signed: dict[str, PetitionPage]) -> None:
    """The source changes, each translation follows, and each wording is kept for its signer."""
    source = fresh(signed["en"])
    source.title = "Dignity in all news"
    source.save_revision().publish()
    assert counts(signed) == ALL
    for code in OTHERS:
        translation = translation_of(signed[code])
        fill_in(translation)
        assert put_live(translation).title == f"{code}: Dignity in all news"
    assert counts(signed) == ALL
    headlines = Signature.objects.values_list("text__headline", flat=True)
    assert not any("all news" in headline for headline in headlines)


def test_becoming_an_alias_and_a_translation_again_never_moves_the_count(
    signed: dict[str, PetitionPage], browser: Client
) -> None:
    page = signed["th"]
    url = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
    assert browser.post(url).status_code == 302
    assert fresh(page).alias_of_id == signed["en"].pk
    assert counts(signed) == {name: 5 for name in ALL if name != "th"}
    translation = start(fresh(signed["en"]), page.locale)
    assert counts(signed) == {name: 5 for name in ALL if name != "th"}
    fill_in(translation)
    put_live(translation)
    assert counts(signed) == ALL


def test_deleting_a_translation_never_moves_the_count(signed: dict[str, PetitionPage]) -> None:
    """With signatures no page of the petition can go; with none, a translation can."""
    for page in signed.values():
        with pytest.raises(ProtectedError), transaction.atomic():
            fresh(page).delete()
    assert counts(signed) == ALL


def test_deleting_an_unsigned_petitions_translation_leaves_the_others(
    pages: dict[str, PetitionPage], form_data: dict[str, str]
) -> None:
    fresh(pages["fr"]).delete()
    sign(pages["en"], form_data)
    assert counts(pages) == {"record": 1, "en": 1, "es": 1, "ar": 1, "th": 1}


def test_stopping_a_translation_never_moves_the_count(
    signed: dict[str, PetitionPage], browser: Client
) -> None:
    translation = translation_of(signed["ar"])
    browser.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    page = fresh(signed["ar"])
    page.summary = "ملخص"
    page.save_revision().publish()
    assert counts(signed) == ALL


def test_synchronising_all_languages_never_moves_the_count(
    signed: dict[str, PetitionPage], browser: Client
) -> None:
    source = TranslationSource.objects.get(object_id=signed["en"].translation_key)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    browser.post(url, {"publish_translations": "on"})
    assert counts(signed) == ALL


# --- options ---


def test_options_take_effect_in_all_languages_when_the_source_is_published(
    signed: dict[str, PetitionPage], form_data: dict[str, str]
) -> None:
    source = fresh(signed["en"])
    source.goals, source.is_closed = [7], True
    revision = source.save_revision()
    assert petition_of(source).is_open
    revision.publish()
    for code, page in signed.items():
        record = fresh(page).petition
        assert (record.count.goal, record.is_open) == (7, False)
        Client().post(page.url, {**form_data, "email": f"late-{code}@example.org"})
    assert Signature.objects.count() == 5


def test_publishing_a_translation_never_changes_the_options(
    signed: dict[str, PetitionPage],
) -> None:
    before = Petition.objects.values().get()
    for code in OTHERS:
        page = fresh(signed[code])
        page.goals, page.is_closed, page.accepts = [1], True, "organisations"
        page.save_revision().publish()
        put_live(translation_of(page))
    assert Petition.objects.values().get() == before


def test_the_source_stays_the_source_when_it_is_moved_behind_its_translations(
    signed: dict[str, PetitionPage],
) -> None:
    """Which page's options count does not hang on the order of the tree."""
    source = fresh(signed["en"])
    move(source, Client())
    source = fresh(source)
    source.goals = [9]
    source.save_revision().publish()
    assert petition_of(source).goals == [9]
    assert Page.objects.get(pk=source.pk).live
