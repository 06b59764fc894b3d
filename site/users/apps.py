"""The people who work in the admin."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Staff accounts."""

    name = "users"
    default_auto_field = "django.db.models.BigAutoField"
