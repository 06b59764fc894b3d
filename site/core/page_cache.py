"""Answers that everybody gets alike, kept for a moment in front of Django.

A reader whose page is here costs no database, no session, no template and no
middleware. It stands before Django, not in its middleware, for a second reason:
Wagtail sends previews of drafts through the middleware, at the page's own
address. They never come by here, so no draft can get in or be mistaken for the page.

What an answer may depend on is in its key: the host, which tells the site; the
path, which tells the language; the rest of the query; how it is compressed. All
else is taken out of the request before Django is asked, so it cannot get in.

Each process keeps its own answers. Nobody has to tell the others of a change,
because every answer is right by its age alone: see `FRESH`.
"""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import parse_etags

from core.http import ADDRESSES_OF_ONE
from core.wsgi import Application, Environ

# A change reaches readers within ten seconds: an answer leaves here at most
# `STALE` seconds old, and shared caches may keep it for core.http.FOR_A_MOMENT more.
# Seconds for which an answer is given to everybody.
FRESH = 3
# Seconds up to which it is still given while somebody else waits for the next one.
STALE = 5
# Seconds up to which it is given when Django fails to make another, as when the database is away.
STALE_IF_ERROR = 60
# Seconds after which a failure is tried again, and which a reader without an answer waits.
RETRY, LONGEST_WAIT = 1, 5

# All that is kept, and the largest single answer (bytes).
CAPACITY, LARGEST = 32 * 2**20, 2**20
# What an entry takes beside its body, roughly.
_OVERHEAD = 2_000

# What says where a reader comes from. No page depends on it: forms are sent to
# the address that the reader is at, and signing reads `source` and `partner` from there.
_TRACKING = re.compile(
    r"(?:source|partner|utm_\w+|mtm_\w+|pk_\w+|mc_[ce]id|_gl|igsh(?:id)?|li_fat_id"
    r"|fbclid|gclid|dclid|msclkid|twclid|ttclid|yclid|gbraid|wbraid)(?:=|$)",
    re.ASCII,
)
# Besides these, no header of a request reaches Django: the site is known by the
# first, whether it was HTTPS by the proxy's, and logs name the request by the last.
_KEPT_HEADERS = re.compile(r"HTTP_(?:HOST|X_FORWARDED_\w+|X_REQUEST_ID)")
# What belongs to one request, not to the answer.
_OF_ONE_REQUEST = {"x-request-id", "date", "age"}
_IN_304 = {"access-control-allow-origin", "age", "cache-control", "etag", "expires", "vary"}

Headers = list[tuple[str, str]]
Key = tuple[str, ...]


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


