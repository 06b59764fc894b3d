"""A body that breaks off on the way is an error, never a shorter form."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError

from core.posting import NotReadError, read_form
from core.wsgi import read_whole

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

BODY = (
    b'--x\r\nContent-Disposition: form-data; name="first"\r\n\r\nsaid\r\n'
    b'--x\r\nContent-Disposition: form-data; name="second"\r\n\r\nsaid too\r\n'
    b"--x--\r\n"
)
KIND = "multipart/form-data; boundary=x"


class Dribble(BytesIO):
    """A body that comes a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 7))


def request_of(body: BytesIO, length: Any, kind: str = KIND) -> WSGIRequest:
    """Return the request that Django makes of what a web server hands on."""
    made = []

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        made.append(WSGIRequest(environ))
        return []

    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(length),
        "wsgi.input": body,
    }
    read_whole(application)(environ, None)
    return made[0]


@pytest.mark.parametrize("stream", [BytesIO, Dribble])
def test_a_whole_body_is_read_as_it_was_sent(stream: type[BytesIO]) -> None:
    typed = read_form(request_of(stream(BODY), len(BODY)))
    assert typed.dict() == {"first": "said", "second": "said too"}


@pytest.mark.parametrize("left_out", [1, 12, 60, len(BODY)])
def test_half_a_form_is_none(left_out: int) -> None:
    with pytest.raises(NotReadError) as error:
        read_form(request_of(BytesIO(BODY[:-left_out]), len(BODY)))
    assert error.value.status == 400


def test_half_a_plain_form_is_none_either() -> None:
    kind = "application/x-www-form-urlencoded"
    with pytest.raises(NotReadError):
        read_form(request_of(BytesIO(b"first=said&sec"), 30, kind))


def test_lines_are_counted_too() -> None:
    request = request_of(BytesIO(b"one\ntwo\n"), 20)
    assert [request.readline(), request.readline()] == [b"one\n", b"two\n"]
    with pytest.raises(UnreadablePostError):
        request.readline()


@pytest.mark.parametrize("length", ["", "-5", "nonsense"])
def test_without_a_length_there_is_no_body(length: str) -> None:
    assert request_of(BytesIO(b"first=said"), length).read() == b""
