"""A reader in front of the page cache: requests as a web server hands them on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import RequestFactory

from core.page_cache import PageCache


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Read:
    """What came back, and how many statements it cost."""

    status: int
    headers: dict[str, str]
    body: bytes
    statements: int

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Reader:
    """Somebody without a cookie, in front of `application` (Django's, unless told)."""

    def __init__(self, application: Any = None) -> None:
        self.clock = Clock()
        self.cache = PageCache(application or WSGIHandler(), clock=self.clock)

    def ask(self, method: str, url: str, data: Any = None, **headers: str) -> Read:
        """Send a request; header names with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        make = getattr(RequestFactory(), method.lower())
        environ = make(url, data, headers=named).environ
        return self.send(environ)

    def send(self, environ: dict[str, Any]) -> Read:
        """Send a request as WSGI has it."""
        started: list[Any] = []

        def start_response(status: str, headers: Any, exc_info: Any = None) -> None:
            started[:] = status, headers

        spent = 0

        def count(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal spent
            spent += 1
            return execute(*args)

        with connection.execute_wrapper(count), _connections_stay():
            result = self.cache(environ, start_response)
            body = b"".join(result)
            if hasattr(result, "close"):
                result.close()
        status, sent = started
        return Read(int(status[:3]), dict(sent), body, spent)

    def get(self, url: str, **headers: str) -> Read:
        """Read a page."""
        return self.ask("GET", url, **headers)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.now += seconds


@contextmanager
def _connections_stay() -> Iterator[None]:
    """Let the tests' own transaction outlive a request, as Django's test client does."""
    # Of a request within another, nothing is left to do.
    connected = [
        signal
        for signal in (request_started, request_finished)
        if signal.disconnect(close_old_connections)
    ]
    try:
        yield
    finally:
        for signal in connected:
            signal.connect(close_old_connections)
