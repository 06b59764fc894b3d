"""The group of each language's translators, and how far it reaches."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Locale, Page

from translators.models import TranslatorGroup

PAGE_PERMISSIONS = ("change", "publish")


def first_pages(locale: Locale) -> list[Page]:
    """Return the page that each site begins with in a language."""
    return list(Page.objects.filter(depth=2, locale=locale))


def set_up_group(locale: Locale) -> TranslatorGroup:
    """Make the group of a language's translators, or bring it up to date.

    It may change and publish the pages of its own language. What else people
    have given it is left alone.
    """
    translators = TranslatorGroup.objects.filter(locale=locale).select_related("group").first()
    if translators is None:
        name = f"Translators ({locale.language_code})"
        group, _is_new = Group.objects.get_or_create(name=name)
        translators = TranslatorGroup.objects.create(locale=locale, group=group)
    group = translators.group
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
    )
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=[f"{action}_page" for action in PAGE_PERMISSIONS],
    )
    for page in first_pages(locale):
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    return translators
