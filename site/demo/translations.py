"""The demonstration in its other languages, by the same way that translators go.

wagtail-localize takes each page apart into strings; their translations come
from `catalogues/`, and its own `Translation` puts the page together again. So
the translation editor shows every string as translated, and a change of the
source as one that has to be translated.
"""

from pathlib import Path

import polib
from django.conf import settings
from django.db import models
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation, TranslationSource

CATALOGUES = Path(__file__).parent / "catalogues"


class MissingTranslationError(Exception):
    """A catalogue lacks strings: half a page in English must not go live."""


def source_locale() -> Locale:
    """Return the locale of the source language, made if need be."""
    return Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)[0]


def target_languages() -> list[str]:
    """Return the languages of the site that the demonstration is translated into."""
    return [code for code, _name in settings.LANGUAGES if (CATALOGUES / f"{code}.po").exists()]


def read_catalogue(language: str) -> dict[str, str]:
    """Return the translations of a language by their English strings."""
    catalogue = polib.pofile(str(CATALOGUES / f"{language}.po"))
    return {entry.msgid: entry.msgstr for entry in catalogue.translated_entries()}


def translate_into(language: str, instances: list[models.Model]) -> None:
    """Translate pages and snippets into a language and put the translations live.

    Parents must come before their children. Raises MissingTranslationError.
    """
    locale = Locale.objects.get_or_create(language_code=language)[0]
    catalogue = read_catalogue(language)
    for instance in instances:
        source, _is_new = TranslationSource.update_or_create_from_instance(instance)
        translation, _is_new = Translation.objects.get_or_create(
            source=source, target_locale=locale
        )
        translation.import_po(_messages(translation, catalogue), delete=True)
        # Published here rather than by `save_target`, which waits until the
        # transaction ends: signatures refer to the wordings that go live now.
        translation.save_target(publish=False)
        translation.get_target_instance().latest_revision.publish()


def _messages(translation: Translation, catalogue: dict[str, str]) -> polib.POFile:
    """Return the strings of one page, each in its place, with their translations."""
    segments = StringSegment.objects.filter(source=translation.source).select_related(
        "string", "context"
    )
    missing = [segment.string.data for segment in segments if segment.string.data not in catalogue]
    if missing:
        language = translation.target_locale.language_code
        raise MissingTranslationError(f"{language}.po lacks {len(missing)} strings: {missing}")
    messages = polib.POFile()
    messages.metadata = {"X-WagtailLocalize-TranslationID": str(translation.uuid)}
    for segment in segments.order_by("order"):
        messages.append(
            polib.POEntry(
                msgid=segment.string.data,
                msgctxt=segment.context.path,
                msgstr=catalogue[segment.string.data],
            )
        )
    return messages
