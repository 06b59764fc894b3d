"""A page that is private is private in all its languages, from the same moment.

Who may read a page is decided where its source is written. An alias has the
restriction, too: for it Wagtail asks its original, until it becomes a page of its own.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction

from core.locales import is_source


@receiver(post_save, sender=PageViewRestriction)
def follow_restriction(
    sender: type[PageViewRestriction],
    instance: PageViewRestriction,
    raw: bool = False,
    **kwargs: Any,
) -> None:
    """A source page became private, or private otherwise."""
    if not raw:
        _bring_in_line(instance.page)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def follow_groups(
    sender: type[Model], instance: Any, action: str, reverse: bool, **kwargs: Any
) -> None:
    """The groups that may read a source page have changed."""
    if not action.startswith("post_"):
        return
    by_groups = PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.GROUPS)
    for restriction in by_groups if reverse else [instance]:
        _bring_in_line(restriction.page)


@receiver(post_delete, sender=PageViewRestriction)
def follow_removal(
    sender: type[PageViewRestriction], instance: PageViewRestriction, origin: Any, **kwargs: Any
) -> None:
    """A source page became public; not where it was deleted itself, with its restriction."""
    if getattr(origin, "model", type(origin)) is PageViewRestriction:
        _bring_in_line(instance.page)


def _bring_in_line(page: Page) -> None:
    """Give all translations of a source page its restriction, or none."""
    if not is_source(page):
        return
    restriction = page.view_restrictions.first()
    translations = page.get_translations()
    if restriction is None:
        for removed in PageViewRestriction.objects.filter(page__in=translations):
            removed.delete()
        return
    for translation in translations:
        # The same row as before: who has given the password need not do so again.
        own = translation.view_restrictions.first() or PageViewRestriction(page=translation)
        own.restriction_type = restriction.restriction_type
        own.password = restriction.password
        own.save()
        own.groups.set(restriction.groups.all())
