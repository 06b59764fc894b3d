"""Sending a story: the sender, the pictures and the draft, all or nothing, and once."""

import hashlib
import json
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from campaigns.applications import keeping
from campaigns.applications.fields import Files
from campaigns.models import SentPicture, SentStory
from campaigns.stories.drafting import make_draft
from core.addresses import email_key

# As many stories from one address become drafts in a day. Further ones wait for staff.
MOST_A_DAY = 5


def send(story: SentStory, pictures: Files) -> bool:
    """Store a story, and make a draft of it unless it is held. False if it is there already."""
    with keeping.stored_together() as stored, transaction.atomic():
        story.email_key = email_key(story.email)
        story.digest = _digest(story, pictures)
        story.flag = story.flag or _flag_of_address(story.email_key)
        # Never look-then-insert: of two at once, the database lets one in.
        SentStory.objects.bulk_create([story], ignore_conflicts=True)
        if not SentStory.objects.filter(pk=story.pk).exists():
            return False
        keeping.hand_over(pictures, SentPicture, story, stored)
        if not story.flag:
            make_draft(story)
        return True


def _flag_of_address(key: str) -> str:
    recent = SentStory.objects.filter(
        email_key=key, created_at__gt=timezone.now() - timedelta(days=1)
    )
    return SentStory.Flag.ADDRESS if recent.count() >= MOST_A_DAY else ""


def _digest(story: SentStory, pictures: Files) -> str:
    """Return what two sendings of the same form have in common."""
    said = [
        str(story.index_id),
        story.language,
        story.name,
        story.email,
        story.organisation,
        story.country,
        story.headline,
        story.text,
        story.pictures_show,
        story.pictures_by,
        keeping.digests(pictures),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
