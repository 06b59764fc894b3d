"""Production's settings, without what `collectstatic` would have to make first."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, STORAGES

# The processes share the database of the tests, with the tables of its page.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.everything"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
