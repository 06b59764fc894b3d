"""What happens to translations when pages, snippets and languages change."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.signals import page_published, published
from wagtail_localize.models import TranslationLog

from translators.groups import set_up_group
from translators.languages import set_up_language
from translators.models import TranslatorGroup
from translators.sources import follow, has_other_languages


@receiver(page_published)
def follow_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A source page has gone live: let translators see what is new in it."""
    if has_other_languages():
        follow(instance)


@receiver(published)
def follow_snippet(sender: Any, instance: Any, **kwargs: Any) -> None:
    """The same for a snippet."""
    is_snippet = isinstance(instance, TranslatableMixin) and not isinstance(instance, Page)
    if is_snippet and has_other_languages():
        follow(instance)


@receiver(post_save, sender=Locale)
def set_up_new_language(
    sender: type[Locale], instance: Locale, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """A language was added. Once it is saved, with what its form says besides."""
    if created and not raw:
        transaction.on_commit(partial(set_up_language, instance))


@receiver(post_save)
def set_up_new_tree(
    sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """A language's first page was made: its translators work below it."""
    if raw or not created or not isinstance(instance, Page) or instance.depth != 2:
        return
    if TranslatorGroup.objects.filter(locale=instance.locale_id).exists():
        set_up_group(instance.locale)


@receiver(post_save, sender=TranslationLog)
def keep_back_unfinished_page(
    sender: type[TranslationLog], instance: TranslationLog, created: bool, **kwargs: Any
) -> None:
    """Take an alias off the site once its translation begins.

    wagtail-localize turns the alias into a page of its own, still live and still
    in the source language. From then on it would pass for a translation.
    """
    if not created:
        return
    page = instance.get_instance()
    if isinstance(page, Page) and page.live and not _was_published_itself(page):
        page.specific.unpublish(log_action=False)


def _was_published_itself(page: Page) -> bool:
    """Whether what is live is a revision of this page; an alias carries its original's."""
    return page.live_revision is not None and page.live_revision.object_id == str(page.pk)
