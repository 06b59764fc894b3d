"""Pages that others refer to, in the reader's language."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from core.routing import readable


def list_page(model: type[Any]) -> Any:
    """Return the page of a kind of which each language has one, or else the source's; or None.

    Two queries.
    """
    languages = [get_language(), settings.LANGUAGE_CODE]
    pages = readable(model.objects.live().filter(locale__language_code__in=languages))
    pages.sort(key=lambda page: page.locale.language_code != get_language())
    return pages[0] if pages else None


def in_active_language(model: type[Any], keys: list[Any]) -> list[Any]:
    """Return pages in the active language, or what readers find in their place. In order of keys.

    Two queries; a third where a translation is not live, and a fourth where there is none.
    """
    language = get_language() or settings.LANGUAGE_CODE
    pages = readable(model.objects.filter(translation_key__in=keys, locale__language_code=language))
    found = {page.translation_key: page for page in pages}
    missing = [key for key in keys if key not in found]
    if missing and language != settings.LANGUAGE_CODE:
        source = model.objects.live().filter(
            translation_key__in=missing, locale__language_code=settings.LANGUAGE_CODE
        )
        found.update({page.translation_key: page for page in readable(source)})
    return [found[key] for key in keys if key in found]
