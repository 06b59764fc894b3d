"""The disk is full under SQLite: a real one, small, in memory, which the test fills up."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from core.mail.models import OutgoingMail
from core.mail.outbox import latest_mails
from petitions.models import PetitionPage, Signature
from petitions.tokens import links
from tests.factories import petition_of
from tests.faults.site import (
    assert_rows_are_count,
    committed,
    environment,
    let_time_pass,
    needs_sqlite,
    url_in,
)
from tests.petitions.crowd import crowd
from tests.processes import Processes, ask, until

pytestmark = [committed, needs_sqlite]


class Disk:
    """A file system with room for a site and little else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path / "data"
        self._ballast = path / "ballast"

    def fill(self) -> None:
        """Leave no room at all."""
        with self._ballast.open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(4096))
            except OSError as error:
                assert "No space left" in str(error)

    def make_room(self) -> None:
        """Take away what filled it."""
        self._ballast.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    mounted = tmp_path / "disk"
    mounted.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(mounted)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("SKIPPED: no small disk can be mounted here, which needs the rights of root.")
    yield Disk(mounted)
    subprocess.run(["umount", "--lazy", str(mounted)], check=True)


@pytest.fixture
def site(page: PetitionPage, disk: Disk, tmp_path: Path, settings: object) -> Iterator[str]:
    """The address of a site with worker that has everything on that disk; this process too."""
    disk.data.mkdir()
    database = str(disk.data / "db.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [database])
    with ExitStack() as stack:
        stack.callback(connection.settings_dict.update, NAME=connection.settings_dict["NAME"])
        connection.settings_dict["NAME"] = database
        connection.close()
        stack.callback(connection.close)
        settings.OUTBOX_DIR = disk.data / "outbox"  # type: ignore[attr-defined]
        processes = Processes(tmp_path / "logs")
        stack.callback(processes.kill)
        variables = environment(disk.data)
        url = processes.start_web("web", variables)
        processes.start_worker("worker", variables)
        until(lambda: ask(f"{url}/readyz/")[0] == 200)
        yield url
        assert processes.stop() == [0, 0]
        assert "signer0" not in processes.log()


def test_signers_are_told_to_try_again_and_nothing_is_stored_by_halves(
    site: str, disk: Disk, page: PetitionPage, form_data: dict[str, str]
) -> None:
    arabic = url_in(page, "ar")
    waiting = [urlsplit(links(each)["confirm_url"]).path for each in crowd(petition_of(page), 3)]

    def sign(address: str) -> tuple[int, str]:
        status, body, _url = ask(f"{site}{arabic}", {**form_data, "email": address})
        return status, body.decode()

    def mailed() -> Counter[str]:
        return Counter(mail.to for mail in latest_mails(1000))

    first = "signer@example.org"
    assert sign(first)[0] == 200
    until(lambda: mailed() == {first: 1})

    disk.fill()
    refused, stored = [], [first]
    for number in range(20):
        address = f"signer{number}@example.org"
        status, body = sign(address)
        # What has been written to before can be written to again, until that is full too.
        assert status in (200, 503)
        if status == 200:
            stored.append(address)
            continue
        refused.append(address)
        assert '<html lang="ar" dir="rtl">' in body
        assert "لقد احتفظ متصفحكم بما كتبتموه" in body
    assert refused
    told = [ask(f"{site}{path}", {})[0] for path in waiting]
    assert set(told) <= {200, 503}
    assert ask(f"{site}{page.url}")[0] == 200
    assert ask(f"{site}/healthz/")[0] == 200
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)
    confirmed = Signature.objects.filter(status="confirmed").count()
    assert confirmed == told.count(200)
    assert_rows_are_count(page, confirmed)

    # With room again, all goes on by itself.
    disk.make_room()
    for address in refused:
        assert sign(address)[0] == 200
    for path in waiting:
        assert ask(f"{site}{path}", {})[0] == 200
    let_time_pass()
    signers = stored + refused
    until(lambda: not OutgoingMail.objects.exclude(status="sent").exists())
    assert mailed() == dict.fromkeys(signers, 1)
    for mail in latest_mails(1000):
        link = re.search(r"http\S+/signature/confirm/\S+", mail.body("plain"))
        assert link
        assert ask(f"{site}{urlsplit(link[0]).path}", {})[0] == 200
    assert_rows_are_count(page, len(signers) + len(waiting))
