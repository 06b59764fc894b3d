"""Finding editions: which text an address means, of those that all may read."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404
from django.urls import reverse
from wagtail.models import Page

from core.routing import is_private
from resources.models import EditionText, GuidanceNote
from resources.privacy import public_texts, with_privacy

LABEL = re.compile(r"(?P<number>[1-9][0-9]{0,4})(?:\.(?P<correction>[1-9][0-9]{0,4}))?")


@dataclass(frozen=True)
class Listed:
    """A text of an edition without its content, for lists."""

    number: int
    correction: int
    language: str
    date: date
    title: str
    changes: str
    has_short_version: bool
    code: str

    @property
    def label(self) -> str:
        """As `EditionText.label`."""
        return f"{self.number}.{self.correction}" if self.correction else f"{self.number}"

    @property
    def url(self) -> str:
        """Its address in the active language."""
        return reverse("resources:edition", args=[self.code, self.label])


def find_note(code: str) -> GuidanceNote:
    """Return the note; raises Http404 where there is none. One query."""
    try:
        return GuidanceNote.objects.get(code=code)
    except GuidanceNote.DoesNotExist as error:
        raise Http404 from error


def texts_of(note: GuidanceNote) -> list[Listed]:
    """Return all texts of a note, be they private, the newest first. One query."""
    return _listed(note, EditionText.objects.all())


def public_texts_of(note: GuidanceNote, text: EditionText | None = None) -> list[Listed]:
    """Return the texts of a note that all may read, the newest first. One query.

    Whoever reads a private text has been let in to its language: its texts are there as well.
    """
    texts = EditionText.objects.all()
    if text is not None and text.is_private:
        return _listed(note, public_texts(texts) | texts.filter(language=text.language))
    return _listed(note, public_texts(texts))


def _listed(note: GuidanceNote, texts: QuerySet[EditionText]) -> list[Listed]:
    in_order = texts.filter(edition__note=note).order_by(
        "-edition__number", "-correction", "language"
    )
    rows = in_order.values_list(
        "edition__number",
        "correction",
        "language",
        "edition__date",
        "title",
        "changes",
        "has_short_version",
    )
    return [Listed(*row, code=note.code) for row in rows]


def best_language(languages: list[str], wanted: str) -> str:
    """Return the language to show where a text is not in the wanted one: the source's, else any."""
    if wanted in languages or not languages:
        return wanted
    return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in languages else languages[0]


def newest_text_of(uuid: Any, language: str) -> EditionText | None:
    """Return what readers of a note see now in a language, be it private: it says so. One query."""
    texts = EditionText.objects.filter(edition__note__uuid=uuid, language=language)
    return (
        with_privacy(texts)
        .select_related("edition__note")
        .order_by("-edition__number", "-correction")
        .first()
    )


def newest_texts(wanted: Collection[tuple[UUID, str]]) -> QuerySet[EditionText]:
    """Return what readers have now of notes, each in a language, and of others of these languages.

    Be they private, as `newest_text_of`. One query.
    """
    newest_first = Window(
        RowNumber(),
        partition_by=[F("edition__note"), F("language")],
        order_by=[F("edition__number").desc(), F("correction").desc()],
    )
    texts = EditionText.objects.filter(
        edition__note__uuid__in={uuid for uuid, _language in wanted},
        language__in={language for _uuid, language in wanted},
    )
    # Which ones they are is found out without their contents.
    newest = texts.annotate(place=newest_first).filter(place=1).values("pk")
    return EditionText.objects.filter(pk__in=newest).select_related("edition__note")


def by_note(texts: QuerySet[EditionText]) -> dict[tuple[UUID, str], EditionText]:
    """Return texts by what identifies their note, and their language."""
    return {(text.edition.note.uuid, text.language): text for text in texts}


def find_text(code: str, label: str, language: str) -> EditionText:
    """Return the text that an address means, in another language where it is not in this one.

    What is private is not there. Raises Http404. Two queries.
    """
    parts = LABEL.fullmatch(label)
    if parts is None:
        raise Http404
    number, correction = int(parts["number"]), int(parts["correction"] or 0)
    texts = public_texts(
        EditionText.objects.filter(
            edition__note__code=code, edition__number=number, correction=correction
        )
    )
    languages = sorted(texts.values_list("language", flat=True))
    if not languages:
        raise Http404
    return texts.select_related("edition__note").get(language=best_language(languages, language))


def live_page(note: GuidanceNote, language: str) -> Page | None:
    """Return the note's live page in a language; else in the source's or another one, if public.

    One query.
    """
    pages = (
        Page.objects.live()
        .filter(translation_key=note.uuid, alias_of=None)
        .select_related("locale")
        .annotate(is_private=is_private())
    )
    live = {page.locale.language_code: page for page in pages}
    if language in live:
        return live[language]
    others = {code: page for code, page in live.items() if not page.is_private}
    return others.get(settings.LANGUAGE_CODE) or next(iter(others.values()), None)
