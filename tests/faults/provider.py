"""A provider of mail on this machine that does what a test tells it to.

Speaks two interfaces, as far as Anymail needs them: Mailgun's, which takes or refuses a
call as a whole, and Unisender Go's, which says of each recipient whether it takes the mail.
"""

import json
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bench.provider import fields

MAILGUN = "anymail.backends.mailgun.EmailBackend"
UNISENDER = "anymail.backends.unisender_go.EmailBackend"


@dataclass(frozen=True)
class Answer:
    """How a call is answered: with a status, and perhaps after something has happened."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    # Whether the mails are sent, whatever is answered.
    takes: bool = True
    first: Callable[[], Any] | None = None
    # The connection ends without an answer.
    breaks_off: bool = False
    # In place of what the interface would say.
    body: bytes | None = None


@dataclass
class Provider:
    """What the provider was sent."""

    port: int = 0
    # What the next calls are answered with; all others are taken and answered well.
    answers: deque[Answer] = field(default_factory=deque)
    # Addresses that it does not send to, and says so.
    refused: set[str] = field(default_factory=set)
    calls: int = 0
    # The links of each mail that it has taken, with its address.
    mails: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, str]:
        """What Anymail has to know."""
        return {
            "MAILGUN_API_KEY": "key",
            "MAILGUN_API_URL": f"http://127.0.0.1:{self.port}/mailgun",
            "UNISENDER_GO_API_KEY": "key",
            "UNISENDER_GO_API_URL": f"http://127.0.0.1:{self.port}/unisender",
        }

    @property
    def environment(self) -> dict[str, str]:
        """The same for a process of the site, with Mailgun's interface."""
        variables = {f"ANYMAIL_{name}": value for name, value in self.settings.items()}
        return {"MAIL_PROVIDER": "mailgun", **variables}

    def times_mailed(self) -> Counter[str]:
        """Return how often each address was mailed."""
        return Counter(address for address, _links in self.mails)

    def links(self) -> dict[str, str]:
        """Return the newest link to confirm by address."""
        return {address: links["confirm_url"] for address, links in self.mails}

    def take(self, path: str, kind: str, body: bytes) -> tuple[Answer, bytes]:
        """Take a call; return how it is answered."""
        self.calls += 1
        answer = self.answers.popleft() if self.answers else Answer()
        by_recipient = path.startswith("/unisender")
        asked = _unisender(body) if by_recipient else _mailgun(kind, body)
        if answer.takes and answer.status == 200:
            self.mails += [mail for mail in asked if mail[0] not in self.refused]
        if answer.first:
            answer.first()
        said: dict[str, Any] = {"id": "<1@provider>", "message": "Queued. Thank you."}
        if by_recipient:
            said = {
                "job_id": "1",
                "emails": [to for to, _links in asked if to not in self.refused],
                "failed_emails": dict.fromkeys(self.refused, "permanent_unavailable"),
            }
        if answer.status != 200:
            said = {"message": "no"}
        return answer, json.dumps(said).encode() if answer.body is None else answer.body


def _mailgun(kind: str, body: bytes) -> list[tuple[str, dict[str, str]]]:
    form = fields(kind, body)
    links = json.loads(form["recipient-variables"][0])
    return [(address, links[address]) for address in form["to"]]


def _unisender(body: bytes) -> list[tuple[str, dict[str, str]]]:
    recipients = json.loads(body)["message"]["recipients"]
    return [(recipient["email"], recipient["substitutions"]) for recipient in recipients]


@contextmanager
def provider() -> Iterator[Provider]:
    """Run the provider, and end it."""
    running = Provider()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:
                # Whoever was sending is gone: there is no call.
                self.close_connection = True
                return
            answer, said = running.take(self.path, self.headers["Content-Type"], body)
            if answer.breaks_off:
                self.close_connection = True
                return
            try:
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
            except OSError:
                # Whoever has sent it waits no more.
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing: the calls are counted."""

    # Not daemons: with the server closed, every call that it was sent has been dealt with.
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
