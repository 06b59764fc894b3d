"""Who may work in which language."""

from typing import Any

from wagtail.models import Locale
from wagtail.permissions import page_permission_policy


def locales_of(user: Any) -> list[Locale]:
    """Return the languages whose first page the user may change; for a superuser all."""
    if user.is_active and user.is_superuser:
        return list(Locale.objects.all())
    first_pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return list(Locale.objects.filter(pk__in=first_pages.filter(depth=2).values("locale")))


def may_work_in(user: Any, locale: Locale) -> bool:
    """Whether the user may change what belongs to a language, pages and snippets alike."""
    return any(locale.pk == own.pk for own in locales_of(user))
