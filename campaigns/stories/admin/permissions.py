"""Who may do what with stories that were sent in."""

from typing import Any

from wagtail.permissions import ModelPermissionPolicy

from campaigns.models import SentStory


class SentStoryPermissionPolicy(ModelPermissionPolicy):
    """Stories sent in are looked at, made into drafts and erased, and nothing else.

    A superuser has every permission by nature. Even so nobody writes somebody
    else's words here.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may view, make drafts ("change") or erase ("delete")."""
        return action in ("view", "change", "delete") and super().user_has_permission(user, action)


sent_story_permissions = SentStoryPermissionPolicy(SentStory)
