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
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from core.http import if_changed
from core.models import SiteSettings
from resources.licences import Licence
from resources.models import EditionText, GuidanceIndexPage, GuidanceNote, GuidanceNotePage
from resources.privacy import public_texts
from resources.xml_text import readable

NEWEST = 30


class _Entry(NamedTuple):
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
        entries = _entries(EditionText.objects.filter(edition__note=note), language)
        title = entries[0].title if entries else note.code
        feed = _feed(
            request,
            _("Editions of %(title)s") % {"title": title},
            f"{settings.BASE_URL}{reverse('resources:history', args=[note.code])}",
            f"{settings.BASE_URL}{reverse('resources:feed', args=[note.code])}",
            language,
        )
        return _answer(request, feed, entries, language)


def all_editions_feed(request: HttpRequest, index: GuidanceIndexPage) -> HttpResponse:
    """Answer with the newest editions of all notes in a list, in the list's own language.

    The feed speaks that language even where the list itself is not translated yet. Two queries.
    """
    language = index.locale.language_code
    listed = GuidanceNotePage.objects.child_of(index).live().filter(alias_of=None)
    texts = EditionText.objects.filter(edition__note__uuid__in=listed.values("translation_key"))
    with translation.override(language):
        address = index.get_full_url(request) or ""
        feed = _feed(
            request, index.title, address, f"{address}{index.reverse_subpage('feed')}", language
        )
        return _answer(request, feed, _entries(texts, language), language)


def _entries(texts: QuerySet[EditionText], language: str) -> list[_Entry]:
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
    return [_Entry(*row) for row in rows[:NEWEST]]


def _feed(
    request: HttpRequest, title: str, address: str, feed_address: str, language: str
) -> Atom1Feed:
    site_name = readable(SiteSettings.for_request(request).name)
    return Atom1Feed(
        title=f"{readable(title)} – {site_name}",
        link=address,
        description=None,
        language=language,
        author_name=site_name,
        feed_url=feed_address,
    )


def _answer(
    request: HttpRequest, feed: Atom1Feed, entries: list[_Entry], language: str
) -> HttpResponse:
    for entry in entries:
        address = reverse("resources:edition", args=[entry.code, entry.label])
        corrected = _("The translation was corrected.") if entry.correction else ""
        feed.add_item(
            title=readable(
                _("%(title)s, edition %(label)s") % {"title": entry.title, "label": entry.label}
            ),
            link=f"{settings.BASE_URL}{address}",
            # Atom1Feed says of it that it is HTML.
            description=escape(readable(corrected or entry.changes)),
            # An edition's, in a language, wherever it is found.
            unique_id=uuid5(entry.uuid, f"{entry.label}/{language}").urn,
            pubdate=entry.published_at,
            updateddate=entry.published_at,
            item_copyright=_rights(entry.licence or ""),
        )
    response = HttpResponse(content_type=feed.content_type)
    response["Content-Language"] = language
    feed.write(response, "utf-8")
    # Feed readers ask often, and mostly for what they have. A date would not tell
    # them of what became private.
    return if_changed(request, response)


def _rights(licence: str) -> str | None:
    """Return the terms in words, and where they are written; None where there are none."""
    if licence not in Licence.values:
        return None
    known = Licence(licence)
    return f"{known.label} <{known.url}>" if known.url else str(known.label)
