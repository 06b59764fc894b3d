"""What Wagtail's API says of notes: their newest edition, never a draft."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from rest_framework.serializers import Field

if TYPE_CHECKING:
    from resources.models import EditionText, GuidanceNotePage


class _NoteField(Field):
    """Something about the newest edition. One query for the first of them, as a page is asked."""

    def __init__(self) -> None:
        super().__init__(read_only=True, source="*")

    def to_representation(self, page: "GuidanceNotePage") -> Any:
        text: EditionText | None = page.newest_text
        return self.represent(text) if text else None

    @abstractmethod
    def represent(self, text: "EditionText") -> Any:
        """Return what is to be said of an edition."""


class EditionField(_NoteField):
    """Number, date, and where the edition is for good."""

    def represent(self, text: "EditionText") -> dict[str, Any]:
        code, label = text.edition.note.code, text.label
        with translation.override(text.language):
            url = reverse("resources:edition", args=[code, label])
            markdown = reverse("resources:markdown", args=[code, label])
        return {
            "number": label,
            "date": text.edition.date,
            "changes": text.changes,
            "url": f"{settings.BASE_URL}{url}",
            "markdown_url": f"{settings.BASE_URL}{markdown}",
        }


class AboutField(_NoteField):
    """Kind, audiences, jurisdictions, authors and licence, as the edition names them."""

    def represent(self, text: "EditionText") -> dict[str, Any]:
        document = text.document
        return {
            "kind": document.kind,
            "audiences": document.audiences,
            "jurisdictions": document.jurisdictions,
            "authors": [
                {
                    "name": author.name,
                    "is_organisation": author.is_organisation,
                    # Of an organisation, what it did: it need not have written anything.
                    "affiliation": author.affiliation,
                    "url": author.url,
                }
                for author in document.authors
            ],
            "licence": document.licence,
        }


class SectionsField(_NoteField):
    """The sections, each with its HTML."""

    def represent(self, text: "EditionText") -> list[dict[str, Any]]:
        return [
            {
                "id": section.key,
                "kind": section.kind,
                "label": section.label,
                "anchor": section.anchor,
                "heading": section.heading,
                "key_message": section.key_message,
                "html": section.html,
                "footnotes": [
                    {"number": note.number, "html": note.html} for note in section.footnotes
                ],
            }
            for section in text.document.sections
        ]
