"""The site as real processes on loopback: web, worker, and the mail server that they send to."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent

# Longest that is waited for what takes a moment (seconds): the machine may be busy.
PATIENCE = 60


def until(what: Callable[[], Any]) -> Any:
    """Wait until `what` returns something true; return it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < deadline, "It did not come about in time."
        time.sleep(0.05)
    return found


def ask(
    url: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, bytes, str]:
    """Return status, body and address of the last answer; status 0 where nothing answers."""
    sent = urllib.parse.urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(url, sent, dict(headers or {}))
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return response.status, response.read(), response.url
    except urllib.error.HTTPError as error:
        return error.code, error.read(), url
    except OSError:
        return 0, b"", url


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def await_a_fresh_stretch(seconds: int) -> None:
    """Wait if a stretch of so many seconds, by which requests are counted, is nearly over.

    Counting begins anew with each: not in the midst of a test.
    """
    if (left := seconds - time.time() % seconds) < PATIENCE:
        time.sleep(left)


def database_url(relay: int | None = None) -> str:
    """Return the address of the database that the test itself uses, or of a relay before it.

    `relay` is a port of this machine.
    """
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    login = f"{values['USER']}:{values['PASSWORD']}" if values["PASSWORD"] else values["USER"]
    place = f"127.0.0.1:{relay}" if relay else f"{values['HOST']}:{values['PORT']}"
    return f"postgres://{login}@{place}/{values['NAME']}"


def environment(data: Path, **settings: str) -> dict[str, str]:
    """Return what a process of the site is started with, on the database of the test.

    It writes into the directory `data`.
    """
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.machines.settings",
        "DATA_DIR": str(data),
        "SECRET_KEY": "only-for-tests",
        "EMAIL_KEY_SECRET": "only-for-tests-too",
        "BASE_URL": "http://localhost",
        "DATABASE_URL": database_url(),
        "MAIL_PROVIDER": "outbox",
        "DEFAULT_FROM_EMAIL": "site@example.org",
        "SIGN_MIN_SECONDS": "0",
        **settings,
    }


class Mailbox:
    """An SMTP server, with the mails that it was sent."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, Any]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append((envelope.rcpt_tos[0], message))
        return "250 OK"

    def times_mailed(self) -> Counter[str]:
        """Return how often each address was mailed."""
        return Counter(address for address, _message in self.mails)

    def links(self) -> dict[str, str]:
        """Return the path of the link to confirm in each mail, by address."""
        found = {}
        for address, message in list(self.mails):
            text = message.get_body(("plain",)).get_content()
            link = re.search(r"http\S+/signature/confirm/\S+", text)
            assert link, text
            found[address] = urlsplit(link[0]).path
        return found


@contextmanager
def mail_server(handler: Any) -> Iterator[int]:
    """Have an SMTP server hand what it is sent to a `Mailbox` or its like; yield its port."""
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=PATIENCE)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def send_by(port: int, settings: Any) -> None:
    """Have this process send its mails by the SMTP server at a port of this machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


class Processes:
    """Processes of the site, each with a log of its own in a directory, which is made."""

    def __init__(self, logs: Path) -> None:
        logs.mkdir()
        self.logs = logs
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(
        self, name: str, command: list[str], environment: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        """Start a process that writes its log to a file of that name."""
        with (self.logs / name).open("wb") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=log
            )
        self.processes.append(process)
        return process

    def start_web(self, name: str, environment: Mapping[str, str]) -> str:
        """Start gunicorn on a free port; return the address at which it will answer."""
        port = str(free_port())
        gunicorn = str(Path(sys.executable).with_name("gunicorn"))
        self.start(name, [gunicorn], {**environment, "PORT": port})
        return f"http://localhost:{port}"

    def start_worker(
        self, name: str, environment: Mapping[str, str], *options: str
    ) -> subprocess.Popen[bytes]:
        """Start a worker."""
        return self.start(name, [sys.executable, "manage.py", "run_worker", *options], environment)

    def stop(self) -> list[int]:
        """End all processes as a supervisor does; return their exit codes."""
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        return [process.wait(PATIENCE) for process in self.processes]

    def kill(self) -> None:
        """Leave no process behind, also where the test has failed."""
        for process in self.processes:
            process.kill()
            process.wait()

    def log(self) -> str:
        """Return what all processes have written."""
        return "".join(path.read_text() for path in sorted(self.logs.iterdir()))
