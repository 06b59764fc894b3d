"""Which texts of notes are kept from the public.

One rule, for pages, editions and drafts that are open for comment, each in its
own language. A text is private when the note's page in its language is, or the
note's page in the source language; be they live or not. It stays so when these
are deleted. What another translation keeps from strangers says nothing of it.
"""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.routing import is_private
from resources.models import EditionText, GuidanceNote, Withheld


def is_withheld(note: str, language: str, moment: str) -> Exists:
    """Return the condition that a page was private when it was deleted.

    Part of a query on what has a note, a language and a moment of its own, of
    which the names of the columns are given.
    """
    return Exists(
        Withheld.objects.filter(
            note=OuterRef(note),
            language=OuterRef(language),
            until__gte=OuterRef(moment),
        )
    )


def has_private_page(uuid: str, language: str) -> Exists:
    """Return the condition that one of the pages is private that decide on a text."""
    return Exists(
        Page.objects.filter(
            is_private(),
            _deciding(OuterRef(language)),
            translation_key=OuterRef(uuid),
        )
    )


def _deciding(language: Any) -> Q:
    """Return the condition that a note's page decides on its texts in a language."""
    return Q(locale__language_code=language) | Q(locale__language_code=settings.LANGUAGE_CODE)


def with_privacy(texts: QuerySet[EditionText]) -> QuerySet[EditionText]:
    """Have each text know whether it is private."""
    return texts.annotate(
        found_private=is_withheld("edition__note", "language", "published_at")
        | has_private_page("edition__note__uuid", "language"),
    )


def public_texts(texts: QuerySet[EditionText]) -> QuerySet[EditionText]:
    """Leave out what is private."""
    return texts.filter(
        ~is_withheld("edition__note", "language", "published_at"),
        ~has_private_page("edition__note__uuid", "language"),
    )


def is_public_draft() -> Q:
    """Return the condition that a draft that was opened for comment is public."""
    return Q(
        ~is_withheld("note", "language", "opened_at"),
        ~has_private_page("note__uuid", "language"),
    )


def readable_notes(pages: PageQuerySet[Any]) -> PageQuerySet[Any]:
    """Leave out the notes that their page in the source language keeps from the public.

    What restricts a page itself is for `core.routing.public` to see.
    """
    uuid = Coalesce(OuterRef("alias_of__translation_key"), OuterRef("translation_key"))
    sources = Page.objects.filter(
        is_private(), translation_key=uuid, locale__language_code=settings.LANGUAGE_CODE
    )
    return pages.filter(~Exists(sources))


def lets_in(request: HttpRequest, note: GuidanceNote, language: str) -> bool:
    """Whether a private text is for whoever asks: what restricts its page accepts the request.

    Where its own page is public, what restricts the source's; without either,
    nothing says any more who was let in.
    """
    pages = Page.objects.filter(_deciding(language), translation_key=note.uuid)
    by_language = {page.locale.language_code: page for page in pages.select_related("locale")}
    for code in (language, settings.LANGUAGE_CODE):
        found = list(by_language[code].get_view_restrictions()) if code in by_language else []
        if found:
            return all(restriction.accept_request(request) for restriction in found)
    return False


def withhold(page: Page) -> None:
    """Keep private what a page that is being deleted keeps private now.

    Without the source, translations without a page of their own have nothing
    else to say so. The others have its restriction: see `translators.privacy`.
    """
    note = GuidanceNote.objects.filter(uuid=page.translation_key).first()
    pages = Page.objects.filter(translation_key=page.translation_key)
    language = page.locale.language_code
    if note is None or not pages.filter(is_private(), _deciding(language)).exists():
        return
    languages = {language}
    if language == settings.LANGUAGE_CODE:
        texts = EditionText.objects.filter(edition__note=note).order_by()
        languages |= {
            *texts.values_list("language", flat=True),
            *note.consultations.order_by().values_list("language", flat=True),
        }
        languages -= {*pages.exclude(pk=page.pk).values_list("locale__language_code", flat=True)}
    for code in languages:
        Withheld.objects.update_or_create(
            note=note, language=code, defaults={"until": timezone.now()}
        )
