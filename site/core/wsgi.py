"""What happens to a request before Django sees it."""

import re
from collections.abc import Callable, Iterable
from typing import Any

# The one parameter that is of use: what stands between the parts of a form.
_BOUNDARY = re.compile(r";\s*(boundary=(?:\"[^\"]*\"|[^\s;\"]+))", re.IGNORECASE)

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


def read_as_utf8(application: Application) -> Application:
    """Keep from Django what a request says of its own encoding: all our forms are in UTF-8.

    Django would believe it already while it makes the request, before any
    middleware, and fail where the encoding is none of text.
    """

    def answer(environ: Environ, start_response: Any) -> Iterable[bytes]:
        kind, semicolon, parameters = environ.get("CONTENT_TYPE", "").partition(";")
        if semicolon:
            boundary = _BOUNDARY.search(f";{parameters}")
            environ["CONTENT_TYPE"] = f"{kind}; {boundary[1]}" if boundary else kind
        return application(environ, start_response)

    return answer


class _WholeBody:
    """A body of a known length, whose early end is an error and not an end like any other."""

    def __init__(self, body: Any, length: int) -> None:
        self._body, self._left = body, length

    def read(self, size: int = -1) -> bytes:
        """Return as many bytes as asked for, or all that is left. Raises `OSError`."""
        wanted = self._left if size < 0 else min(size, self._left)
        pieces = []
        while wanted > 0:
            pieces.append(self._count(self._body.read(wanted)))
            wanted -= len(pieces[-1])
        return b"".join(pieces)

    def readline(self, size: int = -1) -> bytes:
        """Return one line, or what `size` lets through of it. Raises `OSError`."""
        most = self._left if size < 0 else min(size, self._left)
        return self._count(self._body.readline(most)) if most else b""

    def _count(self, piece: bytes) -> bytes:
        if not piece:
            raise OSError("The connection broke off before the body was whole.")
        self._left -= len(piece)
        return piece


def read_whole(application: Application) -> Application:
    """Let nobody take a body for whole that broke off on the way.

    Web servers hand on what has come, and Django asks for no more: half a form
    would be taken without the files and boxes of its second half.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isascii() and length.isdigit():
            environ["wsgi.input"] = _WholeBody(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return answer
