"""Making a draft of what was sent in, and handing it to the moderators."""

import json
import re
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.text import Truncator, slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from campaigns.models import SentStory, StoryIndexPage, StoryPage
from campaigns.models.stories import SUMMARY_LENGTH

_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@transaction.atomic
def make_draft(story: SentStory, user: Any = None) -> StoryPage | None:
    """Make a page of a story that nobody can read before it is published. None without a list.

    Nothing of its sender is on it. The moderators have it once the transaction is through:
    their notification is a mail, and mail is nothing to wait for with a row locked.
    """
    # Two at once would take the same place in the tree.
    if not Page.objects.select_for_update().filter(pk=story.index_id).exists():
        return None
    index = StoryIndexPage.objects.get(pk=story.index_id)
    day = timezone.localdate(story.created_at)
    # With the day, it is neither empty nor an address that the list or the site needs.
    slug = slugify(f"{day.isoformat()} {story.headline}", allow_unicode=True)
    page = StoryPage(
        title=story.headline,
        slug=find_available_slug(index, slug),
        date=day,
        summary=Truncator(" ".join(story.text.split())).chars(SUMMARY_LENGTH),
        body=json.dumps([{"type": "paragraph", "id": str(uuid4()), "value": as_html(story.text)}]),
        countries=(story.country,),
        locale=index.locale,
        live=False,
        has_unpublished_changes=True,
    )
    index.add_child(instance=page)
    log(page, "wagtail.create", user=user)
    page.save_revision(user=user)
    story.page = page
    SentStory.objects.filter(pk=story.pk).update(page=page, flag="", declined_at=None)
    story.flag, story.declined_at = "", None
    transaction.on_commit(partial(start_moderation, page, user), robust=True)
    return page


def as_html(text: str) -> str:
    """Return plain text as paragraphs. Nothing in it is markup."""
    paragraphs = (escape(part.strip()) for part in _EMPTY_LINES.split(text) if part.strip())
    return "".join(f"<p>{part}</p>".replace("\n", "<br/>") for part in paragraphs)


def start_moderation(page: StoryPage, user: Any = None) -> None:
    """Submit a draft to the workflow of its place in the tree, if it has one.

    Wagtail tells the moderators: in the language that they chose, else in the active one, which
    must not be the sender's. Without a user nobody has asked for it.
    """
    workflow = page.get_workflow()
    if workflow is not None:
        with translation.override(settings.LANGUAGE_CODE):
            workflow.start(page, user)


def start_what_waits() -> int:
    """Submit drafts that have never come to the moderators. Return how many.

    Something broke off after the sender was answered: a mail server that was not there.
    """
    waiting = StoryPage.objects.filter(
        pk__in=SentStory.objects.filter(declined_at=None).values("page"),
        live=False,
        first_published_at=None,
    )
    started = 0
    for page in waiting:
        if not WorkflowState.objects.for_instance(page).exists() and page.get_workflow():
            start_moderation(page)
            started += 1
    return started
