"""Draws a page of HTML as a picture: shaped by Pango, as no drawing library does it alone.

WeasyPrint's PDF is made a picture by PDFium. A card takes 80 milliseconds on
one core, and loading the libraries half a second, once in each process.
"""

import logging
import unicodedata
from io import BytesIO
from threading import Lock
from typing import Any

# Neither PDFium nor the listener below may work for two threads at once.
_one_at_a_time = Lock()
# Enough for two colours with their edges; a third of the bytes.
_COLOURS = 64


class NotDrawnError(Exception):
    """A picture could not be drawn, or would lack letters."""


class _MissingLetters(logging.Handler):
    """Keeps the letters that WeasyPrint finds no font for."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Take a message in."""
        character = record.args[0] if isinstance(record.args, tuple) and record.args else ""
        if str(record.msg).startswith(".notdef") and isinstance(character, str):
            self.found |= {c for c in character if unicodedata.category(c)[0] in "LM"}


def draw(html: str) -> bytes:
    """Return the first page of `html` as PNG, a pixel for each CSS pixel. Raises NotDrawnError.

    It reaches nothing: no network, no file.
    """
    with _one_at_a_time:
        return _png(_pdf(html))


def _pdf(html: str) -> bytes:
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise NotDrawnError("Pango is missing") from error
    missing = _MissingLetters()
    weasyprint.LOGGER.addHandler(missing)
    try:
        fetcher = URLFetcher(allowed_protocols=["data"])
        pdf: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf()
    finally:
        weasyprint.LOGGER.removeHandler(missing)
    if missing.found:
        raise NotDrawnError(f"no font for {''.join(sorted(missing.found))}")
    return pdf


def _png(pdf: bytes) -> bytes:
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        # PDF counts in points, of which 72 are 96 CSS pixels.
        picture = document[0].render(scale=96 / 72).to_pil()
    finally:
        document.close()
    png = BytesIO()
    picture.convert("RGB").quantize(_COLOURS).save(png, "PNG", optimize=True)
    return png.getvalue()
