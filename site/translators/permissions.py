"""Who may work in which language."""

from typing import Any

from wagtail.models import Locale
from wagtail.permissions import page_permission_policy


def locales_of(user: Any) -> list[Locale]:
    """Return the languages whose first page the user may change. Two queries."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    top = set(pages.filter(depth__lte=2).values_list("depth", "locale"))
    if any(depth == 1 for depth, _locale in top):
        # The root of all trees, of those too that are yet to be made.
        return list(Locale.objects.all())
    return list(Locale.objects.filter(pk__in={locale for _depth, locale in top}))


def may_work_in(user: Any, locale: Locale) -> bool:
    """Whether the user may change what belongs to a language, pages and snippets alike."""
    return any(locale.pk == own.pk for own in locales_of(user))
