"""Following the sources of translation: each publication brings wagtail-localize up to date.

By itself wagtail-localize looks at a source again when somebody presses "Sync
translated pages"; until then no translator would know that it has changed.
"""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslationSource

from core.locales import active_locales, is_source
from core.models import BasePage
from core.translated_fields import SourceOnlyField
from translators.carrying import carry_over
from translators.models import SourceText


def has_other_languages() -> bool:
    """Whether there is anything to translate into."""
    return active_locales().count() > 1


def source_locale(page: Page) -> Locale:
    """Return the language in which the source of a page is written; the page's own without one."""
    original = page.alias_of or page
    versions = original.get_translations(inclusive=True).filter(alias_of=None).order_by("pk")
    return next((version for version in versions if is_source(version)), original).locale


def follow(instance: Any) -> SourceText | None:
    """Take apart the published text of a source page or snippet; None where it is no source."""
    if isinstance(instance, Page):
        instance = instance.specific
        if not isinstance(instance, BasePage):
            return None
    if not is_source(instance):
        return None
    with transaction.atomic():
        known = _known_text(instance)
        source, _is_new = TranslationSource.update_or_create_from_instance(instance)
        # Not now: what is followed late has not changed since it was published.
        published = getattr(instance, "last_published_at", None) or timezone.now()
        text = known or SourceText(source=source)
        before = text.words, text.copied
        text.words, text.copied = _digest(_words(source)), _digest(_copied(source, instance))
        if text.words != before[0]:
            text.changed_at = published
        text.tells_readers = getattr(instance, "tells_when_outdated", False)
        text.save()
    if text.words == before[0] and text.copied != before[1]:
        carry_over(source)
    return text


def follow_all() -> None:
    """Follow what is live and was never followed: all that was there before its first translator.

    Also mends what wagtail-localize forgets when a translation is deleted.
    """
    followed = set(SourceText.objects.values_list("source__object_id", flat=True))
    querysets = [Page.objects.filter(alias_of=None, depth__gt=1).live()]
    for model in translatable_snippets():
        live = {"live": True} if issubclass(model, DraftStateMixin) else {}
        querysets.append(model.objects.filter(**live))
    for instances in querysets:
        for instance in instances.exclude(translation_key__in=followed).order_by("pk"):
            follow(instance)


def translatable_snippets() -> list[Any]:
    """Return the kinds of snippet that exist in each language."""
    return [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]


def _known_text(instance: Any) -> SourceText | None:
    """Return the text of an instance as it was before; None where nobody ever translated it."""
    source = (
        TranslationSource.objects.filter(
            object_id=instance.translation_key, locale=instance.locale_id
        )
        .select_related("text")
        .first()
    )
    if source is None:
        return None
    if text := getattr(source, "text", None):
        return text
    # From a time when wagtail-localize alone followed it. What is as it was then has not changed.
    return SourceText(
        source=source,
        words=_digest(_words(source)),
        copied=_digest(_copied(source, instance)),
        changed_at=source.last_updated_at,
    )


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _words(source: TranslationSource) -> list[list[str]]:
    """Return what there is to translate, and the order in which it stands."""
    strings = source.stringsegment_set.values_list(
        "order", "context__path", "string__data_hash", "attrs"
    )
    templates = source.templatesegment_set.values_list("order", "context__path", "template__uuid")
    return [sorted(map(str, rows)) for rows in (strings, templates)]


def _copied(source: TranslationSource, instance: Any) -> dict[str, Any]:
    """Return what translations copy besides: pictures, choices, dates, tags, children."""
    content = json.loads(source.content_json)
    copied = {}
    for field in get_translatable_fields(type(instance)):
        if isinstance(field, SourceOnlyField) or not field.is_synchronized(instance):
            continue
        value = content.get(field.field_name)
        # Text within the text. PostgreSQL gives the keys in it an order of its own.
        if value and isinstance(field.get_field(type(instance)), StreamField):
            value = json.loads(value)
        copied[field.field_name] = value
    return copied
