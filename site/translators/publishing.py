"""The rule by which a translation goes live: only when it is whole.

No string is missing, none was made by a machine and left unread, and where
people do something on the page, the whole interface speaks its language.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from translators.models import SourceText
from translators.parts import interface_part
from translators.readiness import (
    places_of,
    readiness_of,
    source_of,
    translation_into,
    untranslated_places,
)

# What an app has against a version of one of its models going live, in words.
Objections = Callable[[Any], list[str]]

_objections: dict[type, Objections] = {}


def object_to(model: type, objections: Objections) -> None:
    """Let `objections` be heard before any version of `model` goes live, whichever way."""
    _objections[model] = objections


class NotReadyError(ValidationError):
    """A translation that is not whole was about to go live. Says what it lacks."""

    def __init__(self, instance: Any, reasons: list[str]) -> None:
        self.instance = instance
        super().__init__({NON_FIELD_ERRORS: [refusal(instance, reasons)]})


def refusal(instance: Any, reasons: list[str]) -> str:
    """Say in one text that something does not go live, and why."""
    text = _("“%(title)s” cannot go live in %(language)s yet. %(reasons)s.")
    return text % {
        "title": instance,
        "language": instance.locale.get_display_name(),
        "reasons": in_one_sentence(reasons),
    }


def in_one_sentence(reasons: list[str]) -> str:
    """Return several reasons as one text, without an end."""
    return pgettext("between the parts of a list", "; ").join(reasons)


def what_is_missing(instance: Any) -> list[str]:
    """Return in words what keeps a page or snippet from going live as it would be published now.

    wagtail-localize puts a translation together from its strings at that
    moment. What is written in its language is published as its writer wants it;
    only the interface must be there.
    """
    if source_of(instance) is None:
        part = interface_part(type(instance), instance.locale.language_code)
        return [part.in_words] if part and not part.is_ready else []
    return readiness_of(instance).lacks


def objections_to_translation(source: TranslationSource, target: Any) -> list[str]:
    """Return what a translation's app has against it, as it would be put together now, in words."""
    if isinstance(target, Page):
        target = target.specific
    if type(target) not in _objections:
        return []
    draft = source.get_ephemeral_translated_instance(target.locale, fallback=True)
    return _objections[type(target)](draft)


def what_speaks_against(revision: Revision) -> list[str]:
    """Return in words what keeps this version from going live, as it was saved."""
    instance = revision.as_object()
    reasons = what_is_missing(instance)
    if type(instance) in _objections:
        reasons += _objections[type(instance)](instance)
    translation = translation_into(instance)
    if not reasons and translation and translation.enabled and _is_behind(revision, translation):
        reasons = [
            _("This version is older than its translation: publish it from the translation editor")
        ]
    return reasons


def refuse_unfinished(revision: Revision) -> None:
    """Raise NotReadyError if this version must not go live."""
    reasons = what_speaks_against(revision)
    if reasons:
        raise NotReadyError(revision.as_object(), reasons)


def refuse_unfinished_copy(page: Page) -> None:
    """Raise NotReadyError if an alias that becomes a page of its own must not be live."""
    translation = translation_into(page)
    # So wagtail-localize begins a translation, which is then taken off the site.
    if translation and translation.enabled:
        return
    reasons = what_is_missing(page.specific)
    if reasons:
        raise NotReadyError(page, reasons)


def stops_being_alias(page: Page) -> bool:
    """Whether saving it makes a live page of its own out of an alias. One query."""
    if page.alias_of_id or not page.live or page._state.adding:
        return False
    return bool(Page.objects.filter(pk=page.pk, alias_of__isnull=False).exists())


def is_going_live(instance: DraftStateMixin) -> bool:
    """Whether saving it puts another of its own versions live. One query."""
    if not instance.live or instance.live_revision_id is None or instance._state.adding:
        return False
    stored = type(instance)._default_manager.filter(pk=instance.pk)
    if stored.filter(live_revision=instance.live_revision_id).exists():
        return False
    # An alias carries the version of its original. One that was only just saved has a number here.
    revision = instance.live_revision
    return revision is not None and str(revision.object_id) == str(instance.pk)


def _is_behind(revision: Revision, translation: Translation) -> bool:
    """Whether a version lacks what has been translated since it was saved.

    wagtail-localize saves one in the source language when a translation begins.
    """
    source = translation.source
    strings = StringTranslation.objects.filter(
        locale=translation.target_locale_id,
        context__object_id=source.object_id,
        translation_of__segments__source=source,
    )
    touched = strings.aggregate(last=Max("updated_at"))["last"]
    text = SourceText.objects.filter(source=source).first()
    moments = [moment for moment in (touched, text and text.changed_at) if moment]
    if any(revision.created_at < moment for moment in moments):
        return True
    # Written by hand while the translation was stopped.
    left = untranslated_places([source], [translation.target_locale])
    return not left[source.pk, translation.target_locale_id].isdisjoint(
        places_of(revision.as_object())
    )