class PageCache:
    """A WSGI application in front of another. `clock` returns seconds."""

    def __init__(
        self, application: Application, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.application, self.clock = application, clock
        # Whoever has one of these cookies is no longer just anybody.
        self._cookies = tuple(
            f"{name}="
            for name in (
                settings.SESSION_COOKIE_NAME,
                settings.CSRF_COOKIE_NAME,
                settings.LANGUAGE_COOKIE_NAME,
                "messages",
            )
        )
        languages = "|".join(re.escape(code) for code, _name in settings.LANGUAGES)
        own = "|".join(map(re.escape, ADDRESSES_OF_ONE))
        self._places = re.compile(rf"/$|/api/petitions/|/(?:{languages})/(?!{own})")
        self._scheme_header = (getattr(settings, "SECURE_PROXY_SSL_HEADER", None) or ("",))[0]
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._size = 0
        # One reader asks Django; the others wait for this.
        self._asking: dict[Key, threading.Event] = {}
        self._lock = threading.Lock()
        self._changed_at = float("-inf")

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer from what is kept, or ask Django."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._change(environ, start_response)
        query = environ.get("QUERY_STRING", "")
        untracked = without_tracking(query) if query else ""
        key = self._key(environ, untracked)
        answer = self._answer(key, environ) if key else None
        if (
            answer is None
            or answer.body is None
            # Where it leads has to be told where the reader comes from.
            or (query != untracked and answer.status.startswith("3"))
        ):
            return self.application(environ, start_response)
        return answer.send(environ, start_response, self.clock() - answer.asked_at)

    def _key(self, environ: Environ, query: str) -> Key | None:
        """Return what the answer may depend on; None for what is not for everybody."""
        path = environ.get("PATH_INFO", "")
        if not self._places.match(path):
            return None
        if self._is_somebody(environ) or "HTTP_RANGE" in environ:
            return None
        return (
            environ.get("HTTP_HOST", ""),
            environ.get("SERVER_PORT", ""),
            environ.get("wsgi.url_scheme", ""),
            environ.get(self._scheme_header, ""),
            environ.get("SCRIPT_NAME", ""),
            path,
            query,
            "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else "",
            # Elsewhere the path tells the language.
            environ.get("HTTP_ACCEPT_LANGUAGE", "") if path == "/" else "",
        )

    def _is_somebody(self, environ: Environ) -> bool:
        cookies = environ.get("HTTP_COOKIE", "")
        return "HTTP_AUTHORIZATION" in environ or (
            cookies != "" and any(name in cookies for name in self._cookies)
        )

    def _change(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Pass a form on, and have what is kept made anew for the next reader.

        So that whoever has changed something sees it at once, where there is one
        process. Many who sign at once must not keep all pages from being kept.
        """
        try:
            return self.application(environ, start_response)
        finally:
            now = self.clock()
            if now - self._changed_at >= FRESH or self._is_somebody(environ):
                self._changed_at = now

    # --- what is kept -----------------------------------------------------

    def _is_fresh(self, answer: Answer, now: float) -> bool:
        return now < answer.until and (answer.is_last or answer.asked_at > self._changed_at)

    def _answer(self, key: Key, environ: Environ) -> Answer | None:
        """Return what everybody gets now; None if Django is to be asked for this reader alone."""
        now = self.clock()
        answer = self._answers.get(key)
        if answer and self._is_fresh(answer, now):
            return answer
        if environ["REQUEST_METHOD"] == "HEAD":
            return None
        with self._lock:
            answer = self._answers.get(key)
            if answer and self._is_fresh(answer, now):
                return answer
            asking = self._asking.get(key)
            if asking is None:
                mine = self._asking[key] = threading.Event()
        if asking is None:
            try:
                return self._make(key, environ, answer)
            finally:
                with self._lock:
                    del self._asking[key]
                mine.set()
        if answer and now - answer.asked_at < (STALE_IF_ERROR if answer.is_last else STALE):
            return answer
        asking.wait(LONGEST_WAIT)
        answer = self._answers.get(key)
        is_good = answer and self.clock() - answer.asked_at < STALE_IF_ERROR
        return answer if is_good else None

    def _make(self, key: Key, environ: Environ, before: Answer | None) -> Answer | None:
        """Ask Django for what everybody gets, and keep it; `before` is what was kept so far."""
        asked_at = self.clock()
        answer = self._ask(key, environ, asked_at)
        if answer.status.startswith("5"):
            if before is None or before.body is None:
                return answer
            if asked_at - before.asked_at >= STALE_IF_ERROR:
                return answer
            answer = replace(before, until=self.clock() + RETRY, is_last=True)
        if answer.until > asked_at:
            self._keep(key, answer)
        else:
            # It is this reader's own; others do not have to wait for theirs.
            self._keep(key, replace(answer, headers=[], body=None, until=asked_at + FRESH))
        return answer

    def _ask(self, key: Key, environ: Environ, asked_at: float) -> Answer:
        started: list[Any] = []

        def start(status: str, headers: Headers, exc_info: Any = None) -> None:
            started[:] = status, headers

        result = self.application(_for_everybody(environ, key), start)
        status, headers = started
        try:
            body = result.content if isinstance(result, HttpResponse) else None
        finally:
            if hasattr(result, "close"):
                result.close()
        kept = [pair for pair in headers if pair[0].lower() not in _OF_ONE_REQUEST]
        seconds = seconds_to_keep(status, headers, speaks=key[-4] == "/")
        if body is None or len(body) > LARGEST:
            seconds = 0
        return Answer(status, kept, body, asked_at, asked_at + min(FRESH, seconds))

    def _keep(self, key: Key, answer: Answer) -> None:
        """Keep an answer; what was made longest ago makes room for it."""
        with self._lock:
            self._size += _size(key, answer)
            if before := self._answers.pop(key, None):
                self._size -= _size(key, before)
            self._answers[key] = answer
            while self._size > CAPACITY:
                self._size -= _size(*self._answers.popitem(last=False))


def _size(key: Key, answer: Answer) -> int:
    return _OVERHEAD + sum(map(len, key)) + len(answer.body or b"")


def without_tracking(query: str) -> str:
    """Return a query string without what only says where its reader comes from."""
    return "&".join(part for part in query.split("&") if part and not _TRACKING.match(part))


def _for_everybody(environ: Environ, key: Key) -> Environ:
    """Return a request that holds nothing but what is in the key."""
    *_place, query, encoding, languages = key
    inner = {
        name: value
        for name, value in environ.items()
        if not name.startswith("HTTP_") or _KEPT_HEADERS.fullmatch(name)
    }
    inner["QUERY_STRING"] = query
    if encoding:
        inner["HTTP_ACCEPT_ENCODING"] = encoding
    if languages:
        inner["HTTP_ACCEPT_LANGUAGE"] = languages
    return inner


def seconds_to_keep(status: str, headers: Headers, *, speaks: bool) -> int:
    """Return for how long an answer says that everybody may have it; 0 if it does not say so.

    `speaks`: it may depend on the languages that the reader asks for.
    """
    if status[:3] not in ("200", "302", "404"):
        return 0
    says: dict[str, str] = {}
    for name, value in headers:
        name = name.lower()
        says[name] = f"{says[name]}, {value}" if name in says else value
    depends_on = {name.strip().lower() for name in says.get("vary", "").split(",")} - {""}
    if "set-cookie" in says or depends_on - {
        "accept-encoding",
        "accept-language" if speaks else "",
    }:
        return 0
    words = [word.strip().lower() for word in says.get("cache-control", "").split(",")]
    if "public" not in words or {"private", "no-store", "no-cache"} & {*words}:
        return 0
    limits = dict(word.split("=", 1) for word in words if "=" in word)
    limit = limits.get("s-maxage") or limits.get("max-age") or ""
    return int(limit) if limit.isdecimal() else 0
