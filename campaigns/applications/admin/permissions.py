"""Who may do what with applications in the admin."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permissions import ModelPermissionPolicy

from campaigns.models import Application
from users.models import User


class ApplicationPermissionPolicy(ModelPermissionPolicy):
    """Applications are looked at, worked on, exported and erased, and nothing else.

    A superuser has every permission by nature. Even so nobody writes somebody
    else's application here.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may view, change, export or erase ("delete")."""
        return action in ("view", "change", "export", "delete") and super().user_has_permission(
            user, action
        )


application_permissions = ApplicationPermissionPolicy(Application)


def assignable_users(besides: int | None = None) -> QuerySet[Any]:
    """Return those who can look after an application: whoever may work on it.

    `besides` is the key of somebody who does already, and may have lost the permission since.
    """
    able = application_permissions.users_with_any_permission(["change"]).filter(is_active=True)
    users = User.objects.filter(Q(pk__in=able.values("pk")) | Q(pk=besides))
    return users.order_by("first_name", "last_name", "email")


def no_submissions(user: Any, forms: QuerySet[Any]) -> QuerySet[Any]:
    """Leave nothing to Wagtail's lists of submissions, which ask for no permission of ours."""
    return forms.none()
