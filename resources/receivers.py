"""What notes do when pages are published."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from resources.models import GuidanceNotePage
from resources.privacy import withhold
from resources.publishing import publish


@receiver(page_published, sender=GuidanceNotePage)
def make_edition(sender: type[GuidanceNotePage], instance: GuidanceNotePage, **kwargs: Any) -> None:
    """What has just gone live is an edition, or a text of one."""
    publish(instance)


@receiver(pre_delete, sender=GuidanceNotePage)
def keep_private(sender: type[GuidanceNotePage], instance: GuidanceNotePage, **kwargs: Any) -> None:
    """With the page goes what says that its texts are private."""
    withhold(instance)
