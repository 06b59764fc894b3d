"""The mails that senders of stories get, in the language that they wrote in."""

from typing import Any

from campaigns.models import SentStory
from core.mail.context import site_context
from core.mail.messages import register_message
from core.mail.queue import Recipient, queue_mail
from core.models import SiteSettings

PUBLISHED, QUESTION, DECLINED = "story_published", "story_question", "story_declined"


def reference(story: SentStory) -> str:
    """What ties a mail to a story, for its history and for erasing."""
    return f"story:{story.pk.hex}"


def mail_published(story: SentStory) -> None:
    """Queue the mail that says where a story can be read."""
    _queue(PUBLISHED, story, "")


def mail_answer(story: SentStory, number: int, *, declines: bool) -> None:
    """Queue what staff have written to a sender: the `number`th of the story's answers."""
    _queue(DECLINED if declines else QUESTION, story, str(number))


def _queue(message: str, story: SentStory, number: str) -> None:
    # What people typed is rendered into the mail, not merged by a provider, who may not escape it.
    queue_mail(
        message,
        story.language,
        [Recipient(story.email, {}, reference(story))],
        batch=f"{story.pk.hex}:{number}",
    )


@register_message(PUBLISHED)
@register_message(QUESTION)
@register_message(DECLINED)
def _batch_context(batch: str) -> dict[str, Any]:
    key, _colon, number = batch.partition(":")
    story = SentStory.objects.select_related("page", "index").get(pk=key)
    page = story.page or story.index
    site = page.get_site() if page else None
    footer = SiteSettings.for_site(site).footer if site else None
    return {
        **site_context(page),
        "contact_email": footer.localized.contact_email if footer else "",
        "headline": story.headline,
        "url": (page.full_url or "") if page else "",
        "words": story.answers[int(number)] if number else "",
    }
