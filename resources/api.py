"""What Wagtail's API says of notes: their newest edition, never a draft."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from rest_framework.serializers import Field, ListSerializer
from wagtail.models import Locale

if TYPE_CHECKING:
    from resources.models import EditionText, GuidanceNotePage


def _texts_of(pages: "Iterable[GuidanceNotePage]") -> "dict[int, EditionText]":
    """Return what readers have of each page now. Two queries."""
    # The page's model names these fields before there are any models.
    from resources.editions import by_note, newest_texts
    from resources.privacy import with_privacy

    languages = dict(Locale.objects.values_list("pk", "language_code"))
    # The API names no aliases.
    keys = {page.pk: (page.translation_key, languages[page.locale_id]) for page in pages}
    texts = by_note(with_privacy(newest_texts(set(keys.values()))))
    return {pk: texts[key] for pk, key in keys.items() if key in texts}


class _NoteField(Field):
    """Something about the newest edition. Two queries for all of them in an answer."""

    def __init__(self) -> None:
        super().__init__(read_only=True, source="*")

    def to_representation(self, page: "GuidanceNotePage") -> Any:
        kept = "_note_texts"
        if not hasattr(self.root, kept):
            listed = isinstance(self.root, ListSerializer)
            setattr(self.root, kept, _texts_of(self.root.instance if listed else [page]))
        text: EditionText | None = getattr(self.root, kept).get(page.pk)
        # A translation of what is private is told of by no word.
        return self.represent(text) if text and not text.is_private else None

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
