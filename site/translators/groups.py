"""The group of each language's translators, and how far it reaches."""

from itertools import chain, count
from typing import Any

from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import override
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from translators.models import NEVER, TranslatorGroup
from translators.sources import translatable_snippets

# On what belongs to the language. Making and deleting is up to those who write the source.
ACTIONS = ("change", "publish")


def first_pages(locale: Locale) -> list[Page]:
    """Return the page that each site begins with in a language."""
    return list(Page.objects.filter(depth=2, locale=locale))


def set_up_group(locale: Locale) -> TranslatorGroup:
    """Make the group of a language's translators, or bring it up to date.

    It may change and publish the pages of its own language and the snippets
    (those of other languages are kept from it by `translators.guards`), and
    choose pictures and documents. What else people have given it is left alone.
    """
    translators = TranslatorGroup.objects.filter(locale=locale).select_related("group").first()
    if translators is None:
        group = Group.objects.create(name=_free_name(locale))
        # All that there is has come in for those who will join.
        translators = TranslatorGroup.objects.create(locale=locale, group=group, notified_at=NEVER)
    group = translators.group
    group.permissions.add(*_permissions(Q(codename="access_admin"), "wagtailadmin"))
    for model in translatable_snippets():
        group.permissions.add(*_permissions_on(model))
    for page in first_pages(locale):
        for permission in _permissions_on(Page):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    files = Q(codename="choose_image") | Q(codename="choose_document")
    for permission in _permissions(files, "wagtailimages", "wagtaildocs"):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    return translators


def _free_name(locale: Locale) -> str:
    """Return a name that no group has: one made by hand is not taken over with its members."""
    with override(settings.LANGUAGE_CODE):
        name = f"Translators: {locale}"
    names = chain([name], (f"{name} ({number})" for number in count(2)))
    return next(name for name in names if not Group.objects.filter(name=name).exists())


def _permissions(which: Q, *app_labels: str) -> QuerySet[Permission]:
    return Permission.objects.filter(which, content_type__app_label__in=app_labels)


def _permissions_on(model: Any) -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        codename__in=[get_permission_codename(action, model._meta) for action in ACTIONS],
    )
