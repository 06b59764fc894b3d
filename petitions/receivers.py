"""What petitions do when pages are published or deleted."""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.signals import page_published

from petitions.models import PetitionPage
from petitions.publishing import publish


@receiver(page_published, sender=PetitionPage)
def copy_to_record(sender: type[PetitionPage], instance: PetitionPage, **kwargs: Any) -> None:
    """Bring the record up to what has just gone live."""
    publish(instance)


@receiver(pre_delete, sender=PetitionPage)
def protect_signatures(sender: type[PetitionPage], instance: PetitionPage, **kwargs: Any) -> None:
    """Refuse to delete a page with signatures under it, on whatever way it is tried."""
    if instance.holds_signatures:
        raise ProtectedError(
            _("“%(title)s” has signatures and cannot be deleted.") % {"title": instance.title},
            {instance},
        )
