"""Whoever reads the logs can act for nobody, and learns of nobody."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DataError, OperationalError
from django.test import Client

from core.logging import JSONFormatter, LineFormatter, mask, request_id
from core.mail.models import OutgoingMail
from petitions.models import PetitionPage
from petitions.tokens import links
from tests.factories import SignatureFactory, petition_of

pytestmark = pytest.mark.one_database

FORMATTERS = {"json": JSONFormatter, "text": LineFormatter}


@pytest.fixture(params=FORMATTERS)
def written(request: Any) -> Iterator[io.StringIO]:
    """Everything that is logged, down to what is for debugging, as it is written."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(FORMATTERS[request.param]())
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def lines() -> Iterator[Any]:
    """A function that returns the lines that were written, as objects."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JSONFormatter())
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)


@pytest.mark.parametrize("purpose", ["confirm_url", "manage_url", "unsubscribe_url"])
@pytest.mark.parametrize("colon", [":", "%3A", "%3a"])
def test_signed_links_are_masked(
    purpose: str, colon: str, written: io.StringIO, page: PetitionPage
) -> None:
    link = links(SignatureFactory(petition=petition_of(page)))[purpose].replace("http:", "")
    link = link.replace(":", colon)
    written.truncate(0)
    logging.getLogger("tests").warning('"GET %s HTTP/1.1" %d', link, 200)
    logging.getLogger("tests").warning("Not Found: " + link)
    text = written.getvalue()
    assert text.count("…") == 2
    for part in link.strip("/").rpartition("/")[2].split(colon):
        assert part not in text


@pytest.mark.parametrize(
    "secret",
    [
        "ana.silva+news@example.org",
        "ana%40example.org",
        "203.0.113.9",
        "2001:db8:9::1",
        "::ffff:203.0.113.9",
        "d2o5xv-0123456789abcdef0123456789abcdef",
    ],
)
def test_addresses_of_people_and_computers_are_masked(secret: str) -> None:
    assert mask(f"From {secret}, to x") == "From …, to x"
    assert secret not in mask(f"GET /en/{secret}/?a=1")


@pytest.mark.parametrize(
    "text",
    [
        "Sent 3 mails at 12:30:00: ok",
        "a" * 30,
        "Listening at: http://127.0.0.1:8000 (123)",
        "Python 3.11.7, Wagtail 7.4, core::mail",
        "/en/campaigns/my-story-my-dignity/updates/a-first-success-after-all/",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert mask(text) == text


def test_the_sites_own_handlers_mask(settings: Any) -> None:
    for handler in settings.LOGGING["handlers"].values():
        assert handler["formatter"] == "line"
    assert settings.LOGGING["formatters"]["line"]["()"] == "core.logging.JSONFormatter"
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []
    # Gunicorn writes whole links and visitors' addresses there.
    assert not settings.LOGGING["loggers"]["gunicorn.access"]["propagate"]


def test_an_error_says_nothing_that_somebody_typed(lines: Any) -> None:
    try:
        try:
            int("Ana Silva")
        except ValueError as error:
            raise DataError("Failing row contains (Ana, Silva)") from error
    except DataError:
        logging.getLogger("tests").exception("Not stored")
    (line,) = lines()
    assert (line["level"], line["message"]) == ("ERROR", "Not stored")
    assert [told["error"] for told in line["errors"]] == [
        "django.db.utils.DataError",
        "builtins.ValueError",
    ]
    assert "test_logging.py" in line["errors"][0]["trace"][0]
    assert "Silva" not in json.dumps(line)


def test_an_error_of_the_machine_says_what_it_is(lines: Any) -> None:
    for error in (OperationalError("connection refused\nDETAIL: Silva"), OSError("disk full")):
        try:
            raise error
        except (OperationalError, OSError):
            logging.getLogger("tests").exception("Not stored")
    assert [line["errors"][0]["says"] for line in lines()] == ["connection refused", "disk full"]


HEX = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("remote", "given", "taken"),
    [
        ("10.0.0.1", HEX, True),
        ("203.0.113.9", HEX, False),
        ("10.0.0.1", "ana@example.org-0123456789", False),
        ("10.0.0.1", "short", False),
        ("10.0.0.1", "a" * 65, False),
        ("10.0.0.1", f"{HEX}\n", False),
    ],
)
def test_an_id_is_taken_from_our_proxies_alone(
    remote: str, given: str, taken: bool, client: Client, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    answer = client.get("/healthz/", REMOTE_ADDR=remote, headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is taken
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])


def test_all_lines_of_a_request_have_its_id_and_later_ones_have_not(
    db: Any, client: Client, lines: Any, settings: Any
) -> None:
    settings.ACCESS_LOG = True
    answers = [client.get("/api/none/"), client.get("/healthz/")]
    ids = [answer["X-Request-ID"] for answer in answers]
    logging.getLogger("tests").warning("Afterwards")
    found = [(line["message"], line.get("request_id")) for line in lines()]
    # The warning that nothing is there is Django's, after all middleware.
    assert ("Not Found: /api/none/", ids[0]) in found
    assert found.count(("Answered", ids[0])) == found.count(("Answered", ids[1])) == 1
    assert found[-1] == ("Afterwards", None)
    assert request_id.get() == ""


def test_a_line_for_each_answer_says_nothing_of_who_asked(
    db: Any, client: Client, lines: Any, settings: Any
) -> None:
    settings.ACCESS_LOG = True
    client.get(
        "/en/signature/confirm/not-one-of-ours/?from=ana%40example.org&name=Silva",
        REMOTE_ADDR="203.0.113.9",
        headers={
            "User-Agent": "Mozilla",
            "Referer": "https://x.org/",
            "X-Forwarded-For": "1.2.3.4",
        },
    )
    client.generic("SILVA", "/healthz/")
    first, second = [line for line in lines() if line["logger"] == "core.access"]
    assert first.keys() - {"time", "request_id", "milliseconds"} == {
        "level",
        "logger",
        "message",
        "method",
        "path",
        "status",
    }
    assert first["path"] == "/en/signature/confirm/…/"
    assert second["method"] == "other"


def test_without_the_access_log_nothing_is_written(
    client: Client, lines: Any, settings: Any
) -> None:
    settings.ACCESS_LOG = False
    client.get("/healthz/")
    assert lines() == []


def test_nobody_is_in_the_logs_whatever_they_do(
    page: PetitionPage,
    form_data: dict[str, Any],
    written: io.StringIO,
    settings: Any,
    client: Client,
) -> None:
    """Signing, confirming, erasing, logging in, and an error in the midst of it."""
    settings.ACCESS_LOG, settings.TRUSTED_PROXIES = True, ["127.0.0.1"]
    client.raise_request_exception = False
    sent = {**form_data, "given_name": "Anastazja", "family_name": "Kowalczyk"}
    sent["email"] = "anastazja@example.org"
    visitor = {"X-Forwarded-For": "203.0.113.9"}
    address = f"{page.url}?source=anastazja%40example.org"
    assert client.post(address, sent, headers=visitor).status_code == 303
    assert client.post(address, {**sent, "email": "anastazja@"}, headers=visitor).status_code == 422
    mail = OutgoingMail.objects.get()
    for url in (mail.merge_data["confirm_url"], mail.merge_data["manage_url"]):
        path = url.partition("//")[2].partition("/")[2]
        assert client.get(f"/{path}", headers=visitor).status_code == 200
        client.post(f"/{path}", {"action": "erase"}, headers=visitor)
        assert client.get(f"/{path[:-8]}/", headers=visitor).status_code == 404
    client.post(
        "/admin/login/", {"username": "anastazja@example.org", "password": "x"}, headers=visitor
    )
    settings.ROOT_URLCONF = "tests.core.broken_urls"
    assert client.post("/", sent, headers=visitor).status_code == 500
    text = written.getvalue()
    # It was all there to be found.
    assert "Answered" in text and "Internal Server Error" in text and "DataError" in text
    secrets = ["nastazja@", "nastazja%40", "203.0.113.9"]
    secrets += [
        part for part in re.split(r"[/:]", mail.merge_data["confirm_url"]) if len(part) > 30
    ]
    assert len(secrets) == 5
    if text.startswith("{"):
        secrets += ["Anastazja", "Kowalczyk"]
    for secret in secrets:
        assert secret not in text
