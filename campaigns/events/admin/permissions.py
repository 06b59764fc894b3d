"""Who may do what with questions in the admin."""

from typing import Any

from wagtail.permissions import ModelPermissionPolicy

from campaigns.models import EventQuestion


class QuestionPermissionPolicy(ModelPermissionPolicy):
    """Questions are looked at, exported and deleted, and nothing else.

    A superuser has every permission by nature. Even so nobody writes or edits
    somebody else's words here.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may view, export or delete."""
        return action in ("view", "export", "delete") and super().user_has_permission(user, action)


question_permissions = QuestionPermissionPolicy(EventQuestion)
