"""The benchmark's parts at a tiny size, so that it still works on the day it is needed."""

import json
import threading
from contextlib import closing
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from bench import data, requests, results
from bench.load import Load
from bench.measuring import Stream, WrongAnswerError, require
from bench.provider import Provider, taken
from bench.results import Figure
from core.mail.models import OutgoingMail
from core.mail.sending import drain
from petitions.models import PetitionPage, Signature
from petitions.tokens import signed_links


@pytest.fixture
def server() -> Any:
    """The stand-in for a provider, which answers at once."""
    Provider.latency = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def load(port: int, *streams: Stream, rate: float = 0) -> dict[str, Any]:
    """Send the streams over two connections."""
    plan = {
        "port": port,
        "connections": 2,
        "seconds": 30,
        "rate": rate,
        "streams": [vars(stream) for stream in streams],
    }
    return Load(plan).run()


@pytest.mark.one_database
@pytest.mark.parametrize("rate", [0, 1000])
def test_the_load_sends_each_request_once_and_checks_each_answer(server: Any, rate: float) -> None:
    right = Stream("right", [requests.get("/")] * 9, 200, '"calls"')
    wrong = Stream("wrong", [requests.get("/")] * 3, 200, "something else", one_in=3)
    streams = load(server.server_port, right, wrong, rate=rate)["streams"]
    assert (streams["right"]["wrong"], streams["wrong"]["wrong"]) == (
        0,
        streams["wrong"]["answers"],
    )
    assert streams["wrong"]["answers"] == 3
    assert "calls" in streams["wrong"]["examples"][0]


@pytest.mark.one_database
def test_the_provider_takes_a_batch_in_one_call(
    server: Any, db: Any, page: PetitionPage, form_data: dict[str, str], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.mailgun.EmailBackend"
    settings.ANYMAIL = {
        "MAILGUN_API_KEY": "none",
        "MAILGUN_API_URL": f"http://127.0.0.1:{server.server_port}/v3",
    }
    for name in ("ana", "yousef", "somchai"):
        Client().post(page.url, {**form_data, "email": f"{name}@example.org"})
    assert drain() == 3
    assert (taken["mails"], taken["calls"], taken["repeated"]) == (3, 1, 0)
    assert not OutgoingMail.objects.exclude(status="sent").exists()
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=5)) as asked:
        asked.request("GET", "/")
        assert json.loads(asked.getresponse().read())["mails"] == 3
    assert taken["mails"] == 0


def parts_of(request: str) -> tuple[str, str, str]:
    """Return method, path and body of a request."""
    head, body = request.split("\r\n\r\n", 1)
    method, path, _version = head.split("\r\n", 1)[0].split(" ")
    return method, path, body


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="The content is made by PostgreSQL.")
def test_signing_and_confirming_grow_what_they_say(
    page: PetitionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The content, the requests, and the numbers by which each run is checked."""
    # It needs no transaction around it, and gets none here.
    monkeypatch.setattr(data, "settle", lambda: None)
    data.fill(400)
    before = data.numbers()
    assert (before["confirmed"], before["counted"], before["terms"]) == (400, 400, 400)
    assert Signature.objects.filter(kind="organisation").count() == 2
    forms = requests.signing(page.url, "signer", 3).requests
    confirmations = requests.confirming(data.pending(2, "waiting"), "/").requests
    for request in (*forms, *confirmations):
        method, path, body = parts_of(request)
        answer = Client().generic(
            method, path, body, content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 303
    after = data.numbers()
    grown = {name: after[name] - before[name] for name in after}
    assert grown == {
        "signatures": 5,
        "confirmed": 2,
        "counted": 2,
        "held": 0,
        "terms": 5,
        "updates": 3,
        "queued": 3,
    }


@pytest.mark.one_database
def test_a_figure_is_a_median_and_its_ratio_is_of_the_same_rounds(tmp_path: Path) -> None:
    limit = Figure("limit", 0, "a second", [100.0, 200.0, 50.0])
    figure = Figure("sign", 0, "a second", [80.0, 100.0, 45.0], limit=limit, goal="≥ 0.6")
    results.write([limit, figure], {"web": "two"}, tmp_path, "RESULTS")
    written = json.loads((tmp_path / "RESULTS.json").read_text())["figures"][1]
    assert (written["median"], written["ratio"]) == (80.0, 0.8)
    assert "0.80 × limit" in (tmp_path / "RESULTS.md").read_text()


@pytest.mark.one_database
def test_what_does_not_add_up_gives_no_figure() -> None:
    with pytest.raises(WrongAnswerError, match="rows"):
        require("rows", 2, 3)


@pytest.mark.one_database
def test_a_confirmation_carries_the_token_of_its_mail() -> None:
    key = Signature().pk
    (request,) = requests.confirming([key], "/thanks/").requests
    token = parts_of(request)[1].split("/")[-2]
    assert signed_links.read_token(token, "confirm") == key
