"""From a document to a PDF."""

import atexit
import json
import logging
import re
import signal
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_info

from core.xml_text import readable
from resources.documents import Document
from resources.licences import Licence
from resources.models import EditionFile
from resources.pdf.typesetting import NO_LETTERS, NO_LIBRARIES

logger = logging.getLogger(__name__)

FULL, SHORT = "full", "short"

# A note of 200 sections takes half a minute (seconds).
TIME_LIMIT = 240
_processes: set[subprocess.Popen[bytes]] = set()
_PICTURE = re.compile(r'(?<= src=")/edition-files/(?P<sha256>[0-9a-f]{64})/[^"]*(?=")')


class PdfError(Exception):
    """A PDF could not be made."""


class NoLibrariesError(PdfError):
    """The machine lacks what WeasyPrint draws with."""


class NoLettersError(PdfError):
    """The machine has no font for some letters of the text."""


class TooSlowError(PdfError):
    """It took longer than any real document does."""


@dataclass(frozen=True)
class EditionFacts:
    """What a PDF says of the edition it holds."""

    label: str
    date: date
    changes: str
    # The edition's permanent address, with host.
    url: str
    # The site's name.
    publisher: str


@dataclass(frozen=True)
class Pdf:
    """A finished PDF."""

    content: bytes
    pages: int


def render_pdf(document: Document, edition: EditionFacts, version: str = FULL) -> Pdf:
    """Return an edition as a tagged PDF, in full or short. Raises PdfError.

    Takes 1 to 60 seconds; never call it while a transaction is open.
    """
    html = with_pictures(as_html(document, edition, version))
    output, complaints = _typeset(html)
    if complaints:
        logger.warning("Typesetting %s: %s", edition.url, complaints)
    about, _, content = output.partition(b"\n")
    return Pdf(content, json.loads(about)["pages"])


def _typeset(html: str) -> tuple[bytes, str]:
    """Return what the process of `typesetting` says on its two ways out. Raises PdfError."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "resources.pdf.typesetting", str(TIME_LIMIT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=settings.BASE_DIR,
    )
    _processes.add(process)
    try:
        output, errors = process.communicate(html.encode())
    finally:
        process.kill()
        _processes.discard(process)
    complaints = errors.decode(errors="replace").strip()
    if process.returncode == NO_LIBRARIES:
        raise NoLibrariesError("Pango is missing")
    if process.returncode == NO_LETTERS:
        raise NoLettersError(complaints)
    if process.returncode == -signal.SIGALRM:
        raise TooSlowError(f"not ready after {TIME_LIMIT} seconds")
    if process.returncode:
        reason = complaints.rpartition("\n")[2]
        raise PdfError(f"ended with {process.returncode}: {reason}")
    return output, complaints


@atexit.register
def _end_processes() -> None:
    """Leave nothing behind where a worker ends in the middle of a document."""
    for process in list(_processes):
        process.kill()


def as_html(document: Document, edition: EditionFacts, version: str) -> str:
    """Return the document as it is typeset, in its own language."""
    shown = document.shortened() if version == SHORT else document
    with translation.override(document.language):
        html = render_to_string(
            f"resources/pdf/{version}.html",
            {
                "document": shown,
                "edition": edition,
                "licence": Licence(document.licence) if document.licence in Licence else None,
                "language": document.language,
                "direction": "rtl" if get_language_info(document.language)["bidi"] else "ltr",
                "base_url": settings.BASE_URL,
            },
        )
    # What the file says of itself is XML.
    return readable(html)


def with_pictures(html: str) -> str:
    """Put the pictures of editions into the HTML. One that is not there is left as it is."""
    digests = {found["sha256"] for found in _PICTURE.finditer(html)}
    if not digests:
        return html
    files = {file.pk: file for file in EditionFile.objects.filter(pk__in=digests)}

    def picture(found: re.Match[str]) -> str:
        file = files.get(found["sha256"])
        content = _read(file.file) if file else None
        if file is None or content is None:
            return found[0]
        return f"data:{file.content_type};base64,{b64encode(content).decode()}"

    return _PICTURE.sub(picture, html)


def _read(file: "File[Any]") -> bytes | None:
    try:
        with file.open("rb") as opened:
            return bytes(opened.read())
    except OSError:
        logger.warning("The file %s of an edition is missing", file.name)
        return None
