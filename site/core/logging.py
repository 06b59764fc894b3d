"""Logs that can be given to anybody: lines with an id for each request, and nobody in them.

Whoever has a signed link can act for the signer, and addresses of mailboxes and
computers say who that is. They are masked in every line, whoever wrote it.
"""

import ipaddress
import json
import logging
import re
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

# What a line belongs to: a request, or a round of the worker. Empty outside of both.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# Each begins at the edge of a word or is bounded: a long line takes no longer than its length.
_LINK = re.compile(
    # A signed link; no page's address has a part like it.
    r"(?<![\w-])[\w-]{20,}(?::|%3A)[\w-]{20,}"
    # A link to set a new password.
    r"|\b[0-9a-z]{6,7}-[0-9a-f]{32}\b",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"[^\s@/<>\"'(),:;=&?]{1,64}(?:@|%40)[\w.-]{1,255}")
# What may be the address of a computer: ask the library before masking it.
_COMPUTER = re.compile(
    r"(?<![\w.:-])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f]*:[0-9a-f:.]*)", re.IGNORECASE
)
_MASK = "…"

_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode

# Errors that tell of the machine or the program, and quote nothing that a person has typed.
_TELLING = (
    ArithmeticError,
    AttributeError,
    ImportError,
    NameError,
    NotImplementedError,
    OSError,
)
# The same, by name: this module is there before Django is set up.
_TELLING_NAMES = {"OperationalError", "ImproperlyConfigured", "TemplateDoesNotExist"}


def new_id() -> str:
    """Return an id that says nothing."""
    return uuid4().hex


def mask(text: str) -> str:
    """Return a text without signed links, addresses of mailboxes and addresses of computers."""
    text = _LINK.sub(_MASK, text)
    if "@" in text or "%40" in text:
        text = _MAILBOX.sub(_MASK, text)
    return _COMPUTER.sub(_masked_computer, text)


def _masked_computer(found: re.Match[str]) -> str:
    try:
        address = ipaddress.ip_address(found[0].rstrip(".:") if "." in found[0] else found[0])
    except ValueError:
        # A time, a version.
        return found[0]
    # This machine, and all of its addresses: nobody's.
    return found[0] if address.is_loopback or address.is_unspecified else _MASK


class LineFormatter(logging.Formatter):
    """Lines for a person at a terminal, with whole tracebacks."""

    def __init__(self) -> None:
        super().__init__("{levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        facts = getattr(record, "facts", {})
        told = "".join(f" {name}={value}" for name, value in facts.items())
        return mask(super().format(record) + told)


class JSONFormatter(logging.Formatter):
    """One JSON object a line, for programs that collect logs.

    An error is told by its kind and the places it came through. What it says
    is left out where it may quote what somebody typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": mask(record.getMessage()),
        }
        if identity := request_id.get():
            line["request_id"] = identity
        # Given as `extra={"facts": {...}}`.
        for name, value in getattr(record, "facts", {}).items():
            line[name] = mask(value) if isinstance(value, str) else value
        if record.exc_info and record.exc_info[1]:
            line["errors"] = [_told(error) for error in _chain(record.exc_info[1])]
        return _encode(line)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, what it was raised from, and so on."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)


def _told(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    frames = traceback.extract_tb(error.__traceback__)
    told: dict[str, Any] = {
        "error": f"{kind.__module__}.{kind.__qualname__}",
        "trace": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, _TELLING) or kind.__name__ in _TELLING_NAMES:
        told["says"] = mask(str(error).partition("\n")[0])
    return told


def log_settings(*, json_lines: bool, level: str, local: bool) -> dict[str, Any]:
    """Return the configuration of all logs, of the site and of its web server."""
    formatter = "core.logging.JSONFormatter" if json_lines else "core.logging.LineFormatter"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handler would mail error pages, which may hold a signer's data.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            "gunicorn.error": {
                "handlers": [],
                "propagate": True,
                "level": "WARNING" if local else level,
            },
            # Its access log has visitors' addresses and whole links: `core.access` has not.
            "gunicorn.access": {"handlers": [], "propagate": False},
            # Wagtail keeps its indexes by tasks: two lines for each would bury all others.
            "django_tasks": {"level": "WARNING"},
            # WeasyPrint tells every step of a drawing, and fontTools every table of a font.
            "weasyprint": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
        },
    }
