"""Who sees the list, and who works on what is in it."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Locale
from wagtail_localize.models import Translation

from translators.permissions import locales_of, may_translate


def worklist_locales(user: Any) -> list[Locale]:
    """Return the languages of the user's list; none for those who only write the source."""
    locales = locales_of(user)
    source = Locale.get_default()
    return locales if any(locale.pk != source.pk for locale in locales) else []


def is_only_translator(user: Any) -> bool:
    """Whether the user has a list and writes nothing of the source."""
    locales = worklist_locales(user)
    return bool(locales) and Locale.get_default().pk not in {locale.pk for locale in locales}


def translation_for(user: Any, translation_id: int) -> Translation:
    """Return what the user may translate; else there is no way to the view."""
    translation = get_object_or_404(
        Translation.objects.select_related(
            "source__locale", "source__specific_content_type", "target_locale"
        ),
        pk=translation_id,
    )
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not may_translate(user, target, translation.target_locale):
        raise PermissionDenied
    return translation
