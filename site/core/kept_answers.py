"""What is kept for everybody, and what an answer says of being kept. See `page_cache`."""

from dataclasses import dataclass
from typing import Any

from django.utils.http import parse_etags

from core.wsgi import Environ

Headers = list[tuple[str, str]]

# What belongs to one request, not to the answer.
OF_ONE_REQUEST = {"x-request-id", "date", "age"}
_IN_304 = {"access-control-allow-origin", "age", "cache-control", "etag", "expires", "vary"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. One that is kept without a body says that what is there is not for everybody."""

    status: str
    headers: Headers
    body: bytes | None
    # When Django was asked for it, and until when it is fresh (seconds of the clock).
    asked_at: float
    until: float
    # Django has failed to make the next one.
    is_last: bool = False

    def send(self, environ: Environ, start_response: Any, age: float) -> list[bytes]:
        """Answer a GET or HEAD; 304 to whoever has it already."""
        headers = [*self.headers, ("Age", str(int(age)))]
        if (known := environ.get("HTTP_IF_NONE_MATCH")) and self._is_among(known):
            kept = [pair for pair in headers if pair[0].lower() in _IN_304]
            start_response("304 Not Modified", kept)
            return []
        start_response(self.status, headers)
        return [self.body or b""] if environ["REQUEST_METHOD"] == "GET" else []

    def _is_among(self, known: str) -> bool:
        """Whether a header names this answer's ETag, by the weak comparison of RFC 9110."""
        own = dict(self.headers).get("ETag")
        if own is None or not self.status.startswith("200"):
            return False
        tags = {tag.removeprefix("W/") for tag in parse_etags(known)}
        return own.removeprefix("W/") in tags or "*" in tags


def is_for_everybody(status: str, headers: Headers, *, speaks: bool) -> bool:
    """Whether an answer says that caches may give it to others.

    For how long others may keep it is theirs: 0 seconds, though, mean that
    nobody shall. `speaks`: it may depend on the languages that the reader asks for.
    """
    if status[:3] not in ("200", "302", "404"):
        return False
    says: dict[str, str] = {}
    for name, value in headers:
        name = name.lower()
        says[name] = f"{says[name]}, {value}" if name in says else value
    depends_on = {name.strip().lower() for name in says.get("vary", "").split(",")} - {""}
    if "set-cookie" in says or depends_on - {
        "accept-encoding",
        "accept-language" if speaks else "",
    }:
        return False
    words = [word.strip().lower() for word in says.get("cache-control", "").split(",")]
    if "public" not in words or {"private", "no-store", "no-cache"} & {*words}:
        return False
    limits = dict(word.split("=", 1) for word in words if "=" in word)
    limit = limits.get("s-maxage") or limits.get("max-age") or ""
    return limit.isdecimal() and int(limit) > 0
