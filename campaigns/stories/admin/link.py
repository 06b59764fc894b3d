"""From the page of a story to what was sent in, for those who may see it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from campaigns.models import SentStory, StoryPage
from campaigns.stories.admin.permissions import sent_story_permissions


def page_buttons(
    page: Page, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Offer the story as it came in the menu of its page: sender, pictures, answering."""
    if not isinstance(page.specific_deferred, StoryPage):
        return
    if not sent_story_permissions.user_has_permission(user, "view"):
        return
    key = SentStory.objects.filter(page=page.pk).values_list("pk", flat=True).first()
    if key is not None:
        url = reverse("campaigns_sent_stories:inspect", args=[key])
        yield Button(_("See what was sent in"), url=url, icon_name="mail", priority=47)
