"""Members of staff with chosen permissions, for tests of the admin."""

from django.contrib.auth.models import Permission
from django.test import Client

from tests.factories import UserFactory
from users.models import User


def member(*codenames: str) -> User:
    """Return a member of staff who may log in and has the permissions named."""
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", *codenames],
            content_type__app_label__in=["petitions", "wagtailadmin"],
        )
    )
    return user


def browser(*codenames: str) -> Client:
    """Return a browser in which such a member of staff is logged in."""
    client = Client()
    client.force_login(member(*codenames))
    return client


MODERATOR = ("view_signature", "moderate_signature")
EXPORTER = ("view_signature", "export_signature")
EDITOR_OF_PAPER = ("add_paperbatch", "change_paperbatch", "delete_paperbatch", "view_paperbatch")
