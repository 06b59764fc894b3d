"""Carrying a source's pictures, choices and tags over to its translations.

Where no word has changed there is nothing to translate, and no translator is
called upon to publish the same words again.
"""

from typing import Any

from wagtail.models import DraftStateMixin
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from translators.publishing import what_is_missing


def carry_over(source: TranslationSource) -> None:
    """Publish the translations anew that say what their translators have published.

    One that somebody is working on, or that is older than its source, gets
    everything with its own next publication.
    """
    translations = source.translations.filter(enabled=True).select_related(
        "source__specific_content_type", "target_locale"
    )
    for translation in translations:
        target = _target(translation)
        if target is not None and _is_as_published(target, translation):
            translation.save_target(publish=True)


def _target(translation: Translation) -> Any:
    source = translation.source
    model = source.specific_content_type.model_class()
    return model.objects.filter(
        translation_key=source.object_id, locale=translation.target_locale_id
    ).first()


def _is_as_published(target: Any, translation: Translation) -> bool:
    if not isinstance(target, DraftStateMixin) or not target.live or target.has_unpublished_changes:
        return False
    published = target.last_published_at
    is_older = published is None or published < translation.source.text.changed_at
    if getattr(target, "alias_of_id", None) or is_older:
        return False
    edited = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale_id,
        updated_at__gt=published,
    )
    return not edited.exists() and not what_is_missing(target)
