"""Deleting one language of a page or snippet takes nothing from the others.

With the last translation wagtail-localize forgets the source, too.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import DraftStateMixin, Page, TranslatableMixin

from translators.models import SourceText
from translators.sources import follow, has_other_languages


@receiver(post_delete)
def follow_again(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Have what is left of it followed, after wagtail-localize has cleared up."""
    if isinstance(instance, TranslatableMixin) and _is_whole(sender):
        model = Page if issubclass(sender, Page) else sender
        transaction.on_commit(partial(_follow_what_is_left, model, instance.translation_key))


def _is_whole(model: Any) -> bool:
    """Whether it is no part of a row that is spread over several tables, and told for each."""
    return not model._meta.parents


def _follow_what_is_left(model: Any, key: Any) -> None:
    if not has_other_languages() or SourceText.objects.filter(source__object_id=key).exists():
        return
    left = model.objects.filter(translation_key=key)
    if issubclass(model, DraftStateMixin):
        left = left.filter(live=True)
    for instance in left.order_by("pk"):
        follow(instance)
