"""The picture of a shared link: what it shows, that it is drawn once, and who may see it."""

import hashlib
import re
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import InMemoryStorage, default_storage
from django.test import Client
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from core import libraries
from core.models import HomePage, SiteSettings
from core.sharing import storing
from core.sharing.cards import HEIGHT, WIDTH, Card
from core.sharing.drawing import NotDrawnError, draw
from core.sharing.rounding import rounded_down
from petitions.models import PetitionCount, PetitionPage
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory, StandardPageFactory
from tests.translating import add_language, translate

pytestmark = pytest.mark.one_database

TITLES = {
    "en": "My Story, My Dignity",
    "es": "Mi historia, mi dignidad",
    "fr": "Mon histoire, ma dignité",
    "ar": "قصتي، كرامتي",
    "th": "เรื่องของฉัน ศักดิ์ศรีของฉัน",
}

# A letter of a script that no font on the machines of this project has (Tangut components).
NOWHERE = "\U00018d00"


class CountingStorage(InMemoryStorage):
    """Counts what is stored, by name."""

    saved: list[str] = []

    def save(self, name: Any, content: Any, max_length: Any = None) -> str:
        self.saved.append(name)
        return super().save(name, content, max_length)


@pytest.fixture(autouse=True)
def storage(settings: Any) -> type[CountingStorage]:
    """Files of this test alone."""
    CountingStorage.saved = []
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": f"{__name__}.CountingStorage"},
    }
    return CountingStorage


def image_of(url: str) -> str:
    """Return the path of the picture that a page gives."""
    html = Client().get(url).content.decode()
    found = re.search(r'<meta property="og:image" content="http://testserver([^"]+)">', html)
    assert found, html[:2000]
    return found[1]


def set_count(page: PetitionPage, people: int) -> None:
    PetitionCount.objects.filter(petition__uuid=page.translation_key).update(people=people)


# --- drawing --------------------------------------------------------------


@pytest.mark.parametrize("language", TITLES)
def test_a_card_is_drawn_in_each_language(language: str) -> None:
    card = Card(1, TITLES[language], "5,000", language, "Undersigned")
    picture = Image.open(BytesIO(draw(card.html()))).convert("L")
    assert picture.size == (WIDTH, HEIGHT)
    # The bar stands where the line begins.
    right_to_left = language == "ar"
    assert (picture.getpixel((5, 300)) < 128) is not right_to_left
    assert (picture.getpixel((WIDTH - 5, 300)) < 128) is right_to_left
    # The title is in the upper half, with an edge around it.
    dark = picture.crop((40, 40, WIDTH - 40, 300)).point(lambda level: 255 * (level < 100))
    box = dark.getbbox()
    assert box is not None
    assert box[2] - box[0] > 250
    begins_at_the_left = box[0] < 60
    assert begins_at_the_left is not right_to_left


def test_the_longest_title_stays_on_the_card() -> None:
    card = Card(1, "Wonderful words of the longest title " * 7, "More than 5,000", "en", "Site")
    picture = Image.open(BytesIO(draw(card.html()))).convert("L")
    # Nothing but the rule and the name of the site below.
    between = picture.crop((40, 460, WIDTH, 500))
    assert min(between.getdata()) > 200


def test_letters_without_a_font_are_no_picture() -> None:
    with pytest.raises(NotDrawnError, match="no font for"):
        draw(f"<p>{NOWHERE}</p>")


def test_a_card_reaches_nothing(tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    Image.new("RGB", (100, 100), "black").save(picture)
    html = f'<style>@page {{ size: 100px; margin: 0 }}</style><img src="{picture.as_uri()}">'
    drawn = Image.open(BytesIO(draw(html))).convert("L")
    assert min(drawn.getdata()) > 200


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, 0),
        (10, 0),
        (11, 10),
        (20, 10),
        (21, 20),
        (100, 90),
        (101, 100),
        (999, 990),
        (1000, 990),
        (1001, 1000),
        (5003, 5000),
        (5100, 5000),
        (5101, 5100),
        (12345, 12000),
        (1_000_001, 1_000_000),
    ],
)
def test_the_count_is_rounded_so_that_it_stays_true(count: int, shown: int) -> None:
    assert rounded_down(count) == shown


def test_a_million_signatures_are_few_pictures() -> None:
    assert len({rounded_down(count) for count in range(0, 1_000_001, 1)}) < 400


# --- what pages say -------------------------------------------------------


def test_a_petition_shows_its_title_and_count(page: PetitionPage) -> None:
    set_count(page, 5003)
    html = Client().get(page.url).content.decode()
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    assert f'content="{page.title}. More than 5,000 have signed. Undersigned"' in html
    response = Client().get(image_of(page.url))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Vary" not in response or "Accept-Language" not in response["Vary"]
    assert Image.open(BytesIO(response.content)).size == (WIDTH, HEIGHT)


