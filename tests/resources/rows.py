"""Editions as rows alone, without a page: what is left of a note whose page is gone."""

from datetime import date
from typing import Any

from resources.documents import Document
from resources.models import Edition, EditionText, GuidanceNote


def add_text(
    code: str, number: int, document: Document, *, correction: int = 0, **more: Any
) -> EditionText:
    """Write the text of an edition, and the note and the edition unless they are there."""
    note, _is_new = GuidanceNote.objects.get_or_create(
        code=code, defaults={"uuid": more.pop("uuid", None) or _uuid(code)}
    )
    edition, _is_new = Edition.objects.get_or_create(
        note=note, number=number, defaults={"date": more.pop("day", date(2015 + number, 7, 3))}
    )
    return EditionText.objects.create(
        edition=edition,
        language=document.language,
        correction=correction,
        title=document.title,
        summary=document.summary,
        has_short_version=document.has_short_version,
        content=document.as_data(),
        source_digest=str(number),
        **more,
    )


def _uuid(code: str) -> Any:
    from uuid import NAMESPACE_URL, uuid5

    return uuid5(NAMESPACE_URL, code)
