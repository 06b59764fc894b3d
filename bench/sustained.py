"""A rush that lasts: so many signatures a second, signed and confirmed, for a minute."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from bench import data, requests
from bench.cases import Bench, counted
from bench.measuring import measure, require
from bench.results import Figure
from bench.servers import output_of, web

# Five and ten times the record's peak, on PostgreSQL; the embedded default.
POSTGRESQL_RATES = (165, 330)
SQLITE_RATE = 100


def rush(bench: Bench, level: int) -> list[Figure]:
    """Measure the slowest hundredth while so many sign and so many confirm in each second."""
    return [figure for rate in POSTGRESQL_RATES for figure in _rush_at(bench, level, rate)]


def _rush_at(bench: Bench, level: int, rate: int) -> list[Figure]:
    seconds = bench.size.sustained_seconds
    number = int(rate * seconds)
    ids = data.pending(number, f"rush{level}x{rate}x")
    thanks = f"{bench.url}thank-you/"
    result = counted(
        bench.site,
        requests.signing(bench.url, f"rushing{level}x{rate}x", number),
        requests.confirming(ids, thanks, one_in=2),
        seconds=seconds,
        rate=2 * rate,
        connections=64,
    )
    case = f"signed and confirmed, {rate} asked for"
    done = Figure(case, level, "a second", goal=f"≥ {rate}")
    slow = Figure(f"{case}: slowest hundredth", level, "ms", goal="< 500")
    streams = result["streams"].values()
    done.values.append(min(stream["answers"] for stream in streams) / result["seconds"])
    slow.values.append(max(stream["p99_ms"] for stream in streams))
    done.details.append({name: value for name, value in result.items() if name != "streams"})
    return [done, slow]


def embedded(folder: Path, seconds: float) -> list[Figure]:
    """Measure 100 signatures a second on SQLite, where everybody waits for one writer.

    One web process with threads, as `make run` starts it.
    """
    env = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", "DATA_DIR": str(folder)}
    url = _seen_from_there("prepare", env).strip()
    number = int(SQLITE_RATE * seconds) + 1
    with web("config.wsgi:application", env, health="/healthz/", workers=1) as site:
        result = measure(
            site, requests.signing(url, "embedded", number), seconds=seconds, rate=SQLITE_RATE
        )
    stream = result["streams"]["sign"]
    after = json.loads(_seen_from_there("numbers", env))
    for name in ("signatures", "terms", "updates", "queued"):
        require(name, after[name], stream["answers"])
    rate = Figure("sign on SQLite", 0, "a second", [stream["answers"] / result["seconds"]])
    rate.goal = f"≥ {SQLITE_RATE}"
    slow = Figure("sign on SQLite, slowest hundredth", 0, "ms", [stream["p99_ms"]])
    return [rate, slow]


def _seen_from_there(what: str, env: Mapping[str, str]) -> str:
    return output_of([sys.executable, "-m", "bench.embedded", what], env)