def test_every_kind_of_page_has_one(home: HomePage, petition_index: Any) -> None:
    note = GuidanceNotePageFactory(parent=GuidanceIndexPageFactory(parent=home))
    about = StandardPageFactory(parent=home)
    paths = {image_of(shown.url) for shown in (home, petition_index, note, about)}
    assert len(paths) == 4
    assert (
        'image:alt" content="Note on pictures. Guidance note. U'
        in Client().get(note.url).content.decode()
    )


def test_each_language_has_its_own(page: PetitionPage) -> None:
    set_count(page, 5003)
    arabic = translate(page, add_language("ar"))
    html = Client().get(arabic.url).content.decode()
    assert "5,000 have signed" not in html
    assert image_of(arabic.url) != image_of(page.url)
    assert Client().get(image_of(arabic.url)).status_code == 200
    # An alias gives the picture of what it shows.
    add_language("fr")
    assert image_of(page.url.replace("/en/", "/fr/")) == image_of(page.url)


def test_a_picture_stands_for_many_signatures(
    page: PetitionPage, storage: type[CountingStorage]
) -> None:
    set_count(page, 5003)
    first = image_of(page.url)
    Client().get(first)
    set_count(page, 5090)
    assert image_of(page.url) == first
    Client().get(first)
    assert len(storage.saved) == 1
    set_count(page, 5101)
    assert image_of(page.url) != first


def test_an_old_picture_leads_to_the_new_one_and_is_not_kept(
    page: PetitionPage, storage: type[CountingStorage]
) -> None:
    old = image_of(page.url)
    Client().get(old)
    page.title = "Another title"
    page.save_revision().publish()
    new = image_of(page.url)
    response = Client().get(old)
    assert (response.status_code, response["Location"]) == (302, new)
    assert "immutable" not in response["Cache-Control"]
    Client().get(new)
    assert default_storage.listdir(f"share-cards/{page.pk}")[1] == [new.rpartition("/")[2]]


def test_the_name_of_the_site_changes_the_picture(page: PetitionPage, home: HomePage) -> None:
    before = image_of(page.url)
    SiteSettings.objects.update_or_create(
        site=home.get_site(), defaults={"name": "Coalition for Dignity"}
    )
    assert image_of(page.url) != before


def test_what_nobody_may_read_has_no_picture(page: PetitionPage) -> None:
    path = image_of(page.url)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Client().get(path).status_code == 404
    restriction.delete()
    Page.objects.get(pk=page.pk).specific.unpublish()
    assert Client().get(path).status_code == 404


def test_made_up_addresses_draw_nothing(page: PetitionPage, storage: type[CountingStorage]) -> None:
    digest = hashlib.sha256(b"guess").hexdigest()[:32]
    assert Client().get(f"/share-cards/{page.pk}/{digest}.png").status_code == 302
    for path in (f"/share-cards/987654/{digest}.png", f"/share-cards/{10**30}/{digest}.png"):
        assert Client().get(path).status_code == 404
    assert storage.saved == []


def test_the_picture_goes_with_its_page(home: HomePage, storage: type[CountingStorage]) -> None:
    about = StandardPageFactory(parent=home)
    Client().get(image_of(about.url))
    assert default_storage.exists(storage.saved[0])
    about.delete()
    assert not default_storage.exists(storage.saved[0])


def test_without_the_libraries_no_picture_is_promised(
    page: PetitionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = image_of(page.url)
    libraries.are_there.cache_clear()
    monkeypatch.setattr("core.libraries.find_library", lambda name: None)
    try:
        html = Client().get(page.url).content.decode()
        assert "og:image" not in html
        assert '<meta name="twitter:card" content="summary">' in html
        assert Client().get(path).status_code == 404
    finally:
        libraries.are_there.cache_clear()


# --- once ------------------------------------------------------------------


def test_many_who_ask_at_once_have_it_drawn_once(storage: type[CountingStorage]) -> None:
    card = Card(77, TITLES["th"], "", "th", "Undersigned")
    barrier = threading.Barrier(8)
    answers: list[bytes | None] = []

    def ask() -> None:
        barrier.wait()
        answers.append(storing.content(card.page_id, card.digest, card.html()))

    threads = [threading.Thread(target=ask) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(storage.saved) == 1
    assert len(set(answers)) == 1
    assert answers[0] is not None
    assert len(answers) == 8


def test_what_cannot_be_drawn_is_said_at_once_each_time(storage: type[CountingStorage]) -> None:
    """The claim ends with the try: nobody waits for a picture that will not come."""
    for _time in range(2):
        assert storing.content(78, "0" * 32, f"<p>{NOWHERE}</p>") is None
        assert cache.get(f"drawing:share-cards/78/{'0' * 32}.png") is None
    assert storage.saved == []
    assert storing.content(78, "0" * 32, "<p>good</p>") is not None
