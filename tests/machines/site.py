"""Several web processes and workers on loopback, and what they share."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import redis

from tests.core.object_store_server import object_store
from tests.processes import Mailbox, Processes, environment, mail_server

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
        mailbox = Mailbox()
        smtp_port = stack.enter_context(mail_server(mailbox))
        prefix = f"machines-{os.getpid()}"
        stack.callback(_forget, prefix)
        shared = {
            "CACHE_URL": f"{REDIS_URL}?key_prefix={prefix}",
            "MAIL_PROVIDER": "smtp",
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
            "S3_BUCKET": "inner",
            "S3_PUBLIC_BUCKET": "public",
            "S3_PUBLIC_URL": f"{store}/public",
            "S3_ENDPOINT_URL": store,
            "S3_REGION": "here",
            "S3_ACCESS_KEY_ID": "id",
            "S3_SECRET_ACCESS_KEY": "key",
        }
        variables = environment(tmp_path / "data", **shared, **settings)
        running = Machines(mailbox, objects, tmp_path / "logs")
        stack.callback(running.kill)
        for number in range(2):
            running.webs.append(running.start_web(f"web{number}", variables))
            running.start_worker(f"worker{number}", variables)
        yield running


def _forget(prefix: str) -> None:
    """Leave nothing in a Redis that may be somebody's."""
    client = redis.Redis.from_url(REDIS_URL)
    for key in client.scan_iter(f"{prefix}:*"):
        client.delete(key)
