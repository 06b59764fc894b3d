"""Refusing a translation before wagtail-localize writes it over what readers see.

`TranslationSource.create_or_update_translation(publish=True)` saves the page,
in the source language where nothing is translated, and publishes once that is
committed: what is refused then can be read all the same. wagtail-localize has
no signal or hook before it, so the method is wrapped. When it writes nothing
before publishing, `test_wagtail_localize_still_writes_before_it_publishes`
fails, and this module can go.
"""

from functools import wraps
from typing import Any

from wagtail.models import DraftStateMixin, Locale
from wagtail_localize.models import TranslationSource

from translators.publishing import NotReadyError, objections_to_translation
from translators.readiness import readiness_of_strings

_write = TranslationSource.create_or_update_translation


@wraps(_write)
def _look_then_write(
    self: TranslationSource, locale: Locale, user: Any = None, publish: bool = True, **options: Any
) -> Any:
    if publish:
        model = self.specific_content_type.model_class()
        target = model.objects.filter(translation_key=self.object_id, locale=locale).first()
        # What has no draft is published by being written.
        if isinstance(target, DraftStateMixin):
            reasons = readiness_of_strings(self, locale).lacks or objections_to_translation(
                self, target
            )
            if reasons:
                raise NotReadyError(target, reasons)
    return _write(self, locale, user=user, publish=publish, **options)


TranslationSource.create_or_update_translation = _look_then_write
