"""Running the load against a server, and refusing a figure when an answer was wrong."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any

from bench.servers import ROOT, Process

CONNECTIONS = 16


class WrongAnswerError(AssertionError):
    """What was measured did not do what it should: there is no figure."""


@dataclass
class Stream:
    """Requests of one kind; see `bench.load.Stream`."""

    name: str
    requests: list[str]
    status: int
    contains: str
    repeats: bool = False
    one_in: int = 1


def measure(
    server: Process,
    *streams: Stream,
    seconds: float,
    rate: float = 0,
    connections: int = CONNECTIONS,
) -> dict[str, Any]:
    """Send the streams to the server from a process of their own; return what that measured.

    The result has the keys of `bench.load.Load.run`. Raises `WrongAnswerError`.
    """
    plan = {
        "port": server.port,
        "connections": connections,
        "seconds": seconds,
        "rate": rate,
        "streams": [asdict(stream) for stream in streams],
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    if done.returncode:
        raise WrongAnswerError(f"The load broke off: {done.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout)
    stream_of = {stream.name: stream for stream in streams}
    for name, stream in result["streams"].items():
        if stream["wrong"] or not stream["answers"]:
            raise WrongAnswerError(
                f"{name} ({stream_of[name].requests[0][:120]!r}, {stream_of[name].contains!r}): "
                f"{stream['wrong']} of {stream['answers']} answers were wrong, as "
                f"{stream['examples']}"
            )
    return result


def require(what: str, found: object, expected: object) -> None:
    """Raise `WrongAnswerError` unless both are the same."""
    if found != expected:
        raise WrongAnswerError(f"{what}: {found!r}, and not {expected!r}")
