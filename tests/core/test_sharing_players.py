"""Which addresses of videos are understood, and that no other gets into a frame."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.blocks.players import outside_video

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

YOUTUBE = "dQw4w9WgXcQ"
ORIGINS = {
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://archive.org",
}


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.youtube.com/watch?v={YOUTUBE}",
        f"https://youtube.com/watch?list=PL1&v={YOUTUBE}&t=10",
        f"http://m.youtube.com/watch?v={YOUTUBE}",
        f"https://youtu.be/{YOUTUBE}?si=abc",
        f"https://www.youtube.com/embed/{YOUTUBE}",
        f"https://www.youtube-nocookie.com/embed/{YOUTUBE}?rel=0",
        f"https://www.youtube.com/shorts/{YOUTUBE}",
        f"https://www.youtube.com/live/{YOUTUBE}?feature=share",
        f"  https://www.youtube.com/watch?v={YOUTUBE}  ",
    ],
)
def test_youtube_is_shown_without_its_cookies(url: str) -> None:
    video = outside_video(url)
    assert video is not None
    assert video.watch_url == f"https://www.youtube.com/watch?v={YOUTUBE}"
    parts = urlsplit(video.player_url)
    assert (parts.netloc, parts.path) == ("www.youtube-nocookie.com", f"/embed/{YOUTUBE}")
    assert parse_qs(parts.query)["cc_load_policy"] == ["1"]


@pytest.mark.parametrize(
    ("url", "player", "watch"),
    [
        ("https://vimeo.com/76979871", "/video/76979871", "https://vimeo.com/76979871"),
        (
            "https://player.vimeo.com/video/76979871?h=8272103f6e",
            "/video/76979871",
            "https://vimeo.com/76979871/8272103f6e",
        ),
        (
            "https://vimeo.com/76979871/8272103f6e",
            "/video/76979871",
            "https://vimeo.com/76979871/8272103f6e",
        ),
    ],
)
def test_vimeo_is_asked_not_to_track(url: str, player: str, watch: str) -> None:
    video = outside_video(url)
    assert video is not None
    parts = urlsplit(video.player_url)
    assert (parts.netloc, parts.path) == ("player.vimeo.com", player)
    query = parse_qs(parts.query)
    assert query["dnt"] == ["1"]
    assert query.get("h", [""])[0] == ("8272103f6e" if "8272" in url else "")
    assert video.watch_url == watch


@pytest.mark.parametrize(
    "path", ["details/Some_Film.2017", "embed/Some_Film.2017", "details/Some_Film.2017/x"]
)
def test_the_internet_archive(path: str) -> None:
    video = outside_video(f"https://archive.org/{path}")
    assert video is not None
    assert video.player_url == "https://archive.org/embed/Some_Film.2017?autoplay=1"
    assert video.watch_url == "https://archive.org/details/Some_Film.2017"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
        "javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ%22onload=1",
        "https://www.youtube.com/channel/UC123",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/1/../2",
        "https://archive.org/details/../../evil",
        "https://archive.org/",
        "https://[bad/",
    ],
)
def test_what_is_no_video_of_theirs_is_none(url: str) -> None:
    assert outside_video(url) is None


@given(
    st.one_of(
        st.text(),
        st.builds(
            "https://{}/{}".format,
            st.sampled_from(["youtube.com", "vimeo.com", "archive.org"]),
            st.text(),
        ),
    )
)
def test_whatever_is_typed_only_known_sites_get_into_a_frame(url: str) -> None:
    video = outside_video(url)
    if video is not None:
        parts = urlsplit(video.player_url)
        assert f"{parts.scheme}://{parts.netloc}" in ORIGINS
        assert video.origin in ORIGINS
        assert not set("<>\"' \n;") & set(video.player_url)
