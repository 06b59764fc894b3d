"""Erasing what was sent in: the sender, what was typed, and the pictures as they came."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.applications.erasing import delete_files
from campaigns.models import SentStory, StoryPage
from campaigns.stories.mail import reference
from core.mail.queue import forget_mail

# How long staff can ask the sender something.
KEPT = timedelta(days=180)


def erase(key: UUID, user: Any = None) -> bool:
    """Delete a story as it came in. True if it was there.

    The page that was made of it stays, unless the story was declined and never published.
    """
    with transaction.atomic():
        story = SentStory.objects.select_for_update().filter(pk=key).first()
        if story is None:
            return False
        names = list(story.pictures.values_list("file", flat=True))
        copies = [picture.image for picture in story.pictures.exclude(image=None)]
        forget_mail(reference(story))
        # Without a word about whom: the log outlives the story.
        log(story, "campaigns.stories.erase", user=user)
        story.delete()
        page = _declined_draft(story)
        if page is not None:
            page.delete(user=user)
        if page is not None or story.page_id is None:
            for image in copies:
                # Somebody may have chosen it elsewhere since.
                if image and not image.get_usage().count():
                    image.delete()
    delete_files(names)
    return True


def _declined_draft(story: SentStory) -> StoryPage | None:
    if not story.declined_at:
        return None
    drafts = StoryPage.objects.filter(live=False, first_published_at=None)
    return drafts.filter(pk=story.page_id).first()


def erase_expired() -> int:
    """Erase what is kept no longer. Return how many."""
    old = SentStory.objects.filter(created_at__lt=timezone.now() - KEPT)
    return sum(erase(key) for key in old.values_list("pk", flat=True))
