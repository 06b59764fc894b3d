"""Who may do what with comments and consultations in the admin."""

from typing import Any

from wagtail.models import Page
from wagtail.permissions import ModelPermissionPolicy

from resources.models import Comment, Consultation, GuidanceNotePage


class CommentPermissionPolicy(ModelPermissionPolicy):
    """Comments are looked at, moderated and exported, and nothing else.

    A superuser has every permission by nature. Even so nobody writes, edits or
    deletes somebody else's words here.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may view, moderate or export."""
        return action in ("view", "moderate", "export") and super().user_has_permission(
            user, action
        )


class ConsultationPermissionPolicy(ModelPermissionPolicy):
    """Consultations are begun from their page, and ended or removed in their list."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may view, change or delete."""
        return action in ("view", "change", "delete") and super().user_has_permission(user, action)


comment_permissions = CommentPermissionPolicy(Comment)
consultation_permissions = ConsultationPermissionPolicy(Consultation)


def may_open(user: Any, page: Page) -> bool:
    """Whether the user may let the public read this page's draft: who may publish it may."""
    if not isinstance(page, GuidanceNotePage) or page.alias_of_id:
        return False
    return bool(page.permissions_for_user(user).can_publish())
