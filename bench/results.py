"""The figures of a run: medians, spreads, ratios; as JSON and as a table."""

import json
import os
import platform
import statistics
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.servers import THREADS, WORKERS

PACKAGES = ("django", "wagtail", "gunicorn", "psycopg")


@dataclass
class Figure:
    """What was measured, once for each run."""

    case: str
    signatures: int
    unit: str
    values: list[float] = field(default_factory=list)
    # What the ratio is of; `values` of both were taken in turns.
    limit: "Figure | None" = None
    goal: str = ""
    # Further numbers of the runs, such as percentiles.
    details: list[dict[str, Any]] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The figure."""
        return statistics.median(self.values)

    @property
    def ratios(self) -> list[float]:
        """Each run's share of the limit in the same round."""
        if self.limit is None:
            return []
        return [value / limit for value, limit in zip(self.values, self.limit.values, strict=True)]

    def as_dict(self) -> dict[str, Any]:
        """Return what goes into the JSON file."""
        return {
            "case": self.case,
            "signatures": self.signatures,
            "unit": self.unit,
            "median": self.median,
            "values": self.values,
            "of": self.limit.case if self.limit else None,
            "ratio": statistics.median(self.ratios) if self.limit else None,
            "ratios": self.ratios,
            "goal": self.goal,
            "details": self.details,
        }


def machine(postgresql: str, cache: str) -> dict[str, str]:
    """Return what the figures depend on."""
    return {
        "processor": f"{os.cpu_count()} × {_processor()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": platform.platform(),
        "Python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
        "PostgreSQL": postgresql,
        "cache": cache,
        "web": f"gunicorn, {WORKERS} workers of {THREADS} threads",
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def write(figures: list[Figure], about: dict[str, str], folder: Path, name: str) -> None:
    """Write `<name>.json` and `<name>.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {"about": about, "figures": [figure.as_dict() for figure in figures]}
    (folder / f"{name}.json").write_text(json.dumps(data, indent=1) + "\n")
    (folder / f"{name}.md").write_text(table(figures, about))


def table(figures: list[Figure], about: dict[str, str]) -> str:
    """Return the figures as Markdown."""
    lines = ["# Results", ""]
    lines += [f"- {name}: {value}" for name, value in about.items()]
    lines += [
        "",
        "Each figure is the median of its runs, with the least and the most. The ratios are of",
        "runs that took turns: the median of the rounds. Each run has asserted that every answer",
        "was the expected one, and that rows, count, consents and queued mails have grown alike.",
        "",
        "| case | signatures | figure | least – most | ratio | goal |",
        "|---|--:|--:|--:|--:|---|",
        rows(figures),
        "",
    ]
    return "\n".join(lines)


def rows(figures: list[Figure]) -> str:
    """Return the rows of the table."""
    lines = []
    for figure in figures:
        ratio = ""
        if figure.limit is not None:
            ratio = f"{statistics.median(figure.ratios):.2f} × {figure.limit.case}"
        lines.append(
            f"| {figure.case} | {figure.signatures:,} | {_number(figure.median)} {figure.unit} | "
            f"{_number(min(figure.values))} – {_number(max(figure.values))} | {ratio} "
            f"| {figure.goal} |"
        )
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}"
