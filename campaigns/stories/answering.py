"""Answering a sender: with a question, or with why the story is not published."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.models import SentStory, StoryPage
from campaigns.stories.mail import mail_answer, mail_published


@transaction.atomic
def answer(key: UUID, words: str, *, declines: bool, after: int, user: Any) -> bool:
    """Write to a sender. With `declines`, the draft no longer waits for the moderators.

    `after` is how many answers there were when the form was shown. False, and nothing is done,
    if there are more by now (a second press, or somebody else was quicker), if the story is
    gone, or if one that readers can see is to be declined.
    """
    # The story alone: a row that may be missing cannot be locked.
    story = SentStory.objects.select_for_update().filter(pk=key).first()
    if story is None or len(story.answers) != after:
        return False
    if declines and story.page and story.page.live:
        return False
    story.answers = [*story.answers, words]
    story.declined_at = timezone.now() if declines else story.declined_at
    story.save(update_fields=["answers", "declined_at"])
    if declines and story.page and (state := story.page.current_workflow_state):
        state.cancel(user=user)
    mail_answer(story, after, declines=declines)
    # Without the words, and without a word about whom: the log outlives the story.
    log(story, f"campaigns.stories.{'decline' if declines else 'ask'}", user=user)
    return True


@transaction.atomic
def tell_of_publication(page: StoryPage) -> None:
    """Write to the sender of a story that readers can see for the first time."""
    if page.first_published_at != page.last_published_at:
        return
    for story in SentStory.objects.select_for_update().filter(page=page):
        mail_published(story)
