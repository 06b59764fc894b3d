"""The site's own settings, but for one thing: static files are not compressed beforehand.

That takes longer than `make bench-quick` has, and nothing that is measured is a static file.
"""

from config.settings import *  # noqa: F403
from config.settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
