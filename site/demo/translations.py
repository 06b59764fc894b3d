"""The demonstration in its other languages, by the same way that translators go.

wagtail-localize takes each page apart into strings; their translations come
from `catalogues/`, and its own `Translation` puts the page together again. So
the translation editor shows every string as translated, and a change of the
source as one that has to be translated.
"""

from collections.abc import Sequence
from pathlib import Path

import polib
from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Locale, Revision
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from campaigns.models import Organisation
from translators.string_checks import as_stored

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


def translate(instances: Sequence[models.Model], languages: list[str]) -> None:
    """Translate pages and snippets into languages and put the translations live.

    Parents must come before their children. Raises MissingTranslationError.
    """
    sources = [TranslationSource.update_or_create_from_instance(one)[0] for one in instances]
    for language in languages:
        locale = Locale.objects.get_or_create(language_code=language)[0]
        catalogue = read_catalogue(language)
        for source in sources:
            translation, _is_new = Translation.objects.get_or_create(
                source=source, target_locale=locale
            )
            _store(translation, catalogue)
            # Published here rather than by `save_target`, which waits until the
            # transaction ends: signatures refer to the wordings that go live now.
            translation.save_target(publish=False)
            translation.get_target_instance().latest_revision.publish()


def translate_organisations(originals: Sequence[Organisation], languages: list[str]) -> None:
    """Translate organisations that were just made, a language at a time.

    With the same outcome as `translate`, in a quarter of the time: each is
    written once, and not looked through for what might keep it from going live.
    Raises MissingTranslationError.
    """
    sources = [TranslationSource.update_or_create_from_instance(one)[0] for one in originals]
    for language in languages:
        locale = Locale.objects.get_or_create(language_code=language)[0]
        catalogue = read_catalogue(language)
        for translation in Translation.objects.bulk_create(
            [Translation(source=source, target_locale=locale) for source in sources]
        ):
            _store(translation, catalogue)
        # wagtail-localize fills in what is there already.
        Organisation.objects.bulk_create(
            [original.copy_for_translation(locale) for original in originals]
        )
        _publish([source.get_ephemeral_translated_instance(locale) for source in sources])


def _publish(organisations: list[Organisation]) -> None:
    """Put organisations live, each with its first revision."""
    now = timezone.now()
    for one in organisations:
        one.set_keys()
        one.live, one.has_unpublished_changes = True, False
        one.first_published_at = one.last_published_at = now
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_object=one,
                base_content_type=one.get_base_content_type(),
                content=one.serializable_data(),
                object_str=str(one),
                created_at=now,
            )
            for one in organisations
        ]
    )
    for one, revision in zip(organisations, revisions, strict=True):
        one.latest_revision = one.live_revision = revision
    written = [field.name for field in Organisation._meta.concrete_fields if not field.primary_key]
    Organisation.objects.bulk_update(organisations, written)


def _store(translation: Translation, catalogue: dict[str, str]) -> None:
    """Store the translations of one page, each for its place, as a PO file brings them.

    Those that are there already stay. wagtail-localize's own import asks the
    database five times for each string.
    """
    segments = StringSegment.objects.filter(source=translation.source).select_related("string")
    missing = [segment.string.data for segment in segments if segment.string.data not in catalogue]
    if missing:
        language = translation.target_locale.language_code
        raise MissingTranslationError(f"{language}.po lacks {len(missing)} strings: {missing}")
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=segment.string,
                locale=translation.target_locale,
                context_id=segment.context_id,
                data=as_stored(catalogue[segment.string.data]),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for segment in segments
        ],
        ignore_conflicts=True,
    )
