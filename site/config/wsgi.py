"""The WSGI application, for gunicorn: `gunicorn --chdir . --pythonpath site config.wsgi`."""

import os
import sys
from pathlib import Path

SITE_DIR = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(SITE_DIR.parent), str(SITE_DIR)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from core.page_cache import PageCache  # noqa: E402
from core.wsgi import read_as_utf8, read_whole  # noqa: E402

application = read_whole(read_as_utf8(get_wsgi_application()))
if settings.PAGE_CACHE:
    application = PageCache(application)
