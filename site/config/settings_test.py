"""Settings for tests. Each override says why it differs from production."""

import atexit
import os
import shutil
import tempfile

# Read before the settings proper: they refuse to start without secrets and
# write below DATA_DIR.
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("EMAIL_KEY_SECRET", "only-for-tests-too")
os.environ.setdefault("MAIL_PROVIDER", "outbox")
os.environ.setdefault("DEFAULT_FROM_EMAIL", "Undersigned <noreply@localhost>")
if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="undersigned-test-")
    # The processes that tests start find it named, and leave it to the first.
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
# The servers that tests speak to are on this machine, whatever proxy leads out of it.
os.environ["no_proxy"] = os.environ["NO_PROXY"] = "localhost,127.0.0.1"
# The tests say themselves which server they run on; a developer's own must never be it.
os.environ.pop("DATABASE_URL", None)
if test_database := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = test_database

from config.settings import *  # noqa: F403
from config.settings import DATABASES, INSTALLED_APPS, STATIC_ROOT, STORAGES

# A page that has everything a page can have.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.everything"]

# Pages are rendered without a collected, hashed copy of the static files.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# WhiteNoise warns of a directory that is not there, and a warning fails a test.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# A deliberately slow hash would be most of the suite's time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Links in mails are followed with the test client's host name.
BASE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SECURE_SSL_REDIRECT = False
# The test client comes from 127.0.0.1 and fills in forms at once; tests of the
# speed check set it themselves.
SIGN_MIN_SECONDS = 0
# Tests change a page and read it at once; those of the page cache make one of their own.
PAGE_CACHE = False
# Thousands of lines that no test reads.
ACCESS_LOG = False
# Tests change a petition and sign it at once.
REMEMBERED_SECONDS = 0
if DATABASES["default"]["ENGINE"] == "core.postgresql":
    # A connection kept open by a thread of a test would block dropping the database.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
else:
    # In a file, so that threads share it; in memory each would have its own.
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['DATA_DIR']}/test.sqlite3"}
