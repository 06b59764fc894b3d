"""What a request says of its own encoding changes nothing: everything is read as UTF-8."""

from io import BytesIO
from typing import Any
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from config.wsgi import application
from resources.models import Comment
from tests.resources.commenting import ConsultationFactory, form_data, section_url

# Encodings of bytes, of host names, of characters that no database takes, and of nothing.
ODD = ["hex", "rot13", "zlib", "undefined", "idna", "utf-16", "unicode_escape", "none", '"']


@pytest.fixture(autouse=True)
def _keep_connection(db: Any) -> Any:
    """As Django's test client: the test's transaction is not to end with the request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def status_of(path: str, content_type: str, query: str = "", body: bytes = b"") -> int:
    """Ask as a web server does, past the test client, and return the status of the answer."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": BytesIO(body),
    }
    setup_testing_defaults(environ)
    answers: list[str] = []
    response = application(environ, lambda status, headers, *_: answers.append(status))
    b"".join(response)
    response.close()  # type: ignore[attr-defined]
    return int(answers[0][:3])


@pytest.mark.parametrize("charset", ODD)
@pytest.mark.parametrize(
    ("path", "status"), [("/en/", 200), ("/en/nothing/", 404), ("/api/v2/pages/", 400)]
)
def test_addresses_are_read(charset: str, path: str, status: int, home: Any) -> None:
    for name in ("charset", "CHARSET ", "x*"):
        kind = f"text/plain; {name}={charset}''a" if "*" in name else f"a; {name}={charset}"
        assert status_of(path, kind, "utm_source=%5Cud800%FF") == status


@pytest.mark.parametrize("charset", ODD)
@pytest.mark.parametrize("boundary", ["", "x", '"x"'])
def test_forms_are_read(charset: str, boundary: str, home: Any) -> None:
    typed = form_data(text="Is \\ud800 “respect”?")
    if boundary:
        kind = f"multipart/form-data; charset={charset}; boundary={boundary}"
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in typed.items()
        ]
        body = "".join([*parts, "--x--\r\n"])
    else:
        kind = f"application/x-www-form-urlencoded; charset={charset}"
        body = "&".join(f"{name}={quote(value)}" for name, value in typed.items())
    assert status_of(section_url(ConsultationFactory()), kind, body=body.encode()) == 303
    assert Comment.objects.get().text == "Is \\ud800 “respect”?"
