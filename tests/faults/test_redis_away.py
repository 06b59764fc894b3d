"""The shared cache goes away and comes back: a real server, started and killed by the test."""

import shutil
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache, caches
from django.test import Client

from core import redis_cache
from core.mail.sending import drain
from core.networks import HOUR
from core.redis_cache import RedisCache
from petitions.models import PetitionPage, Signature
from tests.faults.site import assert_rows_are_count, confirm
from tests.processes import await_a_fresh_stretch, free_port, until

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(
        shutil.which("redis-server") is None, reason="SKIPPED: redis-server is not installed."
    ),
]


@dataclass
class Server:
    """A Redis of the test's own, which keeps nothing on disk."""

    port: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = ["redis-server", "--port", f"{self.port}", "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no"]
        self.processes.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        until(self._answers)

    def _answers(self) -> bool:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        return False

    def kill(self) -> None:
        """Have it gone at once, be it frozen."""
        self.processes[-1].kill()
        self.processes[-1].wait()

    def freeze(self) -> None:
        """Have it take connections and answer nothing."""
        self.processes[-1].send_signal(signal.SIGSTOP)


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(RedisCache, "_away_until", float("-inf"))
    # A test says itself when it is asked again, be the machine ever so slow.
    monkeypatch.setattr(redis_cache, "AWAY", 600)
    server = Server(free_port())
    server.start()
    settings.CACHES = {
        "default": {
            "BACKEND": "core.redis_cache.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{server.port}/0",
        }
    }
    cache.clear()
    yield server
    caches.close_all()
    server.kill()


def sign(page: PetitionPage, form_data: dict[str, str], name: str) -> int:
    data = {**form_data, "email": f"{name}@example.org"}
    return Client().post(page.url, data).status_code


@pytest.mark.parametrize("how", ["killed", "frozen"])
def test_without_redis_pages_answer_and_people_sign(
    page: PetitionPage, form_data: dict[str, str], server: Server, settings: Any, how: str
) -> None:
    await_a_fresh_stretch(HOUR)
    settings.SIGN_NETWORK_LIMIT = 2
    assert Client().get("/readyz/").status_code == 200
    assert sign(page, form_data, "before") == 303
    assert cache._cache.get_client().dbsize() > 0  # type: ignore[attr-defined]
    server.kill() if how == "killed" else server.freeze()
    for name in ("a", "b", "c"):
        assert Client().get(page.url).status_code == 200
        assert sign(page, form_data, name) == 303
    # Each process counts for itself meanwhile.
    reasons = dict(Signature.objects.values_list("email", "quarantine_reason"))
    assert reasons == {
        "before@example.org": "",
        "a@example.org": "",
        "b@example.org": "",
        "c@example.org": "network",
    }
    said = Client().get("/readyz/")
    assert (said.status_code, said.json()["cache"]) == (503, False)
    # Whoever is asked to confirm can do so, and is counted.
    assert drain() == 3
    mailed = Counter(address for message in mail.outbox for address in message.to)
    assert mailed == {f"{name}@example.org": 1 for name in ("before", "a", "b")}
    confirm(
        links["confirm_url"] for message in mail.outbox for links in message.merge_data.values()
    )
    assert_rows_are_count(page, 3)


def test_it_is_told_once_and_asked_again_later(
    server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.set("a", 1)
    server.kill()
    cache.set("b", 2)
    assert [cache.get("a"), cache.get("b"), cache.incr("b"), cache.add("b", 9)] == [
        None,
        2,
        3,
        False,
    ]
    assert cache.get_many(["a", "b"]) == {"b": 3}
    assert len([record for record in caplog.records if record.name == "core.redis_cache"]) == 1
    server.start()
    assert cache.get("b") == 3
    monkeypatch.setattr(RedisCache, "_away_until", float("-inf"))
    assert cache.get("b") is None
    cache.set("b", 4)
    server.kill()
    # Nothing that was left from the last time.
    assert cache.get("b") is None


def test_a_mistake_is_still_one(server: Server) -> None:
    with pytest.raises(ValueError, match="not found"):
        cache.incr("nothing")
    assert not cache.is_away  # type: ignore[attr-defined]
