"""A script against a real server: whatever it claims to be, it is one network and one account."""

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from core.logins import limits
from core.networks import HOUR
from petitions.models import PetitionPage, Signature
from tests.processes import PATIENCE, Processes, await_a_fresh_stretch, environment, until
from users.models import User

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.django_db(transaction=True),
]

LIMIT = 5
PASSWORD = "correct horse battery"
WAIT = "Too many attempts to log in"
PROXY = "127.0.0.2"
EVIL = "evil.example"
DOORS = ("/admin/login/", "/en/_util/login/")


def claims(number: int) -> dict[str, str]:
    """Return what a script says that it comes from, another each time."""
    address = f"198.51.{number}.1"
    return {
        "X-Forwarded-For": f"{address}, 10.0.0.{number}",
        "X-Real-IP": address,
        "Forwarded": f"for={address}",
        "CF-Connecting-IP": address,
        "X-Forwarded-Host": f"host{number}.example",
        "User-Agent": f"Browser {number}",
    }


class Server:
    """A running gunicorn, with one process, so that its own cache is everybody's."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.hosts = cycle([f"localhost:{port}", f"127.0.0.1:{port}"])

    def ask(
        self,
        method: str,
        path: str,
        data: dict[str, str] | None = None,
        *,
        source: str = "127.0.0.1",
        **headers: str,
    ) -> tuple[int, dict[str, str], str]:
        """Send a request from an address; return the status, the headers, and the body."""
        sent = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE, source_address=(source, 0))
        form = {"Content-Type": "application/x-www-form-urlencoded"} if data is not None else {}
        body = urlencode(data) if data is not None else None
        sent.request(method, path, body, {"Host": next(self.hosts), **form, **headers})
        response = sent.getresponse()
        text = response.read().decode()
        sent.close()
        return response.status, dict(response.getheaders()), text

    def is_up(self) -> bool:
        """Whether it answers."""
        with suppress(OSError):
            return self.ask("GET", "/healthz/")[0] == 200
        return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The site on the test's database; a proxy is named, and it is another machine."""
    variables = environment(
        tmp_path,
        TRUSTED_PROXIES=PROXY,
        SIGN_NETWORK_LIMIT=str(LIMIT),
        WEB_CONCURRENCY="1",
        WEB_THREADS="4",
    )
    processes = Processes(tmp_path / "logs")
    try:
        url = processes.start_web("web", variables)
        server = Server(int(url.rpartition(":")[2]))
        until(server.is_up)
        yield server
    finally:
        processes.kill()


def test_who_signs_too_often_waits_and_sees_nothing_of_it(
    server: Server, page: PetitionPage, form_data: dict[str, str]
) -> None:
    await_a_fresh_stretch(HOUR)
    answers = Counter(
        sign(server, page, {**form_data, "email": f"script{number}@example.org"}, number)
        for number in range(LIMIT + 3)
    )
    ((status, location, body),) = answers
    assert (status, location, body) == (303, f"{page.url}check-your-mail/", "")
    held = Signature.objects.values_list("status", "quarantine_reason")
    assert Counter(held) == {("pending", ""): LIMIT, ("quarantined", "network"): 3}
    # Another site's form, and a host that is none of ours, come to nothing.
    for name, value, refusal in (("Origin", f"https://{EVIL}", 403), ("Host", EVIL, 400)):
        status, _headers, text = server.ask("POST", page.url, form_data, **{name: value})
        assert status == refusal
        assert EVIL not in text
    assert Signature.objects.count() == LIMIT + 3


def sign(
    server: Server, page: PetitionPage, data: dict[str, str], number: int
) -> tuple[int, str, str]:
    status, headers, body = server.ask("POST", page.url, data, **claims(number))
    return status, headers["Location"], body


def test_who_guesses_passwords_waits_whoever_he_claims_to_be(server: Server) -> None:
    await_a_fresh_stretch(limits.QUARTER)
    user = User.objects.create_superuser("editor@example.org", "unused")
    # The server's own kind of hash, which the tests' settings do without.
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 10)
    user.save()
    token = token_of(server)
    names = cycle(
        [
            "editor@example.org",
            "EDITOR@example.org",
            " Editor@Example.org ",
            "editor@example.org\u2003",
            "ｅditor@example.org",
            "\u00a0EDITOR@EXAMPLE.ORG",
        ]
    )
    tries = [(number, next(names), DOORS[number % 2]) for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda each: guess(server, token, *each), tries))
    # All at once are no better than one after another.
    assert Counter(answers) == {
        "wrong": limits.FROM_ONE_NETWORK,
        "wait": 40 - limits.FROM_ONE_NETWORK,
    }
    # From then on the right one is as good as any, by both doors, however it is spelt.
    for number, door in enumerate(DOORS):
        assert guess(server, token, number, "EDITOR@example.org", door, PASSWORD) == "wait"
    # Its owner comes from elsewhere, through the proxy.
    elsewhere = {"X-Forwarded-For": "203.0.113.9"}
    came = guess(server, token, 0, "editor@example.org", DOORS[0], PASSWORD, PROXY, elsewhere)
    assert came == "in"


def guess(
    server: Server,
    token: str,
    number: int,
    name: str,
    door: str,
    password: str = "",
    source: str = "127.0.0.1",
    headers: dict[str, str] | None = None,
) -> str:
    """Try to log in; return what came of it."""
    data = {
        "username": name,
        "password": password or f"guess {number}",
        "csrfmiddlewaretoken": token,
    }
    headers = {**(headers or claims(number)), "Cookie": f"csrftoken={token}"}
    status, _headers, text = server.ask("POST", door, data, source=source, **headers)
    if status == 302:
        return "in"
    assert status == 200, text
    return "wait" if WAIT in text else "wrong"


def token_of(server: Server) -> str:
    """Return Django's token: the same from the cookie and from the form."""
    _status, headers, _text = server.ask("GET", DOORS[0])
    found = re.search(r"csrftoken=(\w+)", headers["Set-Cookie"])
    assert found
    return found[1]
