"""A video loads when a visitor asks for it, and not before; with a script and without one."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e.conftest import RunningSite, run_python
from tests.e2e.test_public_pages import VIEWS, faults_in_views

pytestmark = pytest.mark.e2e

PAGE = "/en/videos/"
PLAYERS = {
    "https://www.youtube-nocookie.com": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://player.vimeo.com": "https://vimeo.com/76979871",
    "https://archive.org": "https://archive.org/details/example",
}
# A page with a video on each of the known sites, a file of ours, a gallery.
MAKE = """
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from core.models import HomePage, StandardPage
Document = get_document_model()
film = Document(title="Film", file=ContentFile(bytes(500_000), name="film.webm"))
film.save()
captions = Document(title="Captions", file=ContentFile(b"WEBVTT\\n", name="en.vtt"))
captions.save()
image = get_image_model().objects.first()
def video(title, **given):
    value = {"title": title, "poster": image, "document": None, "url": "", "captions": []}
    return ("video", {**value, "transcript": "<p>What is said.</p>", **given})
body = [video(f"Video {n}", url=url) for n, url in enumerate(%(urls)s)]
body.append(video("Our own", document=film, captions=[{"language": "en", "document": captions}]))
pictures = [{"image": image, "caption": "A pattern"}] * 3
body.append(("gallery", {"heading": "Pictures", "pictures": pictures}))
page = StandardPage(title="Videos", slug="videos", body=body)
HomePage.objects.get(locale__language_code="en").add_child(instance=page)
page.save_revision().publish()
"""

REMOVE = "from core.models import StandardPage; StandardPage.objects.get(slug='videos').delete()"


@pytest.fixture(scope="module")
def videos(site: RunningSite) -> Iterator[str]:
    """The address of the page, which is there for these tests alone."""
    run_python(site, MAKE % {"urls": json.dumps(list(PLAYERS.values()))})
    yield PAGE
    run_python(
        site,
        "from core.models import StandardPage; StandardPage.objects.get(slug='videos').delete()",
    )


def answer_with_a_player(route: Route) -> None:
    """Stand in for the other sites, which tests do not reach."""
    route.fulfill(body="<!doctype html><title>Player</title>", content_type="text/html")


@pytest.fixture
def asked(tab: Page, site: RunningSite) -> list[Request]:
    """What the tab asks other sites for."""
    found: list[Request] = []
    tab.route(lambda url: not url.startswith((site.url, "data:")), answer_with_a_player)
    tab.on(
        "request",
        lambda request: (
            None if request.url.startswith((site.url, "data:")) else found.append(request)
        ),
    )
    return found


def test_nothing_is_asked_elsewhere_before_the_click(
    tab: Page, videos: str, asked: list[Request], site: RunningSite
) -> None:
    of_ours: list[str] = []
    tab.on("request", lambda request: of_ours.append(request.url))
    tab.goto(videos)
    tab.mouse.wheel(0, 20_000)
    tab.locator("details summary").first.click()
    tab.wait_for_load_state("networkidle")
    assert asked == []
    assert tab.locator("iframe").count() == 0
    # Nor is our own file loaded before somebody plays it.
    assert not [url for url in of_ours if url.endswith(".webm")]


@pytest.mark.parametrize("number", range(len(PLAYERS)))
def test_the_player_comes_with_the_click_and_the_keyboard_goes_to_it(
    tab: Page, videos: str, asked: list[Request], site: RunningSite, number: int
) -> None:
    origin = list(PLAYERS)[number]
    tab.goto(videos)
    link = tab.get_by_role("link", name=f"Play the video: Video {number}")
    link.focus()
    tab.keyboard.press("Enter")
    frame = tab.locator("iframe")
    expect(frame).to_have_count(1)
    expect(frame).to_be_focused()
    expect(frame).to_have_attribute("title", f"Video {number}")
    tab.frame_locator("iframe").locator("html").wait_for()
    assert [request.url.startswith(f"{origin}/") for request in asked] == [True]
    # Which site, as YouTube demands; not which page.
    assert asked[0].all_headers().get("referer") == f"{site.url}/"
    expect(link).to_have_count(0)


def test_without_a_script_it_is_a_link(scriptless: Page, videos: str) -> None:
    scriptless.goto(videos)
    for number, url in enumerate(PLAYERS.values()):
        link = scriptless.get_by_role("link", name=f"Play the video: Video {number}")
        expect(link).to_have_attribute("href", url)
    expect(scriptless.locator("video[controls]")).to_have_count(1)
    scriptless.locator("details summary").first.click()
    expect(scriptless.get_by_text("What is said.").first).to_be_visible()


def test_the_page_is_accessible(tab: Page, videos: str) -> None:
    """With all transcripts unfolded."""
    tab.goto(videos)
    for summary in tab.locator("main details summary").all():
        summary.click()
    assert faults_in_views(tab, VIEWS) == []


def test_our_own_video_is_sent_in_parts(tab: Page, videos: str) -> None:
    tab.goto(videos)
    source = tab.locator("video source").get_attribute("src")
    found = tab.evaluate(
        """async (url) => {
            const answer = await fetch(url, {headers: {Range: "bytes=10-19"}});
            return [answer.status, (await answer.arrayBuffer()).byteLength];
        }""",
        source,
    )
    assert found == [206, 10]
