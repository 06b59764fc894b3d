"""What happens to translations when pages, snippets and languages change."""

from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin
from wagtail.signals import page_published, published
from wagtail_localize.models import (
    StringTranslation,
    TranslationLog,
    post_save_string_translation,
)
from wagtail_localize.strings import StringValue

from translators.groups import set_up_group
from translators.languages import set_up_language
from translators.models import TranslatorGroup
from translators.publishing import (
    is_going_live,
    refuse_unfinished,
    refuse_unfinished_copy,
    stops_being_alias,
)
from translators.sources import follow, has_other_languages
from translators.string_checks import as_stored


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


@receiver(post_delete, sender=TranslatorGroup)
def remove_group(sender: type[TranslatorGroup], instance: TranslatorGroup, **kwargs: Any) -> None:
    """A language is no more: its translators need not log in for it. The people stay."""
    Group.objects.filter(pk=instance.group_id).delete()


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


@receiver(post_save, sender=TranslationLog)
def keep_what_is_live(
    sender: type[TranslationLog], instance: TranslationLog, created: bool, **kwargs: Any
) -> None:
    """Put back what was live when wagtail-localize has saved a draft.

    It writes each draft over what readers see, in the source language where
    nothing is translated yet: when something that links to it is translated, too.
    """
    target = instance.get_instance() if created else None
    if not isinstance(target, DraftStateMixin) or not _was_published_itself(target):
        return
    if isinstance(target, Page):
        target = target.specific
    live = target.live_revision
    if live.pk == instance.revision_id:
        return
    restored = live.as_object()
    restored.live, restored.live_revision = True, live
    restored.last_published_at = target.last_published_at
    restored.has_unpublished_changes = True
    restored.save()


@receiver(pre_save)
def refuse_unfinished_translation(
    sender: Any, instance: Any, raw: bool = False, **kwargs: Any
) -> None:
    """The last door: whichever way somebody publishes, the version that goes live is whole."""
    is_guarded = isinstance(instance, DraftStateMixin) and isinstance(instance, TranslatableMixin)
    if not is_guarded or raw:
        return
    if is_going_live(instance):
        refuse_unfinished(instance.live_revision)
    if isinstance(instance, Page) and stops_being_alias(instance):
        refuse_unfinished_copy(instance)


@receiver(pre_save, sender=StringTranslation)
def store_as_sources_are(
    sender: type[StringTranslation], instance: StringTranslation, raw: bool = False, **kwargs: Any
) -> None:
    """Whoever writes a translation, a person, a file or a machine: nothing of it gets lost."""
    if not raw:
        instance.data = as_stored(instance.data)


# In its place comes the next one. It stores "&amp;" for "&", and PostgreSQL
# refuses a title that is longer than its column, which the editor has yet to say.
post_save.disconnect(post_save_string_translation, sender=StringTranslation)


@receiver(post_save, sender=StringTranslation)
def name_draft(
    sender: type[StringTranslation], instance: StringTranslation, raw: bool = False, **kwargs: Any
) -> None:
    """Show a translated title in the lists of pages before it is live."""
    if raw or instance.context is None or instance.context.path != "title":
        return
    title = StringValue(instance.data).render_text()
    longest = Page._meta.get_field("draft_title").max_length
    Page.objects.filter(
        translation_key=instance.context.object_id, locale=instance.locale_id
    ).update(draft_title=title[:longest])


def _was_published_itself(instance: DraftStateMixin) -> bool:
    """Whether what is live is a version of its own; an alias carries its original's."""
    live = instance.live_revision
    return live is not None and live.object_id == str(instance.pk)
