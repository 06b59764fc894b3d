"""The load: a process of its own that keeps connections busy and checks every answer.

`python -m bench.load` reads a plan as JSON from standard input and writes what
it measured to standard output.

One thread waits on all connections (epoll), and the requests are bytes that
were made before: a request costs it about 25 microseconds, against 400 and more
of the two web processes for the quickest view there is. So two cores are enough
for the load and the servers, and the share of the processor that the load takes
is printed with each result (`load_cpu`). A program such as wrk would take less,
but it cannot compare each answer with what it should be, nor send a form of its
own for each signer.
"""

import json
import resource
import select
import socket
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

# An answer that has not come by then is a wrong one (seconds).
TIMEOUT = 30.0


@dataclass
class Stream:
    """Requests of one kind, and what each of their answers must be."""

    name: str
    requests: list[bytes]
    status: bytes
    # A part of the head or of the body.
    contains: bytes
    # Sent over and over; otherwise each request once.
    repeats: bool
    # Of this many requests in a row, one is from this stream.
    one_in: int = 1
    sent: int = 0
    latencies: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def next(self) -> bytes | None:
        """Return the next request; None when all are sent."""
        if not self.repeats and self.sent >= len(self.requests):
            return None
        request = self.requests[self.sent % len(self.requests)]
        self.sent += 1
        return request

    def take(self, head: bytes, body: bytes, seconds: float) -> None:
        """Check an answer and keep how long it took."""
        self.latencies.append(seconds)
        if head[9:12] != self.status or (self.contains not in body and self.contains not in head):
            self.wrong.append(f"{head[:300]!r} {body[:300]!r}")


class Connection:
    """One kept connection with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.stream: Stream | None = None
        self.since = 0.0
        self.received = b""
        self.connect()

    def connect(self) -> None:
        """Open it, anew after the server has closed it."""
        self.socket = socket.create_connection(("127.0.0.1", self.port), TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, stream: Stream, request: bytes, since: float) -> None:
        """Send a request; its time runs from `since`."""
        self.stream, self.since, self.received = stream, since, b""
        self.socket.sendall(request)

    def receive(self) -> tuple[bytes, bytes] | None:
        """Return head and body as soon as the whole answer is there."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("The server has closed the connection in mid-answer.")
        self.received += piece
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end:
            return None
        lower = head.lower()
        start = lower.find(b"\r\ncontent-length: ")
        if start >= 0:
            length = int(lower[start + 18 :].split(b"\r\n", 1)[0])
            return (head, body) if len(body) >= length else None
        return (head, body) if body.endswith(b"0\r\n\r\n") else None


class Load:
    """The requests of some streams over a number of connections, for a number of seconds."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.streams = [
            Stream(
                name=stream["name"],
                requests=[request.encode("latin-1") for request in stream["requests"]],
                status=str(stream["status"]).encode(),
                contains=stream["contains"].encode(),
                repeats=stream["repeats"],
                one_in=stream["one_in"],
            )
            for stream in plan["streams"]
        ]
        self.seconds: float = plan["seconds"]
        # Requests a second; 0: as many as are answered.
        self.rate: float = plan["rate"]
        self.poll = select.epoll()
        self.connections: dict[int, Connection] = {}
        self.idle = deque(Connection(plan["port"]) for _ in range(plan["connections"]))
        for connection in self.idle:
            self.watch(connection)
        self.started = 0
        self.in_time: dict[str, int] = dict.fromkeys((stream.name for stream in self.streams), 0)

    def run(self) -> dict[str, Any]:
        """Send until the time is over or all is sent; wait for the last answers."""
        begin = time.perf_counter()
        self.end = begin + self.seconds
        self.begin = begin
        while self.start_what_is_due() or len(self.idle) < len(self.connections):
            events = self.poll.poll(0.001 if self.rate else TIMEOUT)
            for descriptor, _event in events:
                self.answer(self.connections[descriptor])
            if not events and not self.rate:
                raise TimeoutError(f"No answer has come for {TIMEOUT:.0f} seconds.")
        took = min(time.perf_counter() - begin, self.seconds)
        self.poll.close()
        for connection in self.connections.values():
            connection.socket.close()
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return {
            "seconds": took,
            "load_cpu": (usage.ru_utime + usage.ru_stime) / max(took, 0.001),
            "streams": {
                stream.name: {
                    "answers": len(stream.latencies),
                    "per_second": self.in_time[stream.name] / took,
                    "p50_ms": percentile(stream.latencies, 50),
                    "p99_ms": percentile(stream.latencies, 99),
                    "max_ms": percentile(stream.latencies, 100),
                    "wrong": len(stream.wrong),
                    "examples": stream.wrong[:3],
                }
                for stream in self.streams
            },
        }

    def start_what_is_due(self) -> bool:
        """Give idle connections work. Return whether there may be more to start later."""
        while True:
            now = time.perf_counter()
            since = self.begin + self.started / self.rate if self.rate else now
            if now >= self.end or since >= self.end:
                return False
            if since > now or not self.idle:
                return True
            stream = self.choose()
            request = stream.next()
            if request is None:
                return False
            self.started += 1
            self.idle.popleft().send(stream, request, since)

    def choose(self) -> Stream:
        """Return the stream that the next request comes from: the first is the filler."""
        for stream in self.streams[1:]:
            if self.started % stream.one_in == 0:
                return stream
        return self.streams[0]

    def answer(self, connection: Connection) -> None:
        """Take what has come on a connection."""
        if connection.stream is None:
            # Closed by the server while it waited for work.
            self.watch(connection, anew=True)
            return
        answer = connection.receive()
        if answer is None:
            return
        now = time.perf_counter()
        stream, connection.stream = connection.stream, None
        stream.take(*answer, now - connection.since)
        self.in_time[stream.name] += now <= self.end
        if b"\r\nconnection: close" in answer[0].lower():
            self.watch(connection, anew=True)
        self.idle.append(connection)

    def watch(self, connection: Connection, *, anew: bool = False) -> None:
        """Wait for what comes on a connection, on a new socket if the old one is closed."""
        if anew:
            del self.connections[connection.socket.fileno()]
            self.poll.unregister(connection.socket)
            connection.socket.close()
            connection.connect()
        self.connections[connection.socket.fileno()] = connection
        self.poll.register(connection.socket, select.EPOLLIN)


def percentile(latencies: list[float], percent: int) -> float:
    """Return a percentile in milliseconds."""
    if not latencies:
        return 0.0
    ordered = sorted(latencies)
    return 1000 * ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


if __name__ == "__main__":
    json.dump(Load(json.load(sys.stdin)).run(), sys.stdout)
