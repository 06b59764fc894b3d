"""Other people's video players that a page may show, each by what its addresses look like."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
_VIMEO_PATH = re.compile(r"/(?:video/)?(\d{1,12})(?:/([0-9a-f]{6,40}))?/?", re.ASCII)
_ARCHIVE_PATH = re.compile(r"/(?:details|embed)/(\w[\w.-]{1,100})(?:/.*)?", re.ASCII)


@dataclass(frozen=True)
class OutsideVideo:
    """A video on another site."""

    # The name of the site, and who runs it: whom the reader's browser talks to.
    name: str
    company: str | Promise
    # What `frame-src` allows.
    origin: str
    # Where it can be watched without us.
    watch_url: str
    # What is shown in a frame, and starts to play.
    player_url: str


def outside_video(url: str) -> OutsideVideo | None:
    """Return the video that an address leads to; None if it is at none of the known sites."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme not in ("https", "http") or host not in _READERS:
        return None
    return _READERS[host](parts.path, parse_qs(parts.query))


def _youtube(path: str, query: dict[str, list[str]]) -> OutsideVideo | None:
    first, _slash, second = path.strip("/").partition("/")
    if first == "watch":
        found = query.get("v", [""])[0]
    else:
        found = second.partition("/")[0] if first in ("embed", "live", "shorts") else ""
    return _youtube_video(found)


def _youtu_be(path: str, query: dict[str, list[str]]) -> OutsideVideo | None:
    return _youtube_video(path.strip("/"))


def _youtube_video(found: str) -> OutsideVideo | None:
    if not _YOUTUBE_ID.fullmatch(found):
        return None
    # With captions, where the video has them.
    options = urlencode({"autoplay": 1, "cc_load_policy": 1, "rel": 0})
    origin = "https://www.youtube-nocookie.com"
    return OutsideVideo(
        name="YouTube",
        company=_("Google, in the United States"),
        origin=origin,
        watch_url=f"https://www.youtube.com/watch?v={found}",
        player_url=f"{origin}/embed/{found}?{options}",
    )


def _vimeo(path: str, query: dict[str, list[str]]) -> OutsideVideo | None:
    match = _VIMEO_PATH.fullmatch(path)
    if match is None:
        return None
    number, key = match[1], match[2] or query.get("h", [""])[0]
    if key and not re.fullmatch("[0-9a-f]{6,40}", key):
        return None
    origin = "https://player.vimeo.com"
    # `dnt`: Vimeo is to set no cookie and keep no record of the visit.
    options = urlencode({"autoplay": 1, "dnt": 1, **({"h": key} if key else {})})
    return OutsideVideo(
        name="Vimeo",
        company=_("Vimeo, in the United States"),
        origin=origin,
        watch_url=f"https://vimeo.com/{number}{f'/{key}' if key else ''}",
        player_url=f"{origin}/video/{number}?{options}",
    )


def _archive(path: str, query: dict[str, list[str]]) -> OutsideVideo | None:
    match = _ARCHIVE_PATH.fullmatch(path)
    if match is None:
        return None
    origin = "https://archive.org"
    return OutsideVideo(
        name="Internet Archive",
        company=_("the Internet Archive, in the United States"),
        origin=origin,
        watch_url=f"{origin}/details/{match[1]}",
        player_url=f"{origin}/embed/{match[1]}?autoplay=1",
    )


_READERS = {
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtu_be,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "archive.org": _archive,
}
