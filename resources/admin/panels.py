"""The panel of the note's editor that shows what is published, and what the draft would change."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from wagtail.admin.panels import Panel

from core.locales import language_name


@dataclass(frozen=True)
class Text:
    """An edition in a language, and where it is read."""

    language: str
    label: str
    url: str


@dataclass
class Row:
    """An edition with its texts."""

    number: int
    date: date
    texts: list[Text] = field(default_factory=list)
    # How its PDFs stand, in a word; the one that is furthest back.
    pdfs: str = ""


class EditionsPanel(Panel):
    """Lists the editions, and says what becomes of the draft when it is published."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page. Takes no input."""

        template_name = "resources/admin/editions_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the editions and the draft; neither for a page that is not saved yet."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            # Imported here: models name this panel, and it asks for models.
            from core.locales import is_source
            from resources.admin.drafts import draft_of
            from resources.editions import texts_of
            from resources.models import GuidanceNote

            note = GuidanceNote.objects.filter(uuid=self.instance.note_uuid).first()
            return {
                **context,
                "note": note,
                "rows": rows_of(texts_of(note), _pdfs_of(note)) if note else [],
                "pdf_list": _pdf_list(self.request.user),
                "draft": draft_of(self.instance) if is_source(self.instance) else None,
            }


def rows_of(listed: Iterable[Any], pdfs: dict[int, str]) -> list[Row]:
    """Return the editions, the newest first, each with the last text in every language."""
    rows: dict[int, Row] = {}
    for text in listed:
        row = rows.setdefault(text.number, Row(text.number, text.date))
        row.pdfs = pdfs.get(text.number, "")
        if all(other.language != text.language for other in row.texts):
            with translation.override(text.language):
                url = reverse("resources:edition", args=[text.code, text.label])
            row.texts.append(Text(text.language, text.label, url))
    for row in rows.values():
        row.texts.sort(key=lambda text: language_name(text.language))
    return list(rows.values())


def _pdfs_of(note: Any) -> dict[int, str]:
    """Return how the PDFs of each edition stand, by its number. One query."""
    from resources.models import EditionPdf

    status = EditionPdf.Status
    worst = [status.FAILED, status.MAKING, status.WAITING, status.READY]
    found = EditionPdf.objects.filter(text__edition__note=note).order_by()
    stands: dict[int, set[str]] = {}
    for number, state in found.values_list("text__edition__number", "status").distinct():
        stands.setdefault(number, set()).add(state)
    return {
        number: str(next(state.label for state in worst if state in states))
        for number, states in stands.items()
    }


def _pdf_list(user: Any) -> str:
    """Return the address of the list of PDFs; empty for those who may not see it."""
    from resources.admin.pdfs import PDF_LIST, pdf_permissions

    return reverse(PDF_LIST) if pdf_permissions.user_has_permission(user, "view") else ""
