"""Run the whole site on one's own machine: `make run`."""

import http.client
import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import local_run

# How long the web server may take to answer for the first time (seconds).
START_TIMEOUT = 60
# How long a process may take to end by itself (seconds).
STOP_TIMEOUT = 15


class Command(BaseCommand):
    """Prepares everything, then runs the web server and the worker until one of them ends."""

    help = "Run the site with its worker on this machine, on embedded defaults."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Run until Ctrl-C."""
        if not settings.LOCAL:
            raise CommandError("run_local is for one's own machine: set UNDERSIGNED_LOCAL=1.")
        local_run.check_port(port)
        lock = local_run.lock_data_dir()
        password = local_run.prepare(self.say)
        # Both ends come through the `finally` below, also where the shell that
        # started this in the background has Ctrl-C ignored.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.default_int_handler)
        processes: list[subprocess.Popen[bytes]] = []
        try:
            processes += [self.start_web(port), self.start_worker()]
            self.wait_until_up(port, processes)
            self.greet(password)
            self.wait_for_end(processes)
        except KeyboardInterrupt:
            self.say("\nStopping …")
        finally:
            self.stop(processes)
            lock.close()

    def say(self, text: str) -> None:
        """Print at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()

    def start_web(self, port: int) -> subprocess.Popen[bytes]:
        """Start the web server: one process with threads, which share the cache in memory."""
        command = [sys.executable, "-m", "gunicorn", "config.wsgi:application"]
        command += ["--chdir", str(settings.BASE_DIR), "--pythonpath", str(settings.SITE_DIR)]
        command += ["--bind", f"127.0.0.1:{port}", "--threads", "8", "--no-control-socket"]
        return self.start([*command, "--log-level", "warning"])

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start the worker."""
        return self.start([sys.executable, str(settings.BASE_DIR / "manage.py"), "run_worker"])

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a process that does not see the terminal's Ctrl-C: we pass it on in order."""
        return subprocess.Popen(  # noqa: S603
            command, env=os.environ, start_new_session=True, stdout=subprocess.DEVNULL
        )

    def wait_until_up(self, port: int, processes: list[subprocess.Popen[bytes]]) -> None:
        """Wait for the first answer."""
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if any(process.poll() is not None for process in processes):
                raise CommandError("The site did not start; the lines above say why.")
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/healthz/", headers={"Host": "localhost"})
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise CommandError(f"The site did not answer within {START_TIMEOUT} seconds.")

    def greet(self, password: str) -> None:
        """Say where everything is."""
        self.say(
            f"\n  The site:    {settings.BASE_URL}/\n"
            f"  Staff login: {settings.BASE_URL}/admin/\n"
            f"               {local_run.STAFF_EMAIL}, password {password}\n"
            f"  The outbox:  {settings.BASE_URL}/outbox/ (mails are shown there, none is sent)\n"
            f"  Its data:    {settings.DATA_DIR}\n\n"
            "The worker is running. Stop with Ctrl-C.\n"
        )

    def wait_for_end(self, processes: list[subprocess.Popen[bytes]]) -> None:
        """Return never, unless a process ends."""
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise CommandError("A process of the site has ended; the lines above say why.")

    def stop(self, processes: list[subprocess.Popen[bytes]]) -> None:
        """End both processes, kindly first."""
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            try:
                process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
