"""Erasing what was sent in: the sender, what was typed, and the pictures as they came."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.applications.erasing import delete_files
from campaigns.models import SentStory

# How long staff can ask the sender something.
KEPT = timedelta(days=180)


def erase(key: UUID, user: Any = None) -> bool:
    """Delete a story as it came in; the page that was made of it stays. True if it was there."""
    with transaction.atomic():
        story = SentStory.objects.select_for_update().filter(pk=key).first()
        if story is None:
            return False
        names = list(story.pictures.values_list("file", flat=True))
        # Without a word about whom: the log outlives the story.
        log(story, "campaigns.stories.erase", user=user)
        story.delete()
    delete_files(names)
    return True


def erase_expired() -> int:
    """Erase what is kept no longer. Return how many."""
    old = SentStory.objects.filter(created_at__lt=timezone.now() - KEPT)
    return sum(erase(key) for key in old.values_list("pk", flat=True))
