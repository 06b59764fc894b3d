"""Starting the local run: again, twice at once, and with the port taken."""

import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT, RunningSite, start_site, stop_site
from tests.e2e.flows import PETITION
from tests.processes import free_port

pytestmark = pytest.mark.e2e


def run_local(site: RunningSite, port: int) -> str:
    """Try to start a second site on the first one's data; return what it said."""
    return subprocess.run(
        [sys.executable, "manage.py", "run_local", "--port", str(port)],
        cwd=ROOT,
        env={"UNDERSIGNED_LOCAL": "1", "DATA_DIR": str(site.data_dir), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    ).stderr


def test_a_taken_port_is_said(site: RunningSite) -> None:
    """With the port's number and a way out."""
    port = int(site.url.rsplit(":", 1)[1])
    said = run_local(site, port)
    assert f"Port {port} is taken" in said
    assert "Traceback" not in said


def test_a_second_run_on_the_same_data_is_refused(site: RunningSite) -> None:
    """Two servers on one SQLite file would each think they are alone."""
    said = run_local(site, free_port())
    assert "Another run uses" in said
    assert "Traceback" not in said


def test_a_second_start_loses_nothing(prepared: Path, tmp_path: Path) -> None:
    """Signed, stopped before the worker had time to send: the mail comes after the next start."""
    data_dir = tmp_path / "data"
    shutil.copytree(prepared, data_dir)
    port = free_port()
    process, first = start_site(data_dir, port)
    form = {
        "kind": "person",
        "given_name": "Ana",
        "email": "restart@example.org",
        "country": "PT",
        "consent_terms": "on",
    }
    body = urllib.parse.urlencode(form).encode()
    answer = urllib.request.urlopen(f"http://localhost:{port}{PETITION}", body, timeout=30)
    assert answer.url.endswith("/check-your-mail/")
    stop_site(process)

    process, second = start_site(data_dir, port)
    try:
        for _attempt in range(100):
            if any("restart@" in mail.read_text() for mail in data_dir.glob("outbox/*.eml")):
                break
            time.sleep(0.1)
        else:
            raise AssertionError("The mail was lost.")
    finally:
        stop_site(process)
    passwords = [line for line in first.splitlines() if "password" in line]
    assert passwords == [line for line in second.splitlines() if "password" in line]
