"""Starting and stopping what is measured: databases, web processes, the provider."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
# Each web process answers this many requests at once.
THREADS = 4
START_TIMEOUT = 60
STOP_TIMEOUT = 15


def run_here(command: list[str], env: Mapping[str, str]) -> None:
    """Run a command to its end; raises `subprocess.CalledProcessError` if it fails."""
    subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=True)  # noqa: S603


def output_of(command: list[str], env: Mapping[str, str]) -> str:
    """Run a command to its end; return what it wrote to standard output."""
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env={**os.environ, **env}, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def database(server_url: str, name: str) -> Iterator[str]:
    """Make a database on the server, yield its URL, and drop it at the end."""
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        server.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server_url, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


class Process:
    """A process that ends with the `with` block."""

    def __init__(self, command: list[str], env: Mapping[str, str], port: int, health: str) -> None:
        self.command, self.env, self.port, self.health = command, env, port, health

    def __enter__(self) -> "Process":
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(  # noqa: S603
            self.command, cwd=ROOT, env={**os.environ, **self.env}, start_new_session=True
        )
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", self.health)
                if connection.getresponse().status < 500:
                    return self
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        raise RuntimeError(f"{' '.join(self.command)} did not answer at {self.health}.")

    def __exit__(self, *_error: object) -> None:
        """End it and those that it has started."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def peak_memory(self) -> int:
        """Return the peak memory of the largest of the web processes, in bytes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return max(peak_memory_of(int(child)) for child in children.split())


def peak_memory_of(pid: int) -> int:
    """Return the largest amount of memory that a process has had, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def web(
    application: str, env: Mapping[str, str], *, health: str, workers: int = WORKERS
) -> Process:
    """Return gunicorn with an application, the same for everything that is compared."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--chdir", str(ROOT)]
    command += ["--pythonpath", f"{ROOT},{ROOT / 'site'}", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--threads", str(THREADS), "--keep-alive", "75"]
    command += ["--log-level", "warning", "--no-control-socket"]
    return Process(command, env, port, health)


def provider(seconds: float) -> Process:
    """Return the stand-in for a mail provider that takes `seconds` for each call."""
    port = free_port()
    command = [sys.executable, "-m", "bench.provider", str(port), str(seconds)]
    return Process(command, {}, port, "/")


def told_by(provider: Process) -> bytes:
    """Return what the provider has taken since it was last asked, as JSON."""
    connection = http.client.HTTPConnection("127.0.0.1", provider.port, timeout=10)
    connection.request("GET", "/")
    return connection.getresponse().read()
