"""Finding editions: which text an address means, and who may read it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404
from django.urls import reverse
from wagtail.models import Page

from core.routing import is_private
from resources.models import EditionText, GuidanceNote

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


def texts_of(note: GuidanceNote, language: str | None = None) -> list[Listed]:
    """Return all texts of a note, or those in a language, the newest first. One query."""
    texts = EditionText.objects.filter(edition__note=note)
    if language is not None:
        texts = texts.filter(language=language)
    rows = texts.order_by("-edition__number", "-correction", "language").values_list(
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


def load_text(note: GuidanceNote, listed: Listed) -> EditionText:
    """Return a listed text with its content. One query."""
    return EditionText.objects.select_related("edition__note").get(
        edition__note=note,
        edition__number=listed.number,
        correction=listed.correction,
        language=listed.language,
    )


def newest_text_of(uuid: Any, language: str) -> EditionText | None:
    """Return what readers of a note see now in a language. One query."""
    return (
        EditionText.objects.filter(edition__note__uuid=uuid, language=language)
        .select_related("edition__note")
        .order_by("-edition__number", "-correction")
        .first()
    )


def newest_texts(wanted: Collection[tuple[Any, str]]) -> QuerySet[EditionText]:
    """Return what readers have now of each note in a language, by (uuid, language). One query."""
    newest_first = Window(
        RowNumber(),
        partition_by=[F("edition__note"), F("language")],
        order_by=[F("edition__number").desc(), F("correction").desc()],
    )
    texts = EditionText.objects.filter(
        edition__note__uuid__in={uuid for uuid, _language in wanted},
        language__in={language for _uuid, language in wanted},
    )
    return texts.annotate(place=newest_first).filter(place=1).select_related("edition__note")


def find_text(code: str, label: str, language: str) -> EditionText:
    """Return the text that an address means, in another language where it is not in this one.

    Raises Http404. Two queries.
    """
    parts = LABEL.fullmatch(label)
    if parts is None:
        raise Http404
    number, correction = int(parts["number"]), int(parts["correction"] or 0)
    texts = EditionText.objects.filter(
        edition__note__code=code, edition__number=number, correction=correction
    )
    languages = sorted(texts.values_list("language", flat=True))
    if not languages:
        raise Http404
    return texts.select_related("edition__note").get(language=best_language(languages, language))


@dataclass(frozen=True)
class Whereabouts:
    """What has become of a note's pages."""

    # The live page in the asked-for language, else in the source's.
    page: Page | None
    is_private: bool


def whereabouts(note: GuidanceNote, language: str) -> Whereabouts:
    """Return where the note is on the site now. One query.

    A note is private when any of its pages is: what one language keeps from
    strangers is not to be read in another. It stays so when they are deleted.
    """
    pages = (
        Page.objects.filter(translation_key=note.uuid)
        .filter(Q(alias_of=None))
        .select_related("locale")
        .annotate(is_private=is_private())
    )
    live = {page.locale.language_code: page for page in pages if page.live}
    page = live.get(language) or live.get(settings.LANGUAGE_CODE) or next(iter(live.values()), None)
    return Whereabouts(page, note.is_withheld or any(page.is_private for page in pages))
