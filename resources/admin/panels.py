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
                "rows": rows_of(texts_of(note)) if note else [],
                "draft": draft_of(self.instance) if is_source(self.instance) else None,
            }


def rows_of(listed: Iterable[Any]) -> list[Row]:
    """Return the editions, the newest first, each with the last text in every language."""
    rows: dict[int, Row] = {}
    for text in listed:
        row = rows.setdefault(text.number, Row(text.number, text.date))
        if all(other.language != text.language for other in row.texts):
            with translation.override(text.language):
                url = reverse("resources:edition", args=[text.code, text.label])
            row.texts.append(Text(text.language, text.label, url))
    for row in rows.values():
        row.texts.sort(key=lambda text: language_name(text.language))
    return list(rows.values())
