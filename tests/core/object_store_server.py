"""An object store on this machine: as much of S3 as one client asks of it.

What is in a bucket whose name begins with `public` anybody may read; all else
needs a signed request, and is refused without. It is not the signature that is
checked, only that there is one.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Handler(BaseHTTPRequestHandler):
    """Objects in a dictionary, by bucket and key."""

    protocol_version = "HTTP/1.1"
    objects: dict[str, tuple[bytes, str]]

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def handle_one_request(self) -> None:
        """Take one request, and no offence at a client that has gone."""
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    @property
    def key(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    @property
    def signed(self) -> bool:
        return "Authorization" in self.headers or "X-Amz-Signature=" in self.path

    def answer(self, status: int, body: bytes = b"", kind: str = "application/xml") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", kind)
        self.send_header("Last-Modified", formatdate(usegmt=True))
        self.send_header("ETag", '"0"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def refuse(self, status: int, code: str) -> None:
        self.answer(status, f"<Error><Code>{code}</Code></Error>".encode())

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.signed:
            return self.refuse(403, "AccessDenied")
        self.objects[self.key] = content, self.headers["Content-Type"]
        return self.answer(200)

    def do_GET(self) -> None:
        if not self.signed and not self.key.startswith("public"):
            return self.refuse(403, "AccessDenied")
        if "/" not in self.key.strip("/"):
            return self.answer(200, self.listed().encode())
        if self.key not in self.objects:
            return self.refuse(404, "NoSuchKey")
        return self.answer(200, *self.objects[self.key])

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        if not self.signed:
            return self.refuse(403, "AccessDenied")
        self.objects.pop(self.key, None)
        return self.answer(204)

    def listed(self) -> str:
        """Return what lies directly below a prefix, as XML."""
        query = parse_qs(urlsplit(self.path).query)
        start = f"{self.key.strip('/')}/{query.get('prefix', [''])[0]}"
        rest = [key[len(start) :] for key in self.objects if key.startswith(start)]
        prefix = start.partition("/")[2]
        folders = sorted({name.partition("/")[0] for name in rest if "/" in name})
        contents = "".join(
            f"<Contents><Key>{escape(prefix + name)}</Key></Contents>"
            for name in rest
            if "/" not in name
        )
        common = "".join(
            f"<CommonPrefixes><Prefix>{escape(prefix + name)}/</Prefix></CommonPrefixes>"
            for name in folders
        )
        return f"<ListBucketResult>{contents}{common}</ListBucketResult>"


@contextmanager
def object_store() -> Iterator[tuple[str, dict[str, tuple[bytes, str]]]]:
    """Run it; give its address and what is in it, as content and media type by bucket/key."""
    objects: dict[str, tuple[bytes, str]] = {}
    own = type("OwnHandler", (Handler,), {"objects": objects})
    server = ThreadingHTTPServer(("127.0.0.1", 0), own)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", objects
    finally:
        server.shutdown()
        server.server_close()
