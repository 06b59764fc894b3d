"""An app of the tests."""

from django.apps import AppConfig


class EverythingConfig(AppConfig):
    """Installed by `config.settings_test` alone."""

    name = "tests.everything"
    label = "everything"
    default_auto_field = "django.db.models.BigAutoField"
