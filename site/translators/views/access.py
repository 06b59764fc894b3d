"""Who sees the list, and of which languages."""

from typing import Any

from wagtail.models import Locale

from translators.permissions import locales_of


def worklist_locales(user: Any) -> list[Locale]:
    """Return the languages of the user's list; none for those who only write the source."""
    locales = locales_of(user)
    source = Locale.get_default()
    return locales if any(locale.pk != source.pk for locale in locales) else []


def is_only_translator(user: Any) -> bool:
    """Whether the user has a list and writes nothing of the source."""
    locales = worklist_locales(user)
    return bool(locales) and Locale.get_default().pk not in {locale.pk for locale in locales}
