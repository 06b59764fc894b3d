"""Who may work in which language."""

from typing import Any

from wagtail.models import Locale
from wagtail.permission_policies.pages import PagePermissionPolicy

_pages = PagePermissionPolicy()


def locales_of(user: Any) -> list[Locale]:
    """Return the languages whose first page the user may change."""
    first_pages = _pages.instances_user_has_permission_for(user, "change").filter(depth=2)
    return list(Locale.objects.filter(pk__in=first_pages.values("locale")))


def may_work_in(user: Any, locale: Locale) -> bool:
    """Whether the user may change what belongs to a language, pages and snippets alike."""
    return any(locale.pk == own.pk for own in locales_of(user))
