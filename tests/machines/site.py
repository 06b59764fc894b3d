"""Several web processes and workers on loopback, and what they share."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import redis
from aiosmtpd.controller import Controller

from tests.core.object_store_server import object_store
from tests.processes import Mailbox, Processes, database_url, free_port

REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


def redis_answers() -> bool:
    """Whether there is a Redis or Valkey to share."""
    try:
        return bool(redis.Redis.from_url(REDIS_URL, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False


class Machines(Processes):
    """The running processes, and what is around them."""

    def __init__(self, mailbox: Mailbox, objects: dict[str, tuple[bytes, str]], logs: Path) -> None:
        super().__init__(logs)
        self.mailbox, self.objects = mailbox, objects
        self.webs: list[str] = []


@contextmanager
def machines(tmp_path: Path, **settings: str) -> Iterator[Machines]:
    """Run two web processes and two workers on the database of the test, and end them."""
    with ExitStack() as stack:
        store, objects = stack.enter_context(object_store())
        mailbox, smtp_port = Mailbox(), free_port()
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
            "DATABASE_URL": database_url(),
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
            running.webs.append(running.start_web(f"web{number}", environment))
            running.start_worker(f"worker{number}", environment)
        yield running


def _forget(prefix: str) -> None:
    """Leave nothing in a Redis that may be somebody's."""
    client = redis.Redis.from_url(REDIS_URL)
    for key in client.scan_iter(f"{prefix}:*"):
        client.delete(key)
