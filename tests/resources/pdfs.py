"""PDFs to open: made once, read by many tests."""

import unicodedata
from base64 import b64encode
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pypdfium2
from PIL import Image
from pypdf import PdfReader

from resources.documents import Document
from resources.models import Edition, EditionText, GuidanceNote
from resources.pdf.rendering import FULL, EditionFacts, Pdf, render_pdf
from tests.resources.documents import rich_document

ADDRESS = "http://testserver/en/editions/use-of-images/2/"


def picture(size: tuple[int, int] = (64, 24)) -> bytes:
    """Return a PNG."""
    file = BytesIO()
    Image.new("RGB", size, "#1d3f8f").save(file, "PNG")
    return file.getvalue()


DRAWN = f"data:image/png;base64,{b64encode(picture()).decode()}"


def facts(**values: Any) -> EditionFacts:
    """Return what PDFs of tests say of their edition."""
    defaults: dict[str, Any] = {
        "label": "2",
        "date": date(2026, 5, 3),
        "changes": "The checklist asks about deletion.",
        "url": ADDRESS,
        "publisher": "Undersigned",
    }
    return EditionFacts(**{**defaults, **values})


@cache
def rich_pdf(language: str = "en", version: str = FULL) -> Pdf:
    """Return the note that has everything. It needs no database: its picture is in it."""
    return render_pdf(rich_document(language, picture=DRAWN), facts(), version)


def reader(pdf: Pdf) -> PdfReader:
    """Open a PDF with pypdf."""
    return PdfReader(BytesIO(pdf.content))


def pages(pdf: Pdf) -> list[str]:
    """Return the text of each page as PDFium reads it: what Chrome finds and copies."""
    document = pypdfium2.PdfDocument(pdf.content)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        return texts
    finally:
        document.close()


def letters(text: str) -> str:
    """Return the letters alone, as they would be compared with another text's.

    The vowel signs of Arabic are put before or behind their letter by one reader
    or another, and seldom written; Thai's belong to the word.
    """
    # Thai's vowel am falls apart into two signs, which a tone mark may stand between.
    apart = unicodedata.normalize("NFKC", text)
    for tone in "\u0e48\u0e49\u0e4a\u0e4b":
        apart = apart.replace(f"{tone}\u0e4d", f"\u0e4d{tone}")
    return "".join(
        char
        for char in apart
        if char.isalpha() or (unicodedata.category(char) == "Mn" and "\u0e00" < char < "\u0e7f")
    )


def frozen(
    document: Document, code: str = "use-of-images", number: int = 1, **values: Any
) -> EditionText:
    """Return a published text that holds `document`."""
    note, _ = GuidanceNote.objects.get_or_create(
        code=code, defaults={"uuid": uuid5(NAMESPACE_URL, code)}
    )
    edition, _ = Edition.objects.get_or_create(
        note=note, number=number, defaults={"date": date(2026, 5, number)}
    )
    text = EditionText(
        edition=edition,
        language=document.language,
        title=document.title,
        summary=document.summary,
        has_short_version=document.has_short_version,
        content=document.as_data(),
        source_digest="0" * 64,
        **values,
    )
    text.save()
    return text
