"""What events do when their pages are published, taken off the site or deleted."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from campaigns.events.publishing import publish, withdraw
from campaigns.models import EventPage


@receiver(page_published, sender=EventPage)
def copy_to_record(sender: type[EventPage], instance: EventPage, **kwargs: Any) -> None:
    """Bring the record up to what has just gone live."""
    publish(instance)


@receiver(page_unpublished, sender=EventPage)
@receiver(post_delete, sender=EventPage)
def withdraw_from_calendars(sender: type[EventPage], instance: EventPage, **kwargs: Any) -> None:
    """Let calendars know, once the event is gone in every language."""
    withdraw(instance)
