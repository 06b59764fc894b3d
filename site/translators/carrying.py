"""Carrying a source's pictures, choices and tags over to its translations.

Where no word has changed there is nothing to translate, and no translator is
called upon to publish the same words again.
"""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import DraftStateMixin
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from translators.publishing import what_is_missing

logger = logging.getLogger(__name__)


def carry_over(source: TranslationSource) -> None:
    """Publish the translations anew that say what their translators have published.

    One that somebody is working on, or that is older than its source, gets
    everything with its own next publication. So does one that cannot be
    published: neither its source's editor nor the other languages need bear it.
    """
    translations = source.translations.filter(enabled=True).select_related(
        "source__specific_content_type", "target_locale"
    )
    for translation in translations:
        target = _target(translation)
        if target is not None and _is_as_published(target, translation):
            try:
                _publish(translation)
            except ValidationError:
                logger.warning(
                    "Nothing was carried over to %s %s in %s: it cannot be published",
                    target._meta.label,
                    target.pk,
                    translation.target_locale.language_code,
                )


@transaction.atomic
def _publish(translation: Translation) -> None:
    # By itself, `save_target` publishes when the editor's transaction has ended,
    # and what is refused then has been written over what readers see.
    translation.save_target(publish=False)
    translation.get_target_instance().latest_revision.publish()


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
    is_edited = any(
        model.objects.filter(
            context__object_id=translation.source.object_id,
            locale=translation.target_locale_id,
            updated_at__gt=published,
        ).exists()
        for model in (StringTranslation, SegmentOverride)
    )
    return not is_edited and not what_is_missing(target)
