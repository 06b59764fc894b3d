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
from dataclasses import replace
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpResponse

from core.http import ADDRESSES_OF_ONE
from core.kept_answers import OF_ONE_REQUEST, Answer, Headers, is_for_everybody
from core.wsgi import Application, Environ

# A change reaches readers within ten seconds: an answer leaves here at most
# `STALE` seconds old, and shared caches may keep it for core.http.FOR_A_MOMENT
# more. Most of it is spent here, because to make a page costs a thousand times what
# it costs to give it to one more cache.
# Seconds for which an answer is given to everybody.
FRESH = 6
# Seconds up to which it is still given while somebody else waits for the next one.
STALE = 8
# Seconds up to which it is given when Django fails to make another, as when the database is away.
STALE_IF_ERROR = 60
# Seconds after which Django is taken to fail if it has not answered, and is asked again if it has
# failed.
LONGEST_WAIT, RETRY = 2, 1

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
# Besides the scheme's, the only headers of a request that reach Django: the first is in the key,
# the others are for logs.
_KEPT_HEADERS = ("HTTP_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID")


class Key(NamedTuple):
    """What an answer may depend on."""

    host: str
    port: str
    scheme: str
    # The same as a proxy says it.
    proxied_scheme: str
    script: str
    path: str
    query: str
    # "gzip" or nothing.
    encoding: str
    # Those asked for, at `/` alone: elsewhere the path tells the language.
    languages: str


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
        # How a proxy says whether the request came by HTTPS.
        self._scheme_header = (getattr(settings, "SECURE_PROXY_SSL_HEADER", None) or ("",))[0]
        self._kept_headers = {*_KEPT_HEADERS, self._scheme_header}
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._size = 0
        # One reader has asked Django, at that time; the others wait for it.
        self._asking: dict[Key, tuple[threading.Event, float]] = {}
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
        return Key(
            environ.get("HTTP_HOST", ""),
            environ.get("SERVER_PORT", ""),
            environ.get("wsgi.url_scheme", ""),
            environ.get(self._scheme_header, ""),
            environ.get("SCRIPT_NAME", ""),
            path,
            query,
            "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else "",
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
                mine = threading.Event()
                self._asking[key] = mine, now
        if asking is None:
            try:
                return self._make(key, environ, answer)
            finally:
                with self._lock:
                    del self._asking[key]
                mine.set()
        if answer and now - answer.asked_at < (STALE_IF_ERROR if answer.is_last else STALE):
            return answer
        answered, since = asking
        answered.wait(max(0, since + LONGEST_WAIT - now))
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

        result = self.application(self._for_everybody(environ, key), start)
        status, headers = started
        try:
            body = result.content if isinstance(result, HttpResponse) else None
        finally:
            if hasattr(result, "close"):
                result.close()
        kept = [pair for pair in headers if pair[0].lower() not in OF_ONE_REQUEST]
        is_kept = (
            body is not None
            and len(body) <= LARGEST
            and is_for_everybody(status, headers, speaks=key.path == "/")
        )
        return Answer(status, kept, body, asked_at, asked_at + (FRESH if is_kept else 0))

    def _for_everybody(self, environ: Environ, key: Key) -> Environ:
        """Return a request that holds nothing but what is in the key."""
        inner = {
            name: value
            for name, value in environ.items()
            if not name.startswith("HTTP_") or name in self._kept_headers
        }
        inner["QUERY_STRING"] = key.query
        if key.encoding:
            inner["HTTP_ACCEPT_ENCODING"] = key.encoding
        if key.languages:
            inner["HTTP_ACCEPT_LANGUAGE"] = key.languages
        return inner

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
