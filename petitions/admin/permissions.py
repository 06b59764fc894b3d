"""Who may do what with signatures in the admin."""

from typing import Any

from wagtail.permissions import ModelPermissionPolicy

from petitions.models import Signature


class SignaturePermissionPolicy(ModelPermissionPolicy):
    """Signatures are looked at, moderated and exported, and nothing else.

    A superuser has every permission by nature. Even so nobody writes, edits or
    deletes somebody else's signature here: the count would not follow.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may view, moderate or export."""
        return action in ("view", "moderate", "export") and super().user_has_permission(
            user, action
        )


signature_permissions = SignaturePermissionPolicy(Signature)
