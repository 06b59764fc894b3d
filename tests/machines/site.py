"""Several web processes and workers on loopback, and what they share."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import redis
from aiosmtpd.controller import Controller
from django.db import connection

from tests.core.object_store_server import object_store

ROOT = Path(__file__).resolve().parent.parent.parent
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")

# Longest that is waited for what takes a moment (seconds): the machine may be busy.
PATIENCE = 60


def redis_answers() -> bool:
    """Whether there is a Redis or Valkey to share."""
    try:
        return bool(redis.Redis.from_url(REDIS_URL, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False


def until(what: Callable[[], Any]) -> Any:
    """Wait until `what` returns something true; return it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < deadline, "It did not come about in time."
        time.sleep(0.1)
    return found


class Mailbox:
    """An SMTP server, with the mails that it was sent."""

    def __init__(self) -> None:
        self.mails: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append((envelope.rcpt_tos[0], message))
        return "250 OK"

    def links(self) -> dict[str, str]:
        """Return the path of the link to confirm in each mail, by address."""
        found = {}
        for address, message in list(self.mails):
            text = message.get_body(("plain",)).get_content()
            link = re.search(r"http\S+/signature/confirm/\S+", text)
            assert link, text
            found[address] = urlsplit(link[0]).path
        return found


class Machines:
    """The running processes, and what is around them."""

    def __init__(self, mailbox: Mailbox, objects: dict[str, tuple[bytes, str]], logs: Path) -> None:
        self.mailbox, self.objects, self.logs = mailbox, objects, logs
        self.webs: list[str] = []
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        """Start a process that writes its log to a file of that name."""
        with (self.logs / name).open("wb") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=log
            )
        self.processes.append(process)

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


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _database_url() -> str:
    values = connection.settings_dict
    login = f"{values['USER']}:{values['PASSWORD']}" if values["PASSWORD"] else values["USER"]
    return f"postgres://{login}@{values['HOST']}:{values['PORT']}/{values['NAME']}"


@contextmanager
def machines(tmp_path: Path, **settings: str) -> Iterator[Machines]:
    """Run two web processes and two workers on the database of the test, and end them."""
    with ExitStack() as stack:
        store, objects = stack.enter_context(object_store())
        mailbox, smtp_port = Mailbox(), _free_port()
        controller = Controller(mailbox, hostname="127.0.0.1", port=smtp_port)
        controller.start()
        stack.callback(controller.stop)
        logs = tmp_path / "logs"
        logs.mkdir()
        prefix = f"machines-{os.getpid()}"
        stack.callback(_forget, prefix)
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.machines.settings",
            "DATA_DIR": str(tmp_path / "data"),
            "SECRET_KEY": "only-for-tests",
            "EMAIL_KEY_SECRET": "only-for-tests-too",
            "BASE_URL": "http://localhost",
            "DATABASE_URL": _database_url(),
            "CACHE_URL": f"{REDIS_URL}?key_prefix={prefix}",
            "MAIL_PROVIDER": "smtp",
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
            "DEFAULT_FROM_EMAIL": "site@example.org",
            "S3_BUCKET": "inner",
            "S3_PUBLIC_BUCKET": "public",
            "S3_PUBLIC_URL": f"{store}/public",
            "S3_ENDPOINT_URL": store,
            "S3_REGION": "here",
            "S3_ACCESS_KEY_ID": "id",
            "S3_SECRET_ACCESS_KEY": "key",
            "SIGN_MIN_SECONDS": "0",
            **settings,
        }
        running = Machines(mailbox, objects, logs)
        stack.callback(running.kill)
        for number in range(2):
            port = str(_free_port())
            gunicorn = str(Path(sys.executable).with_name("gunicorn"))
            running.start(f"web{number}", [gunicorn], {**environment, "PORT": port})
            running.webs.append(f"http://localhost:{port}")
            worker = [sys.executable, "manage.py", "run_worker"]
            running.start(f"worker{number}", worker, environment)
        yield running


def _forget(prefix: str) -> None:
    """Leave nothing in a Redis that may be somebody's."""
    client = redis.Redis.from_url(REDIS_URL)
    for key in client.scan_iter(f"{prefix}:*"):
        client.delete(key)
