"""What notes do when pages are published."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from resources.editions import whereabouts
from resources.models import GuidanceNote, GuidanceNotePage
from resources.publishing import publish


@receiver(page_published, sender=GuidanceNotePage)
def make_edition(sender: type[GuidanceNotePage], instance: GuidanceNotePage, **kwargs: Any) -> None:
    """What has just gone live is an edition, or a text of one."""
    publish(instance)


@receiver(pre_delete, sender=GuidanceNotePage)
def keep_private(sender: type[GuidanceNotePage], instance: GuidanceNotePage, **kwargs: Any) -> None:
    """The last page of a note goes, and with it what says that the note is private."""
    if instance.alias_of_id:
        return
    others = GuidanceNotePage.objects.filter(
        translation_key=instance.translation_key, alias_of=None
    ).exclude(pk=instance.pk)
    if others.exists():
        return
    note = GuidanceNote.objects.filter(uuid=instance.translation_key).first()
    if note is not None and whereabouts(note, "").is_private:
        GuidanceNote.objects.filter(pk=note.pk).update(is_withheld=True)
