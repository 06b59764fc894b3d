"""The topics and audiences of many pages at once, with their titles for the reader."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from resources.models import Audience, Topic


def subjects_of(
    model: type[Topic | Audience], through: Any, page: str, written: list[int]
) -> tuple[dict[int, frozenset[str]], dict[str, str]]:
    """Return the slugs of each page's topics or audiences, and their titles. Two queries.

    `page` is what the table between them calls the page; `written` are pages' ids.
    A title is in the active language where its translation is live, else in the source's.
    """
    name = model._meta.model_name
    rows = list(
        through.objects.filter(**{f"{page}__in": written})
        .order_by()
        .values_list(page, f"{name}__slug", f"{name}__translation_key")
    )
    slugs = {key: slug for _pk, slug, key in rows}
    source, language = settings.LANGUAGE_CODE, get_language()
    named = model.objects.filter(
        Q(locale__language_code=source) | Q(locale__language_code=language, live=True),
        translation_key__in=slugs,
    )
    titles: dict[str, str] = {}
    for key, title, code in named.order_by().values_list(
        "translation_key", "title", "locale__language_code"
    ):
        if code == language or slugs[key] not in titles:
            titles[slugs[key]] = title
    return gathered((pk, slug) for pk, slug, _key in rows), titles


def gathered(rows: Iterable[tuple[int, str]]) -> dict[int, frozenset[str]]:
    """Return the values of each page; none for a page without any."""
    found: dict[int, set[str]] = defaultdict(set)
    for page, value in rows:
        found[page].add(value)
    return defaultdict(frozenset, {page: frozenset(values) for page, values in found.items()})
