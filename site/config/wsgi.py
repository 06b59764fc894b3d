"""The WSGI application, for gunicorn: `gunicorn --chdir . --pythonpath site config.wsgi`."""

import os
import sys
from pathlib import Path

SITE_DIR = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(SITE_DIR.parent), str(SITE_DIR)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
