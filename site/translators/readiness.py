"""What a language still lacks before a page or snippet can go public in it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, F, Q
from django.utils.html import strip_tags
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from translators.parts import Part, Readiness, division_of, interface_part
from translators.worklist import MACHINE, WorkItem, translated_segments

# A string of a text: in which field or block it stands, and what it says.
Place = tuple[str, str]
# A longer text is hardly a name.
NAME_WORDS = 3


def readiness_of(instance: Any) -> Readiness:
    """Return how far a page or snippet is in its own language."""
    if isinstance(instance, Page):
        instance = instance.specific
    model, locale = type(instance), instance.locale
    translation, source = translation_into(instance), source_of(instance)
    if source is None:
        return _readiness(model, locale, _parts_by_hand(instance, set()))
    if translation and translation.enabled:
        return readiness_of_strings(source, locale)
    same = untranslated_places([source], [locale])[source.pk, locale.pk]
    return _readiness(model, locale, _parts_by_hand(instance, same))


def readiness_of_strings(source: TranslationSource, locale: Locale) -> Readiness:
    """Return how far the strings are of which wagtail-localize makes a translation."""
    parts = _parts_by_strings([source], [locale])[source.pk, locale.pk]
    return _readiness(_model_of(source), locale, parts)


def readiness_of_items(items: Iterable[WorkItem]) -> dict[tuple[int, int], Readiness]:
    """Return the readiness of many by the primary keys of (source, locale).

    A fixed number of queries, and one for each kind of page or snippet.
    """
    items = list(items)
    sources = list({item.source.pk: item.source for item in items}.values())
    locales = list({item.locale.pk: item.locale for item in items}.values())
    by_strings = _parts_by_strings(sources, locales)
    by_hand = _instances_by_hand(items)
    same = untranslated_places(sources, locales) if by_hand else {}
    found = {}
    for item in items:
        key = item.source.pk, item.locale.pk
        instance = by_hand.get(key)
        parts = by_strings[key] if instance is None else _parts_by_hand(instance, same[key])
        found[key] = _readiness(_model_of(item.source), item.locale, parts)
    return found


def translation_into(instance: Any) -> Translation | None:
    """Return wagtail-localize's record of a page or snippet, whether it is in use or stopped."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale=instance.locale_id
        )
        .select_related("source__specific_content_type", "target_locale")
        .first()
    )


def source_of(instance: Any) -> TranslationSource | None:
    """Return what a page or snippet is a translation of, be it by hand; None for a source."""
    translation = translation_into(instance)
    if translation:
        return translation.source
    # Only sources are followed: a translation by hand has none of its own.
    return (
        TranslationSource.objects.filter(object_id=instance.translation_key, text__isnull=False)
        .exclude(locale=instance.locale_id)
        .first()
    )


def untranslated_places(
    sources: Collection[TranslationSource], locales: Collection[Locale]
) -> dict[tuple[int, int], set[Place]]:
    """Return what must not stand in the translations: the strings of the sources.

    Without those that somebody has deliberately translated by themselves, such
    as names. Two queries.
    """
    places = defaultdict(set)
    for source, path, data in StringSegment.objects.filter(source__in=sources).values_list(
        "source_id", "context__path", "string__data"
    ):
        places[source].add((path, data))
    kept = defaultdict(set)
    for source, locale, path, data in (
        StringSegment.objects.filter(
            source__in=sources,
            string__translations__context_id=F("context_id"),
            string__translations__locale__in=locales,
            string__translations__data=F("string__data"),
        )
        .order_by()
        .values_list(
            "source_id", "string__translations__locale_id", "context__path", "string__data"
        )
    ):
        kept[source, locale].add((path, data))
    return {
        (source.pk, locale.pk): places[source.pk] - kept[source.pk, locale.pk]
        for source in sources
        for locale in locales
    }


def places_of(instance: Any) -> list[Place]:
    """Return the strings that stand in a page or snippet."""
    return [
        (segment.path, segment.string.data)
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue)
    ]


