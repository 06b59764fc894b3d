"""What waits for translators, in a fixed number of queries however much there is."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, F
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.models import get_edit_url as localize_edit_url

from translators.models import SourceText

# Of a page or snippet: what it is in all its languages, and one of them.
Key = Any
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


class State(models.TextChoices):
    """How far a translation is. In the order in which it is to be dealt with."""

    OUTDATED = "outdated", _("outdated")
    WAITING = "waiting", pgettext_lazy("translation", "waiting")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", _("done")


@dataclass(frozen=True)
class Progress:
    """How many strings of a source are translated into a language."""

    strings: int = 0
    translated: int = 0
    # Of those translated, the ones made by a machine that no person has looked at.
    machine: int = 0

    @property
    def missing(self) -> int:
        """Strings without a translation."""
        return self.strings - self.translated

    @property
    def is_complete(self) -> bool:
        """Whether every string has a translation that a person stands for."""
        return not self.missing and not self.machine

    @property
    def in_words(self) -> str:
        """What is left to translate, as "12 of 40 to translate"."""
        return gettext("%(missing)s of %(strings)s to translate") % {
            "missing": number_format(self.missing),
            "strings": number_format(self.strings),
        }

    @property
    def machine_in_words(self) -> str:
        """What is left to look at; empty where there is nothing."""
        if not self.machine:
            return ""
        return ngettext(
            "%(number)s made by a machine", "%(number)s made by a machine", self.machine
        ) % {"number": number_format(self.machine)}


@dataclass(frozen=True)
class WorkItem:
    """A page or snippet in one language, as its translators see it."""

    source: TranslationSource
    locale: Locale
    state: State
    progress: Progress
    # When the text to translate last changed.
    changed_at: datetime
    # wagtail-localize's record; None until somebody starts, and for what is translated by hand.
    translation: Translation | None
    # The page or snippet in this language: None, an alias, a draft, or live.
    target: Any
    # The page or snippet in the language of the source.
    original: Any

    @property
    def title(self) -> str:
        """The title in the language of the source."""
        return self.source.object_repr

    @property
    def kind(self) -> str:
        """What it is, as "Petition"."""
        model = self.source.specific_content_type.model_class()
        return capfirst(str(model._meta.verbose_name)) if model else ""

    @property
    def is_started(self) -> bool:
        """Whether it can be opened in an editor: an alias cannot."""
        return self.target is not None and not getattr(self.target, "alias_of_id", None)

    @property
    def edit_url(self) -> str:
        """Where it is edited; empty until it is started."""
        return localize_edit_url(self.target) if self.is_started else ""

    @property
    def live_page(self) -> Page | None:
        """What readers see: the page in this language, or else in the language of the source."""
        if not isinstance(self.original, Page):
            return None
        return self.target if self.is_started and self.target.live else self.original

    @property
    def strings_in_words(self) -> str:
        """What is left to translate."""
        if self.is_started and self.translation is None:
            return gettext("translated by hand")
        return self.progress.in_words


def work_items(locales: Iterable[Locale], keys: Collection[Key] | None = None) -> list[WorkItem]:
    """Return everything that is or could be translated into `locales`, the most pressing first.

    With `keys`, only of the pages and snippets that have one of these translation
    keys. Sources that are not live wait for their editors, not for translators.
    """
    wanted = list(locales)
    followed = TranslationSource.objects.filter(text__isnull=False)
    if keys is not None:
        followed = followed.filter(object_id__in=keys)
    sources = list(followed.select_related("text", "locale", "specific_content_type"))
    instances = _instances(sources, wanted)
    translations = {
        (translation.source_id, translation.target_locale_id): translation
        for translation in Translation.objects.filter(enabled=True, target_locale__in=wanted)
    }
    progress = progress_of(sources, wanted)
    items = [
        _item(source, locale, instances, translations, progress[source.pk, locale.pk])
        for source in sources
        for locale in wanted
        if locale.pk != source.locale_id and _is_live(instances, source, source.locale_id)
    ]
    order = list(State)
    return sorted(items, key=lambda item: (order.index(item.state), item.changed_at))


def work_item_of(translation: Translation) -> WorkItem | None:
    """Return where one translation stands; None where its source is not followed. Four queries."""
    source = (
        TranslationSource.objects.filter(pk=translation.source_id, text__isnull=False)
        .select_related("text", "locale", "specific_content_type")
        .first()
    )
    if source is None:
        return None
    locale = translation.target_locale
    progress = progress_of([source], [locale])[source.pk, locale.pk]
    translations = {(source.pk, locale.pk): translation} if translation.enabled else {}
    return _item(source, locale, _instances([source], [locale]), translations, progress)


def translated_segments(
    sources: Iterable[TranslationSource], locales: Iterable[Locale]
) -> models.QuerySet[StringSegment]:
    """Return the segments once for each translation into `locales` that is without fault."""
    return StringSegment.objects.filter(
        source__in=sources,
        string__translations__context_id=F("context_id"),
        string__translations__locale__in=locales,
        string__translations__has_error=False,
    ).order_by()


def progress_of(
    sources: Iterable[TranslationSource], locales: Iterable[Locale]
) -> dict[tuple[int, int], Progress]:
    """Return the progress of each (source, locale), by their primary keys. Two queries."""
    strings: dict[int, int] = dict(
        StringSegment.objects.filter(source__in=sources)
        .order_by()
        .values_list("source_id")
        .annotate(number=Count("pk"))
    )
    done: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    rows = (
        translated_segments(sources, locales)
        .values_list(
            "source_id",
            "string__translations__locale_id",
            "string__translations__translation_type",
        )
        .annotate(number=Count("pk"))
    )
    for source, locale, made_by, number in rows:
        done[source, locale][made_by] = number
    return {
        (source.pk, locale.pk): Progress(
            strings=strings.get(source.pk, 0),
            translated=sum(done[source.pk, locale.pk].values()),
            machine=done[source.pk, locale.pk].get(MACHINE, 0),
        )
        for source in sources
        for locale in locales
    }


def _instances(
    sources: list[TranslationSource], locales: list[Locale]
) -> dict[tuple[Key, int], Any]:
    """Return pages and snippets by (translation_key, locale), sources included.

    One query for all pages, and one for each kind of snippet.
    """
    keys: dict[Any, set[Key]] = defaultdict(set)
    for source in sources:
        model = source.specific_content_type.model_class()
        if model is not None:
            keys[Page if issubclass(model, Page) else model].add(source.object_id)
    wanted = {locale.pk for locale in locales} | {source.locale_id for source in sources}
    return {
        (instance.translation_key, instance.locale_id): instance
        for model, of_model in keys.items()
        for instance in model.objects.filter(
            translation_key__in=of_model, locale__in=wanted
        ).select_related("locale")
    }


def _is_live(instances: dict[tuple[Key, int], Any], source: TranslationSource, locale: int) -> bool:
    instance = instances.get((source.object_id, locale))
    if instance is None or getattr(instance, "alias_of_id", None):
        return False
    return bool(instance.live) if isinstance(instance, DraftStateMixin) else True


def _item(
    source: TranslationSource,
    locale: Locale,
    instances: dict[tuple[Key, int], Any],
    translations: dict[tuple[int, int], Translation],
    progress: Progress,
) -> WorkItem:
    text: SourceText = source.text
    target = instances.get((source.object_id, locale.pk))
    translation = translations.get((source.pk, locale.pk))
    is_live = _is_live(instances, source, locale.pk)
    return WorkItem(
        source=source,
        locale=locale,
        state=_state(text, target, is_live, translation, progress),
        progress=progress,
        changed_at=text.changed_at,
        translation=translation,
        target=target,
        original=instances.get((source.object_id, source.locale_id)),
    )


def _state(
    text: SourceText,
    target: Any,
    is_live: bool,
    translation: Translation | None,
    progress: Progress,
) -> State:
    if not is_live:
        is_begun = progress.translated or (
            target is not None and translation is None and not getattr(target, "alias_of_id", None)
        )
        return State.IN_PROGRESS if is_begun else State.WAITING
    published = getattr(target, "last_published_at", None)
    if published is not None and published < text.changed_at:
        return State.OUTDATED
    # What is translated by hand has no strings to count.
    if translation is not None and not progress.is_complete:
        return State.IN_PROGRESS
    return State.DONE
