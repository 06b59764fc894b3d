"""Short links: where they lead, what they count, and that they lead nowhere else."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from core.models import HomePage, ShortLink, ShortLinkDay
from core.sharing.models import ALPHABET, CODE_LENGTH, new_code
from petitions.models import PetitionPage, Signature
from tests.factories import StandardPageFactory
from tests.translating import add_language, translate

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]


@pytest.fixture
def link(page: PetitionPage) -> ShortLink:
    """A link to a petition, for a poster."""
    return ShortLink.objects.create(
        translation_key=page.translation_key, source="poster-1", label="Posters in Geneva"
    )


def followed(link: ShortLink) -> int:
    return sum(link.days.values_list("hits", flat=True))


# --- codes ----------------------------------------------------------------


def test_codes_are_short_and_hard_to_misread() -> None:
    codes = {new_code() for _n in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {CODE_LENGTH} == {6}
    assert not set("0o1ilaeu") & set(ALPHABET)


def test_a_code_that_is_taken_is_not_given_again(
    link: ShortLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = ShortLink(code=link.code, translation_key=uuid4(), label="Another")
    again.save()
    assert again.code != link.code
    with pytest.raises(IntegrityError):
        ShortLink.objects.filter(pk=again.pk).update(code=link.code)


# --- leading on -----------------------------------------------------------


def test_it_leads_to_the_page_and_says_where_from(link: ShortLink, page: PetitionPage) -> None:
    response = Client().get(link.path)
    assert response.status_code == 302
    assert response["Location"] == f"{page.url}?source=poster-1"
    # Each time is counted, so nobody in between keeps the answer.
    assert "no-store" in response["Cache-Control"]
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_a_signature_that_comes_by_it_carries_its_source(
    link: ShortLink, form_data: dict[str, Any]
) -> None:
    browser = Client()
    form = browser.get(link.path, follow=True)
    html = form.content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    browser.post(form.redirect_chain[-1][0], {**hidden, **form_data})
    assert Signature.objects.get().source == "poster-1"


@pytest.mark.parametrize(
    ("asked", "language"),
    [("", "en"), ("es", "es"), ("fr", "en"), ("th, es;q=0.8", "es"), ("ar-EG", "ar")],
)
def test_it_leads_to_the_readers_language(
    link: ShortLink, page: PetitionPage, asked: str, language: str
) -> None:
    for code in ("es", "ar"):
        translate(page, add_language(code))
    add_language("fr")
    response = Client().get(link.path, headers={"accept-language": asked})
    assert response["Location"].startswith(f"/{language}/")
    assert response["Content-Language"] == language


def test_a_page_that_only_another_language_has_is_led_to(link: ShortLink, page: Any) -> None:
    spanish = translate(page, add_language("es"))
    Page.objects.filter(pk=page.pk).update(live=False)
    assert Client().get(link.path)["Location"] == f"{spanish.url}?source=poster-1"


def test_it_may_be_typed_in_capitals_and_from_anywhere(link: ShortLink) -> None:
    assert Client().get(f"/s/{link.code.upper()}/").status_code == 302
    # Without its last stroke it is sent on, as every address.
    assert Client().get(f"/s/{link.code}", follow=True).redirect_chain[0][0] == link.path


@pytest.mark.parametrize(
    "query", ["?next=https://evil.example/", "?url=//evil.example", "?source=other&language=es"]
)
def test_it_leads_nowhere_else(link: ShortLink, page: PetitionPage, query: str) -> None:
    assert Client().get(link.path + query)["Location"] == f"{page.url}?source=poster-1"


def test_a_source_cannot_change_the_address(link: ShortLink, page: PetitionPage) -> None:
    """The form refuses it; a row that was put in otherwise does no harm either."""
    ShortLink.objects.filter(pk=link.pk).update(source="a&partner=b#c//evil.example")
    location = Client().get(link.path)["Location"]
    assert location == f"{page.url}?source=a%26partner%3Db%23c%2F%2Fevil.example"


def test_without_a_source_the_address_is_plain(link: ShortLink, page: PetitionPage) -> None:
    ShortLink.objects.filter(pk=link.pk).update(source="")
    assert Client().get(link.path)["Location"] == page.url


@pytest.mark.parametrize("path", ["/s/zzzzzz/", "/s/zzzzzz/qr/", "/s/zzzzzz/qr.png", "/s/-_-/"])
def test_an_unknown_code_is_the_sites_404(home: HomePage, path: str) -> None:
    response = Client().get(path, headers={"accept-language": "es"})
    assert response.status_code == 404
    html = response.content.decode()
    assert "Esta página no está aquí" in html
    assert '<html lang="es"' in html


def make_draft(page: PetitionPage) -> None:
    page.unpublish()


def make_private(page: PetitionPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def make_private_above(page: PetitionPage) -> None:
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def delete(page: PetitionPage) -> None:
    page.delete()


@pytest.mark.parametrize("change", [make_draft, make_private, make_private_above, delete])
@pytest.mark.parametrize("below", ["", "qr/"])
def test_a_page_that_is_not_to_be_read_is_told_so_and_not_named(
    link: ShortLink, page: PetitionPage, change: Callable[[PetitionPage], None], below: str
) -> None:
    change(page)
    response = Client().get(link.path + below)
    assert response.status_code == 404
    html = response.content.decode()
    assert "This page is not published" in html
    assert page.title not in html
    assert followed(link) == 0


def test_nothing_can_be_sent_to_it(link: ShortLink) -> None:
    for path in (link.path, f"{link.path}qr/"):
        assert Client(enforce_csrf_checks=True).post(path, {"a": "b"}).status_code == 405


# --- counting -------------------------------------------------------------


def test_each_day_has_one_count_and_nothing_else(link: ShortLink) -> None:
    for _n in range(3):
        Client().get(link.path)
    [day] = ShortLinkDay.objects.all()
    assert (day.link, day.hits, day.day) == (link, 3, datetime.now(UTC).date())
    assert {field.name for field in ShortLinkDay._meta.get_fields()} == {
        "id", "link", "day", "hits"
    }  # fmt: skip


def test_looking_does_not_count(link: ShortLink) -> None:
    Client().head(link.path)
    Client().get(f"{link.path}qr/")
    Client().get(f"/s/{link.code}/qr.svg")
    assert followed(link) == 0


def test_following_costs_the_same_however_many_there_are(
    link: ShortLink, django_assert_num_queries: Any
) -> None:
    """The link; its pages; the site that the reader is at; the count."""
    Client().get(link.path)
    for number in range(20):
        other = ShortLink.objects.create(translation_key=uuid4(), label=f"{number}")
        ShortLinkDay.objects.create(link=other, day=datetime.now(UTC).date(), hits=5)
    with django_assert_num_queries(1 + 1 + 1 + 1):
        Client().get(link.path)


# --- QR codes -------------------------------------------------------------


def modules(url: str) -> list[list[bool]]:
    """Return the dark modules of the code of an address, by the library itself."""
    import segno

    code = segno.make_qr(url, error="q", boost_error=False)
    return [[bool(module) for module in row] for row in code.matrix]


def test_the_png_holds_the_address(link: ShortLink) -> None:
    response = Client().get(f"/s/{link.code}/qr.png")
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == f'inline; filename="{link.code}.png"'
    picture = Image.open(BytesIO(response.content)).convert("L")
    expected = modules(f"http://testserver/s/{link.code}/")
    border, size = 4, len(expected)
    scale = picture.width // (size + 2 * border)
    assert scale >= 20
    read = [
        [
            picture.getpixel(((x + border) * scale + scale // 2, (y + border) * scale + scale // 2))
            < 128
            for x in range(size)
        ]
        for y in range(size)
    ]
    assert read == expected
    # White all around.
    assert picture.getpixel((scale, scale)) > 200


def test_the_svg_is_a_picture_of_its_own(link: ShortLink) -> None:
    response = Client().get(f"/s/{link.code}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<?xml")
    assert b"<script" not in response.content


def test_the_sheet_shows_title_address_and_code(link: ShortLink, page: PetitionPage) -> None:
    spanish = translate(page, add_language("es"))
    html = Client().get(f"{link.path}qr/").content.decode()
    assert f'<h1 class="qr__title">{page.title}</h1>' in html
    assert f'<bdi dir="ltr">testserver/s/{link.code}</bdi>' in html
    assert html.count("<svg") >= 1
    assert 'class="qr__code"' in html
    assert '<meta name="robots" content="noindex">' in html
    html = Client().get(f"{link.path}qr/?language=es").content.decode()
    assert f'<h1 class="qr__title">{spanish.title}</h1>' in html
    assert '<html lang="es"' in html
    # What is no language of the page is the reader's own.
    assert '<html lang="en"' in Client().get(f"{link.path}qr/?language=xx").content.decode()


def test_a_title_is_no_markup(home: HomePage) -> None:
    about = StandardPageFactory(parent=home, title="<b>bold</b> & more", slug="bold")
    link = ShortLink.objects.create(translation_key=about.translation_key, label="x")
    html = Client().get(f"{link.path}qr/").content.decode()
    assert "<b>bold" not in html
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in html
