"""What every page that shows an edition has in common."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from resources.commenting.counting import tally
from resources.commenting.finding import open_draft
from resources.documents import Document
from resources.editions import Listed, public_texts_of
from resources.licences import Licence
from resources.models import EditionPdf, EditionText

FULL, SHORT = "full", "short"


@dataclass(frozen=True)
class Reading:
    """An edition on its way to a reader."""

    text: EditionText
    version: str
    # The texts of the note that its reader may read, the newest first.
    listed: list[Listed]
    document: Document

    @property
    def code(self) -> str:
        """The note's name in addresses."""
        return self.text.edition.note.code

    @property
    def label(self) -> str:
        """What the edition is called."""
        return self.text.label

    @property
    def is_short(self) -> bool:
        """Whether only the marked sections are shown."""
        return self.version == SHORT

    @property
    def licence(self) -> Licence | None:
        """On which terms others may use it."""
        return Licence(self.document.licence) if self.document.licence in Licence.values else None

    @property
    def history(self) -> list[Listed]:
        """The editions in the text's own language, the newest first."""
        return [listed for listed in self.listed if listed.language == self.text.language]

    @property
    def times_changed(self) -> int:
        """How often the text has changed since it was first published in its language."""
        return len(self.history) - 1

    @property
    def newest(self) -> Listed | None:
        """The newest edition in the text's own language."""
        return next(iter(self.history), None)

    @property
    def is_newest(self) -> bool:
        """Whether there is no newer text in this language."""
        return self.newest is None or self.newest.label == self.label

    @property
    def newer_elsewhere(self) -> Listed | None:
        """The newest edition in the source language, where no newer one is in this language."""
        newest = next(
            (listed for listed in self.listed if listed.language == settings.LANGUAGE_CODE), None
        )
        if newest is None or not self.is_newest or newest.number <= self.text.edition.number:
            return None
        return newest

    @property
    def url(self) -> str:
        """The permanent address, with host, in the text's language."""
        with translation.override(self.text.language):
            name = "short" if self.is_short else "edition"
            path = reverse(f"resources:{name}", args=[self.code, self.label])
        return f"{settings.BASE_URL}{path}"

    @property
    def addresses(self) -> dict[str, str]:
        """Where the same edition, in the same version, is in each language."""
        return self.addresses_of("short" if self.is_short else "edition")

    def addresses_of(self, name: str) -> dict[str, str]:
        """Return the paths of the same edition in each language that it was published in."""
        found: dict[str, str] = {}
        for listed in self.listed:
            if listed.number == self.text.edition.number and (
                listed.has_short_version or name != "short"
            ):
                with translation.override(listed.language):
                    # The list begins with the newest: a mended text stands for those before it.
                    found.setdefault(
                        listed.language,
                        reverse(f"resources:{name}", args=[self.code, listed.label]),
                    )
        with translation.override(self.text.language):
            found[self.text.language] = reverse(f"resources:{name}", args=[self.code, self.label])
        return {code: found[code] for code, _name in settings.LANGUAGES if code in found}


def reading(text: EditionText, version: str) -> Reading:
    """Return a text as it is read. One query."""
    document = text.document
    if version == SHORT:
        document = document.shortened()
    return Reading(text, version, public_texts_of(text.edition.note, text), document)


def reading_context(shown: Reading) -> dict[str, Any]:
    """Return what the templates of notes and editions show. Three queries."""
    context: dict[str, Any] = {
        "reading": shown,
        "document": shown.document,
        "text": shown.text,
    }
    if shown.text.pk is None:
        # A draft has no past and nothing that was made of it.
        return context
    edition = shown.text.edition
    pdfs = EditionPdf.objects.filter(text=shown.text)
    return {
        **context,
        "pdfs": {pdf.version: pdf for pdf in pdfs},
        "comment_tally": tally(edition.note, edition.number),
        "consultation": open_draft(edition.note.uuid, shown.text.language),
    }
