"""Who may work in which language."""

from typing import Any

from django.contrib.auth import get_permission_codename
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from core.locales import active_locales


def locales_of(user: Any) -> list[Locale]:
    """Return the languages whose first page the user may change. Two queries."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    top = set(pages.filter(depth__lte=2).values_list("depth", "locale"))
    if any(depth == 1 for depth, _locale in top):
        # The root of all trees, of those too that are yet to be made.
        return list(active_locales())
    return list(active_locales().filter(pk__in={locale for _depth, locale in top}))


def may_work_in(user: Any, locale: Locale) -> bool:
    """Whether the user may change what belongs to a language, pages and snippets alike."""
    return any(locale.pk == own.pk for own in locales_of(user))


def sees_every_language(user: Any) -> bool:
    """Whether there is no language that the user does not work in."""
    return len(locales_of(user)) == active_locales().count()


def may_translate(user: Any, instance: Any, locale: Locale, action: str = "change") -> bool:
    """Whether the user may change (or publish) a page or snippet, given in any language, in one.

    A page that the language does not have yet is made by those who work in it.
    """
    if not may_work_in(user, locale):
        return False
    if not isinstance(instance, Page):
        meta = instance._meta
        return bool(user.has_perm(f"{meta.app_label}.{get_permission_codename(action, meta)}"))
    page = Page.objects.filter(translation_key=instance.translation_key, locale=locale).first()
    return page is None or bool(
        page_permission_policy.user_has_permission_for_instance(user, action, page)
    )
