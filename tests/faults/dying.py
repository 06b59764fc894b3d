"""Processes that die at a chosen step: `python -m tests.faults.dying`.

Loads the site once, and then forks a process for each line of JSON that it reads:
`{"job": "send", "die_at": 7}` does the job up to its seventh step and kills itself there
with SIGKILL, as the kernel does when memory runs out: nothing is tidied up. A step is
whatever leaves the process: a statement, a commit, a piece sent to or read from a socket.
The answer, a line of JSON too, has the steps that were begun and whether they came to an end.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.processes import PATIENCE, ROOT


@dataclass(frozen=True)
class Outcome:
    """What became of a job."""

    steps: list[str]
    killed: bool


@dataclass(frozen=True)
class Dying:
    """The process that forks the others."""

    process: subprocess.Popen[str]

    def do(self, job: str, *, die_at: int = 0, **values: Any) -> Outcome:
        """Have a process do a job; with `die_at`, it is killed as it begins that step."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"job": job, "die_at": die_at, **values}) + "\n")
        self.process.stdin.flush()
        return Outcome(**json.loads(self.process.stdout.readline()))


@contextmanager
def dying(environment: Mapping[str, str]) -> Iterator[Dying]:
    """Run the process that forks the others, and end it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.dying"],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Dying(process)
            # It ends by itself with its input; its children end with their jobs.
            process.communicate(timeout=PATIENCE)
        finally:
            process.kill()


# --- in the processes themselves ---------------------------------------------


def _take_steps(die_at: int, report: int) -> Callable[[str], None]:
    """Return what is called as each step begins. It writes its name to `report`, or dies."""
    taken = 0

    def begin(step: str) -> None:
        nonlocal taken
        taken += 1
        os.write(report, f"{step}\n".encode())
        if taken == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    return begin


def _before(owner: Any, name: str, step: str, begin: Callable[[str], None]) -> None:
    """Have each call of a method be a step."""
    method = getattr(owner, name)

    def call(*args: Any, **kwargs: Any) -> Any:
        begin(step)
        return method(*args, **kwargs)

    setattr(owner, name, call)


def _watch(begin: Callable[[str], None]) -> None:
    """Make a step of everything that leaves this process."""
    from django.db import connection

    def statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begin(sql.partition(" ")[0])
        return execute(sql, params, many, context)

    connection.execute_wrappers.append(statement)
    _before(connection, "commit", "COMMIT", begin)
    for name in ("connect", "sendall", "recv_into"):
        _before(socket.socket, name, name, begin)


def _send(**_values: Any) -> None:
    """Send all mail that is due, by the command that does it."""
    from django.core.management import call_command

    call_command("send_queued_mail", stdout=sys.stderr)


def _post(path: str, form: dict[str, str]) -> None:
    """Answer a form as a web process does. Raises RuntimeError if it is not taken."""
    from django.test import Client

    response = Client().post(path, form)
    if response.status_code != 303:
        raise RuntimeError(f"{path} answers {response.status_code}.")


def _in_a_process_of_its_own(job: str, die_at: int, values: dict[str, Any]) -> Outcome:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            begin = _take_steps(die_at, writing)
            _watch(begin)
            {"send": _send, "post": _post}[job](**values)
            begin("end")
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as report:
        steps = report.read().split("\n")[:-1]
    _pid, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if not killed and os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"The job {job} failed.")
    return Outcome(steps, killed)


def _warm_up() -> None:
    """Load what a process that has run for a while has loaded, so that no job has to."""
    from django.template.loader import get_template
    from django.test import Client

    for part in ("subject.txt", "body.txt", "body.html"):
        get_template(f"mail/confirm_signature/{part}")
    Client().get("/healthz/")


def main() -> None:
    """Do job after job until there is no more input."""
    import django

    django.setup()
    _warm_up()
    for line in sys.stdin:
        values = json.loads(line)
        outcome = _in_a_process_of_its_own(values.pop("job"), values.pop("die_at"), values)
        print(json.dumps(vars(outcome)), flush=True)


if __name__ == "__main__":
    main()