def _readiness(model: type | None, locale: Locale, parts: list[Part]) -> Readiness:
    interface = interface_part(model, locale.language_code)
    return Readiness((*parts, interface) if interface else tuple(parts))


def _model_of(source: TranslationSource) -> type | None:
    model: type | None = source.specific_content_type.model_class()
    return model


def _parts_by_strings(
    sources: Collection[TranslationSource], locales: Collection[Locale]
) -> dict[tuple[int, int], list[Part]]:
    """Return the parts of each (source, locale) by wagtail-localize's strings. Two queries."""
    segments = StringSegment.objects.filter(source__in=sources).order_by()
    strings: dict[tuple[int, int], int] = defaultdict(int)
    division = {source.pk: division_of(_model_of(source)) for source in sources}
    for source, path, number in segments.values_list("source_id", "context__path").annotate(
        number=Count("pk")
    ):
        strings[source, division[source].place_of(path)] += number
    done: dict[tuple[int, int, int], int] = defaultdict(int)
    machine: dict[tuple[int, int, int], int] = defaultdict(int)
    rows = (
        translated_segments(sources, locales)
        .values_list("source_id", "string__translations__locale_id", "context__path")
        .annotate(
            number=Count("pk"),
            machine=Count("pk", filter=Q(string__translations__translation_type=MACHINE)),
        )
    )
    for source, locale, path, number, by_machine in rows:
        place = division[source].place_of(path)
        done[source, locale, place] += number
        machine[source, locale, place] += by_machine
    return {
        (source.pk, locale.pk): [
            Part(
                part.label,
                strings=strings[source.pk, place],
                missing=strings[source.pk, place] - done[source.pk, locale.pk, place],
                machine=machine[source.pk, locale.pk, place],
            )
            for place, part in enumerate(division[source.pk].parts)
        ]
        for source in sources
        for locale in locales
    }


def _parts_by_hand(instance: Any, untranslated: set[Place]) -> list[Part]:
    """Return the parts of a text that wagtail-localize does not follow, by what it says.

    Missing is a required text that is blank, and what is still `untranslated`:
    names may stay as they are, once anything else is translated.
    """
    division = division_of(type(instance))
    strings: dict[int, int] = defaultdict(int)
    missing: dict[int, int] = defaultdict(int)
    places = places_of(instance)
    is_begun = not untranslated.issuperset(places)
    for place in places:
        number = division.place_of(place[0])
        strings[number] += 1
        missing[number] += place in untranslated and not (is_begun and _may_be_name(place[1]))
    for name in translated_fields(type(instance)):
        field = instance._meta.get_field(name)
        if not field.blank and _is_blank(field, instance):
            number = division.place_of(name)
            strings[number] += 1
            missing[number] += 1
    return [
        Part(part.label, strings=strings[number], missing=missing[number])
        for number, part in enumerate(division.parts)
    ]


def _may_be_name(data: str) -> bool:
    """Whether people may say it alike in all languages: "WITNESS", "Human Rights Watch"."""
    words = StringValue(data).render_text().split()
    return len(words) <= NAME_WORDS and all(
        word[0].isupper() or not word[0].isalpha() for word in words
    )


def translated_fields(model: type) -> list[str]:
    """Return the names of the fields of a model that are translated."""
    return [
        field.field_name
        for field in get_translatable_fields(model)
        if isinstance(field, TranslatableField)
    ]


def _is_blank(field: Any, instance: Any) -> bool:
    value = field.value_from_object(instance)
    return not value if isinstance(field, StreamField) else not strip_tags(str(value)).strip()


def _instances_by_hand(items: list[WorkItem]) -> dict[tuple[int, int], Any]:
    """Return what is there and is not followed by wagtail-localize, with all its fields."""
    keys: dict[Any, dict[Any, tuple[int, int]]] = defaultdict(dict)
    for item in items:
        model = _model_of(item.source)
        if model is not None and item.translation is None and item.is_started:
            keys[model][item.target.pk] = item.source.pk, item.locale.pk
    return {
        of_model[pk]: instance
        for model, of_model in keys.items()
        for pk, instance in model._default_manager.in_bulk(list(of_model)).items()
    }
