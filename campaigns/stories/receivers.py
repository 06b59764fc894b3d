"""What stories do when their pages are published."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from campaigns.models import StoryPage
from campaigns.stories.answering import tell_of_publication


@receiver(page_published, sender=StoryPage)
def tell_the_sender(sender: type[StoryPage], instance: StoryPage, **kwargs: Any) -> None:
    """Whoever sent the story learns that it can be read."""
    tell_of_publication(instance)
