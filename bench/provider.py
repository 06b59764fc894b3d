"""A mail provider on this machine that takes its time: `python -m bench.provider PORT SECONDS`.

Speaks as much of two providers' interfaces as Anymail needs: Mailgun's, which
takes a batch in one call, and Postmark's, to which we send one by one. A GET
tells how many mails it has taken and in how many calls.
"""

import json
import sys
import time
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any
from urllib.parse import parse_qs

taken = {"mails": 0, "calls": 0, "repeated": 0}
_addresses: set[str] = set()
_lock = Lock()


def fields(kind: str, body: bytes) -> dict[str, list[str]]:
    """Return the fields of a form that was sent with the content type `kind`."""
    if not kind.startswith("multipart/form-data"):
        return parse_qs(body.decode())
    whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    found: dict[str, list[str]] = {}
    for part in whole.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        found.setdefault(name, []).append(str(part.get_payload()).strip())
    return found


class Provider(BaseHTTPRequestHandler):
    """Answers each call after `latency` seconds."""

    protocol_version = "HTTP/1.1"
    latency = 0.1

    def do_POST(self) -> None:
        """Take the mails of one call."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/email":
            addresses = [json.loads(body)["To"]]
            answer: dict[str, Any] = {"ErrorCode": 0, "Message": "OK", "MessageID": "1"}
            answer["To"] = addresses[0]
        else:
            addresses = fields(self.headers["Content-Type"], body)["to"]
            answer = {"id": "<1@provider>", "message": "Queued. Thank you."}
        with _lock:
            taken["calls"] += 1
            taken["mails"] += len(addresses)
            taken["repeated"] += len(_addresses.intersection(addresses))
            _addresses.update(addresses)
        time.sleep(self.latency)
        self._answer(answer)

    def do_GET(self) -> None:
        """Tell what was taken since the last time."""
        with _lock:
            told = dict(taken)
            taken.update(mails=0, calls=0, repeated=0)
            _addresses.clear()
        self._answer(told)

    def _answer(self, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the calls are counted."""


if __name__ == "__main__":
    Provider.latency = float(sys.argv[2])
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
