"""Videos, galleries: what editors may publish, what readers get, and in which parts."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page
from wagtail_factories import ImageFactory

from core.blocks.video import VideoBlock
from core.models import HomePage, StandardPage
from tests.factories import StandardPageFactory
from tests.translating import add_language, translate

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.django_db,
    # Wagtail leaves the files that a rendition is made from to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

CONTENT = bytes(range(256)) * 1000
YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def document(name: str, content: bytes = CONTENT) -> Any:
    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


@pytest.fixture
def film() -> Any:
    return document("film.mp4")


@pytest.fixture
def captions() -> Any:
    return document("en.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n")


def video(**given: Any) -> dict[str, Any]:
    value = {"title": "In their own words", "poster": None, "document": None, "url": ""}
    return {**value, "captions": [], "transcript": "<p>Hello.</p>", **given}


def track(document: Any, language: str = "en") -> dict[str, Any]:
    return {"language": language, "document": document}


def refused(value: dict[str, Any]) -> set[str]:
    """Return the parts of a video that editors are told to mend."""
    block = VideoBlock()
    try:
        block.clean(block.normalize(value))
    except ValidationError as error:
        return set(error.block_errors)  # type: ignore[attr-defined]
    return set()


def page_with(home: HomePage, *blocks: tuple[str, Any]) -> StandardPage:
    return StandardPageFactory(parent=home, slug=f"media-{len(blocks)}", body=list(blocks))


# --- what editors may publish ---------------------------------------------


def test_a_video_is_a_file_or_an_address(film: Any, captions: Any) -> None:
    assert refused(video(document=film)) == set()
    assert refused(video(document=film, captions=[track(captions)])) == set()
    assert refused(video(url=YOUTUBE)) == set()
    assert refused(video()) == {"document"}
    assert refused(video(document=film, url=YOUTUBE)) == {"document"}
    assert refused(video(document=captions)) == {"document"}
    assert refused(video(url="https://example.org/film")) == {"url"}
    assert refused(video(url=YOUTUBE, captions=[track(captions)])) == {"captions"}
    assert refused(video(url=YOUTUBE, title="")) == {"title"}
    # Nobody is left out.
    assert refused(video(url=YOUTUBE, transcript="")) == {"transcript"}


def test_captions_are_what_browsers_read(film: Any) -> None:
    for name, content in (
        ("en.srt", b"1\n00:00:00,000 --> 00:00:02,000\nHello\n"),
        ("en.vtt", b"1\n00:00:00,000 --> 00:00:02,000\nHello\n"),
        ("en.vtt", b""),
    ):
        value = video(document=film, captions=[track(document(name, content))])
        assert refused(value) == {"captions"}, name
    marked = document("en.vtt", b"\xef\xbb\xbfWEBVTT\n")
    assert refused(video(document=film, captions=[track(marked)])) == set()
    gone = document("gone.vtt", b"WEBVTT")
    gone.file.storage.delete(gone.file.name)
    assert refused(video(document=film, captions=[track(gone)])) == {"captions"}


def test_a_draft_may_be_unfinished() -> None:
    block = VideoBlock()
    value = video(title="", transcript="", captions=[track(None)])
    assert block.clean_deferred(block.normalize(value))["title"] == ""
    # And its preview does not fail.
    assert "<figure" in block.render(block.normalize(value))


# --- what readers get -----------------------------------------------------


def test_nothing_of_the_other_site_is_on_the_page_but_links(home: HomePage) -> None:
    page = page_with(home, ("video", video(url=YOUTUBE)))
    response = Client().get(page.url)
    html = response.content.decode()
    assert "<iframe" not in html
    loaded = re.findall(r'(?:src|srcset|poster)="([^"]+)"', html)
    assert not [url for url in loaded if not url.startswith("/")]
    assert f'href="{YOUTUBE}" rel="noopener noreferrer"' in html
    assert "goes to Google, in the United States" in html
    assert "js/video.js" in html


@pytest.mark.parametrize(
    ("urls", "frames"),
    [
        ([], None),
        ([YOUTUBE], "https://www.youtube-nocookie.com"),
        (["https://vimeo.com/1234567"], "https://player.vimeo.com"),
        (
            [YOUTUBE, YOUTUBE, "https://archive.org/details/film"],
            "https://archive.org https://www.youtube-nocookie.com",
        ),
    ],
)
def test_a_page_may_show_the_players_that_are_on_it_and_no_others(
    home: HomePage, urls: list[str], frames: str | None
) -> None:
    page = page_with(home, *(("video", video(url=url)) for url in urls))
    policy = Client().get(page.url)["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts.get("frame-src") == frames
    assert parts["media-src"] == "'self'"
    assert "frame-src" not in Client().get(home.url)["Content-Security-Policy"]


def test_our_own_video_needs_no_script(home: HomePage, film: Any, captions: Any) -> None:
    page = page_with(home, ("video", video(document=film, captions=[track(captions)])))
    html = Client().get(page.url).content.decode()
    assert "js/video.js" not in html
    assert 'preload="none"' in html
    assert f'<source src="{film.url}" type="video/mp4">' in html
    assert (
        f'<track kind="captions" src="{captions.url}" srclang="en" label="English" default>' in html
    )
    assert "Hello." in html


def test_captions_in_the_readers_language_are_switched_on(
    home: HomePage, film: Any, captions: Any
) -> None:
    both = [track(captions), track(document("es.vtt", b"WEBVTT\n"), "es")]
    page = page_with(home, ("video", video(document=film, captions=both)))
    spanish = translate(page, add_language("es"))
    html = Client().get(spanish.url).content.decode()
    assert re.findall(r'srclang="(\w+)" label="([^"]+)"( default)?', html) == [
        ("en", "inglés", ""),
        ("es", "español", " default"),
    ]


def test_what_was_deleted_leaves_a_page_that_works(
    home: HomePage, film: Any, captions: Any
) -> None:
    image = ImageFactory(title="Poster")
    page = page_with(
        home, ("video", video(document=film, poster=image, captions=[track(captions)]))
    )
    for gone in (film, captions, image):
        gone.delete()
    html = Client().get(page.url).content.decode()
    assert "In their own words" in html
    assert "<track" not in html


def test_a_title_is_no_markup(home: HomePage) -> None:
    page = page_with(home, ("video", video(url=YOUTUBE, title='"><script>alert(1)</script>')))
    assert "<script>alert" not in Client().get(page.url).content.decode()


def pictures(number: int) -> dict[str, Any]:
    shown = [
        {"image": ImageFactory(title=f"Pattern {n}"), "caption": f"Caption {n}"}
        for n in range(number)
    ]
    return {"heading": "From the workshops", "pictures": shown}


def test_a_gallery_shows_and_opens_its_pictures(home: HomePage) -> None:
    page = page_with(home, ("gallery", pictures(3)))
    html = Client().get(page.url).content.decode()
    assert html.count('class="gallery__picture"') == 3
    assert html.count('class="gallery__link"') == 3
    assert html.count('loading="lazy"') == 3
    for number in range(3):
        assert f'alt="Pattern {number}"' in html
        assert f"Caption {number}" in html


def test_a_gallery_costs_the_same_for_twice_as_many_pictures(home: HomePage) -> None:
    """Pictures and their sizes are looked up at once each."""
    spent = []
    for number in (4, 8):
        page = StandardPageFactory(
            parent=home, slug=f"gallery-{number}", body=[("gallery", pictures(number))]
        )
        Client().get(page.url)
        with CaptureQueriesContext(connection) as captured:
            Client().get(page.url)
        spent.append(len(captured))
    assert spent[0] == spent[1]


# --- in parts --------------------------------------------------------------


def fetch(document: Any, **headers: str) -> Any:
    """Return the answer with its whole body, at whose end the client closes the file."""
    response = Client().get(document.url, headers=headers)
    response.body = b"".join(response) if response.streaming else response.content
    return response


def ask(film: Any, asked: str, **headers: str) -> Any:
    return fetch(film, range=asked, **headers)


def test_a_whole_video_says_that_it_comes_in_parts(film: Any) -> None:
    response = fetch(film, **{"accept-encoding": "gzip"})
    assert response.status_code == 200
    assert response.body == CONTENT
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Length"] == str(len(CONTENT))
    assert "Content-Encoding" not in response
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-", 0, len(CONTENT) - 1),
        ("bytes=1000-1999", 1000, 1999),
        ("bytes=255999-", 255_999, len(CONTENT) - 1),
        ("bytes=-10", len(CONTENT) - 10, len(CONTENT) - 1),
        ("bytes=-999999999", 0, len(CONTENT) - 1),
        ("bytes=100-999999999", 100, len(CONTENT) - 1),
    ],
)
def test_a_part_is_what_was_asked_for(film: Any, asked: str, first: int, last: int) -> None:
    response = ask(film, asked, **{"accept-encoding": "gzip"})
    assert response.status_code == 206
    assert response.body == CONTENT[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert response["Content-Length"] == str(last - first + 1)
    assert response["Content-Type"] == "video/mp4"
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "asked", ["bytes=256000-", "bytes=999999-1000000", "bytes=5-4", "bytes=-0"]
)
def test_a_part_that_is_not_there_is_told(film: Any, asked: str) -> None:
    response = ask(film, asked)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize(
    "asked", ["", "bytes=-", "bytes=0-1,5-6", "items=0-1", "bytes=a-b", "bytes"]
)
def test_what_cannot_be_read_gets_the_whole(film: Any, asked: str) -> None:
    response = ask(film, asked)
    assert response.status_code == 200
    assert response.body == CONTENT


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 300_000), st.integers(0, 300_000))
def test_parts_put_together_are_the_whole(film: Any, first: int, last: int) -> None:
    response = ask(film, f"bytes={first}-{last}")
    if response.status_code == 206:
        assert response.body == CONTENT[first : last + 1]
    else:
        assert response.status_code == 416
        assert first > last or first >= len(CONTENT)


def test_parts_are_of_one_file(film: Any) -> None:
    """Half of what was there before and half of what is there now would be no video."""
    etag = ask(film, "bytes=0-1")["ETag"]
    assert ask(film, "bytes=0-1", **{"if-range": etag}).body == CONTENT[:2]
    assert ask(film, "bytes=0-1", **{"if-range": '"another"'}).body == CONTENT
    assert ask(film, "bytes=0-1", **{"if-none-match": etag}).status_code == 304


def test_a_private_video_is_private_in_parts_too(film: Any, captions: Any) -> None:
    collection = film.collection
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )
    assert ask(film, "bytes=0-1").status_code == 302
    assert fetch(captions).status_code == 302
    restriction.restriction_type, restriction.password = "password", "x"
    restriction.save()
    response = ask(film, "bytes=0-1")
    assert response.status_code == 200
    assert b"<form" in response.body


def test_captions_have_their_type_and_other_documents_stay_as_they_are(captions: Any) -> None:
    response = fetch(captions)
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert response.body.startswith(b"WEBVTT")
    response = ask(document("form.pdf", b"%PDF-1.7"), "bytes=0-1")
    assert response.status_code == 200
    assert response.body == b"%PDF-1.7"
    assert "Accept-Ranges" not in response


def test_a_file_that_is_gone_is_not_found(film: Any) -> None:
    page = Page.objects.first()
    assert page is not None
    assert Client().get(f"/documents/{film.pk}/other.mp4").status_code == 404
    assert Client().get("/documents/987654/film.mp4").status_code == 404
