"""A running site, as `make run` starts it, and a browser in front of it."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.processes import free_port

ROOT = Path(__file__).resolve().parent.parent.parent

# Chromium's own errands would be refused on a machine without a network, noisily.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class RunningSite:
    """The address and the staff login that the start printed."""

    url: str
    data_dir: Path
    staff_email: str
    staff_password: str


def environment(data_dir: Path, url: str) -> dict[str, str]:
    """Return the environment in which `make run` starts the site."""
    own = ("SECRET_KEY", "EMAIL_KEY_SECRET", "DATABASE_URL")
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("DJANGO_") and name not in own
    }
    return {**inherited, "UNDERSIGNED_LOCAL": "1", "DATA_DIR": str(data_dir), "BASE_URL": url}


def start_site(data_dir: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """Start the site as `make run` does; return the process and what it printed."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_local", "--port", str(port)],
        cwd=ROOT,
        env=environment(data_dir, f"http://localhost:{port}"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = ""
    deadline = time.monotonic() + 600
    assert process.stdout is not None
    while "Stop with Ctrl-C" not in printed:
        line = process.stdout.readline()
        if not line or time.monotonic() > deadline:
            process.kill()
            raise AssertionError(f"The site did not start:\n{printed}")
        printed += line
    return process, printed


def run_python(site: RunningSite, code: str) -> str:
    """Run code beside the running site, on its data; return what it printed."""
    return subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code],
        cwd=ROOT,
        env=environment(site.data_dir, site.url),
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def stop_site(process: subprocess.Popen[str]) -> None:
    """Stop it as a supervisor would."""
    process.terminate()
    process.communicate(timeout=30)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first start writes, to be copied. It takes long, so all workers share it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    data_dir = shared / "prepared"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data_dir.exists():
            # It has its name once it is whole.
            process, _printed = start_site(shared / "preparing", free_port())
            stop_site(process)
            (shared / "preparing").rename(data_dir)
    return data_dir


@pytest.fixture(scope="session")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """One running site with the demonstration content for all browser tests."""
    data_dir = tmp_path_factory.mktemp("site") / "data"
    shutil.copytree(prepared, data_dir)
    port = free_port()
    process, printed = start_site(data_dir, port)
    login = re.search(r"(\S+@\S+), password (\S+)", printed)
    assert login, printed
    try:
        yield RunningSite(f"http://localhost:{port}", data_dir, login[1], login[2])
    finally:
        stop_site(process)


@dataclass(frozen=True)
class MorePages:
    """Pages that the demonstration does not have."""

    # Some in English alone, the others in each language.
    paths: list[str]
    # The English page of a signature that counts.
    signature: str
    # The HTML of pages that have no address, by their templates' names.
    plain: dict[str, str]

    def of(self, language: str) -> list[str]:
        """Return those in a language."""
        return [path for path in self.paths if path.startswith(f"/{language}/")]


@pytest.fixture(scope="session")
def more_pages(site: RunningSite) -> MorePages:
    """Every block twice, and what only some readers see."""
    made = "from tests.e2e.more_pages import make_more_pages; print(make_more_pages())"
    return MorePages(**json.loads(run_python(site, made)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's own Chromium."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "Chromium is not installed."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, site: RunningSite) -> Iterator[BrowserContext]:
    """A fresh visitor."""
    context = browser.new_context(base_url=site.url)
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """The visitor's tab. A script error or a refused resource fails the test."""
    tab = context.new_page()
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda message: _note(problems, message))
    yield tab
    assert not problems, problems


@pytest.fixture
def scriptless(browser: Browser, site: RunningSite) -> Iterator[Page]:
    """The tab of a visitor without JavaScript."""
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def _note(problems: list[str], message: Any) -> None:
    # Answers of 4xx are part of what is tested.
    if message.type == "error" and "status of 4" not in message.text:
        problems.append(message.text)
