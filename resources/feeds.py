"""Editions as Atom feeds: those of one note, and the newest of all notes."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.feeds import NEWEST, Entry, atom, feed_of
from resources.licences import Licence
from resources.models import EditionText, GuidanceIndexPage, GuidanceNote, GuidanceNotePage
from resources.privacy import public_texts


class _Text(NamedTuple):
    """A text of an edition, without its content."""

    uuid: UUID
    code: str
    number: int
    correction: int
    title: str
    changes: str
    licence: str | None
    published_at: datetime

    @property
    def label(self) -> str:
        """As `EditionText.label`."""
        return f"{self.number}.{self.correction}" if self.correction else f"{self.number}"


def note_feed(request: HttpRequest, note: GuidanceNote, language: str) -> HttpResponse:
    """Answer with the newest editions of a note in a language. Two queries."""
    with translation.override(language):
        texts = _texts(EditionText.objects.filter(edition__note=note), language)
        title = texts[0].title if texts else note.code
        return atom(
            request,
            _("Editions of %(title)s") % {"title": title},
            f"{settings.BASE_URL}{reverse('resources:history', args=[note.code])}",
            f"{settings.BASE_URL}{reverse('resources:feed', args=[note.code])}",
            language,
            (_entry(text, language) for text in texts),
        )


def all_editions_feed(request: HttpRequest, index: GuidanceIndexPage) -> HttpResponse:
    """Answer with the newest editions of all notes in a list, in the list's own language.

    Two queries.
    """
    language = index.locale.language_code
    listed = GuidanceNotePage.objects.child_of(index).live().filter(alias_of=None)
    texts = EditionText.objects.filter(edition__note__uuid__in=listed.values("translation_key"))
    entries = (_entry(text, language) for text in _texts(texts, language))
    return feed_of(request, index, index.title, entries)


def _texts(texts: QuerySet[EditionText], language: str) -> list[_Text]:
    """Return the newest of some texts. One query, which takes no more than a word of each."""
    rows = (
        public_texts(texts.filter(language=language))
        .order_by("-published_at", "-pk")
        .values_list(
            "edition__note__uuid",
            "edition__note__code",
            "edition__number",
            "correction",
            "title",
            "changes",
            KT("content__licence"),
            "published_at",
        )
    )
    return [_Text(*row) for row in rows[:NEWEST]]


def _entry(text: _Text, language: str) -> Entry:
    address = reverse("resources:edition", args=[text.code, text.label])
    corrected = _("The translation was corrected.") if text.correction else ""
    return Entry(
        # An edition's, in a language, wherever it is found.
        uuid=uuid5(text.uuid, f"{text.label}/{language}"),
        title=_("%(title)s, edition %(label)s") % {"title": text.title, "label": text.label},
        link=f"{settings.BASE_URL}{address}",
        description=corrected or text.changes,
        published=text.published_at,
        updated=text.published_at,
        rights=_rights(text.licence or ""),
    )


def _rights(licence: str) -> str | None:
    """Return the terms in words, and where they are written; None where there are none."""
    if licence not in Licence.values:
        return None
    known = Licence(licence)
    return f"{known.label} <{known.url}>" if known.url else str(known.label)
