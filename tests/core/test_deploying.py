"""The files that people deploy with: every command, file and setting that they name is there.

No engine for containers runs here, so they are read, not run.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

from deploy import probe
from tests.core.test_settings import NEEDED

pytestmark = pytest.mark.one_database

ROOT = Path(settings.BASE_DIR)
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "undersigned"]
OPERATORS = (ROOT / "docs" / "operators.md").read_text()

# How the settings ask the environment.
_ASKED = re.compile(
    r"""(?:\benv(?:\.\w+)?|\bsecret|\brequired|\baddress|\bnetworks|\bone_of|environ\.get)"""
    r"""\(\s*["']([A-Z][A-Z0-9_]+)["']"""
)
# What is only for one's own machine, or asked for under other names as well.
_UNTOLD = {"UNDERSIGNED_LOCAL", "DJANGO_DEBUG"}
# What others than the settings read.
_OTHERS = {
    "PATH",
    "PYTHONUNBUFFERED",
    "WEB_CONCURRENCY",
    "SITE_HOST",
    "DATABASE_PASSWORD",
}


def asked() -> set[str]:
    """Return the name of every variable that the site reads."""
    config = ROOT / "site" / "config"
    files = [config / name for name in ("settings.py", "environment.py", "files.py")]
    files += [ROOT / "gunicorn.conf.py", ROOT / "deploy" / "probe.py"]
    names = {name for file in files for name in _ASKED.findall(file.read_text())}
    source = (ROOT / "site" / "config" / "files.py").read_text()
    return names | set(re.findall(r'"(S3_[A-Z_]+)"', source))


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions, each with what follows it on one line."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE).replace("\\\n", " ")
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.splitlines() if line.strip()]
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines]


def check_command(words: list[str]) -> None:
    """Fail unless a command is one that the image has, with options that it knows."""
    program, *rest = words
    if program == "gunicorn":
        assert shutil.which("gunicorn", path=str(Path(sys.executable).parent))
        assert not rest
    elif rest[:1] == ["manage.py"]:
        name, *options = rest[1:]
        command = load_command_class(get_commands()[name], name)
        command.create_parser("manage.py", name).parse_args(options)
    else:
        assert (program, rest[0]) == ("python", "-m")
        assert importlib.util.find_spec(rest[1])


def test_the_procfile_has_what_one_machine_runs() -> None:
    lines = (ROOT / "Procfile").read_text().splitlines()
    processes = dict(line.split(": ", 1) for line in lines)
    assert processes.keys() == {"web", "worker"}
    for command in processes.values():
        check_command(command.split())


def test_the_dockerfile_names_what_is_there() -> None:
    for instruction, value in instructions():
        if instruction == "COPY" and "--from" not in value:
            assert (ROOT / value.split()[0]).exists()
        if instruction == "RUN":
            for command in re.findall(r"python (manage\.py [\w -]+?)(?= &&|$)", value):
                check_command(["python", *command.split()])
    ends = dict(instructions())
    check_command(yaml.safe_load(ends["CMD"]))
    check_command(yaml.safe_load(ends["HEALTHCHECK"].partition(" CMD ")[2]))


def test_the_image_runs_as_nobody_and_has_what_pdfs_need() -> None:
    kinds = [kind for kind, _value in instructions()]
    # Two stages: what builds packages does not run.
    assert kinds.count("FROM") == 2
    assert dict(instructions())["USER"] == "undersigned"
    # Nothing is written by it where code lies: it comes after the last step that writes.
    assert kinds.index("USER") > max(i for i, kind in enumerate(kinds) if kind in ("RUN", "COPY"))
    wanted = re.search(
        r'^packages="(.+)"', (ROOT / "resources/pdf/ensure-libraries").read_text(), re.M
    )
    assert wanted
    assert all(package in DOCKERFILE.split() for package in wanted[1].split())


def test_no_secret_is_in_the_image() -> None:
    """What is exported for a step is gone after it; ENV and ARG would stay."""
    for kind, value in instructions():
        if kind in ("ENV", "ARG"):
            assert "SECRET" not in value and "PASSWORD" not in value
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".*", "var"} <= set(ignored)


def test_every_variable_is_one_that_is_read() -> None:
    known = asked() | _OTHERS
    (environment,) = [value for kind, value in instructions() if kind == "ENV"]
    assert {pair.partition("=")[0] for pair in environment.split()} <= known
    for name in OURS:
        given = SERVICES[name].get("environment", COMPOSE["x-site"]["environment"])
        assert given.keys() <= known
    text = (ROOT / "compose.yaml").read_text()
    assert set(re.findall(r"\$\{([A-Z_]+)", text)) <= known


def test_every_variable_is_explained() -> None:
    told = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", OPERATORS))
    assert (asked() | _OTHERS) - _UNTOLD - {"PATH", "PYTHONUNBUFFERED"} <= told


def test_compose_has_its_parts_and_each_says_whether_it_is_well() -> None:
    assert {"web", "worker", "database", "cache", "proxy"} <= SERVICES.keys()
    for name, service in SERVICES.items():
        if "command" in service and name in OURS:
            check_command(service["command"])
        test = service["healthcheck"].get("test", ["NONE"])
        assert name == "migrations" or test[0] in ("CMD", "CMD-SHELL")
        for other, condition in service.get("depends_on", {}).items():
            is_checked = "test" in SERVICES[other]["healthcheck"]
            assert is_checked or condition["condition"] == "service_completed_successfully"
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).exists()
    check_command(SERVICES["web"]["healthcheck"]["test"][1:])


def test_the_parts_find_each_other() -> None:
    environment = SERVICES["web"]["environment"]
    assert "@database:5432/undersigned" in environment["DATABASE_URL"]
    assert environment["CACHE_URL"].startswith("valkey://cache:6379")
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text()
    assert "{$WEB:web:8000}" in caddyfile
    assert "PORT=8000" in DOCKERFILE
    (subnet,) = COMPOSE["networks"]["default"]["ipam"]["config"]
    assert environment["TRUSTED_PROXIES"] == subnet["subnet"]
    # What the worker's health check looks at is what the worker touches.
    worker = SERVICES["worker"]
    assert worker["command"][-1] in worker["healthcheck"]["test"][1]


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_probe_says_what_is_wrong(
    status: int, code: int, monkeypatch: Any, capsys: Any
) -> None:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None: ...

        def do_GET(self) -> None:
            self.send_response(status if self.path == "/readyz/" else 404)
            self.end_headers()
            self.wfile.write(b'{"cache": false}')

    with HTTPServer(("localhost", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("PORT", str(server.server_address[1]))
        assert probe.main("/readyz/") == code
        assert ("false" in capsys.readouterr().out) is (code == 1)
        server.shutdown()
    assert probe.main("/readyz/") == 1


def test_what_gunicorn_reads_is_right() -> None:
    """It knows every setting of the file; a misspelt one it would pass over without a word."""
    checked = subprocess.run(
        [Path(sys.executable).with_name("gunicorn"), "--print-config"],
        cwd=ROOT,
        env={**NEEDED, "PORT": "8399", "WEB_HOST": "0.0.0.0", "WEB_THREADS": "3"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = dict(re.findall(r"^(\w+)\s+= (.*)$", checked, re.MULTILINE))
    assert (found["bind"], found["threads"]) == ("['0.0.0.0:8399']", "3")
    source = (ROOT / "gunicorn.conf.py").read_text()
    assert set(re.findall(r"^(\w+) = ", source, re.MULTILINE)) - {"_site"} <= found.keys()
    assert found["accesslog"] == "None"
    assert "core.logging.JSONFormatter" in found["logconfig_dict"]
