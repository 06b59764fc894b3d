"""What `make run` prepares, so that a fresh machine ends up with a running site."""

import errno
import fcntl
import hashlib
import secrets
import socket
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Site

from users.models import User

STAFF_EMAIL = "admin@example.org"


def check_port(port: int) -> None:
    """Say so if something else listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise CommandError(
                    f"Port {port} needs special rights. Choose one above 1023: make run PORT=8001"
                ) from error
            raise CommandError(
                f"Port {port} is taken by another program. "
                f"Stop that one, or choose another port: make run PORT={port + 1}"
            ) from error


def lock_data_dir() -> IO[str]:
    """Keep a second run off the same data. Hold the returned file open for as long as it runs."""
    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        lock = (settings.DATA_DIR / "run.lock").open("w")
    except OSError as error:
        raise CommandError(
            f"Cannot write to {settings.DATA_DIR}: {error.strerror}. "
            "Choose another directory: make run DATA_DIR=somewhere/else"
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise CommandError(
            f"Another run uses {settings.DATA_DIR}. Stop it first, "
            "or give this one its own: make run PORT=8001 DATA_DIR=var2"
        ) from error
    return lock


def collect_static() -> None:
    """Collect and compress the static files, unless nothing has changed since the last time."""
    stamp = settings.STATIC_ROOT / ".collected-from"
    state = _static_state()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)


def _static_state() -> str:
    """Return a digest of what the collected files depend on: ours, and the packages' versions."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    for directory in settings.STATICFILES_DIRS:
        for path in sorted(Path(directory).rglob("*")):
            if path.is_file():
                digest.update(f"{path}:{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def staff_password() -> str:
    """Return the local run's staff password; make the login the first time."""
    path = settings.DATA_DIR / "secrets" / "staff_password"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text("-".join(secrets.token_hex(2) for _ in range(4)))
    password = path.read_text()
    if not User.objects.filter(email=STAFF_EMAIL).exists():
        User.objects.create_superuser(STAFF_EMAIL, password, first_name="Local", last_name="Staff")
    return password


def point_site_at(base_url: str) -> None:
    """Give the default site the address at which this run is reached."""
    parts = urlsplit(base_url)
    Site.objects.filter(is_default_site=True).update(
        hostname=parts.hostname, port=parts.port or (443 if parts.scheme == "https" else 80)
    )
    Site.clear_site_root_paths_cache()


def prepare(say: Any) -> str:
    """Bring database, files and content up to date. Return the staff password."""
    call_command("compile_catalogues", verbosity=0)
    say("Preparing the database …")
    call_command("migrate", interactive=False, verbosity=0)
    say("Preparing the static files …")
    collect_static()
    call_command("load_demo", verbosity=0)
    point_site_at(settings.BASE_URL)
    return staff_password()
