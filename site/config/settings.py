"""Settings, read from the environment and safe without any.

`make run` sets `UNDERSIGNED_LOCAL=1`, which allows what only a person's own
machine may have: a secret key made on the spot, a browsable outbox and the
demonstration content. Everywhere else a missing secret stops the start.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import cdn, files
from config.environment import (
    BASE_DIR,
    DATA_DIR,
    LOCAL,
    address,
    cache,
    database,
    env,
    logs,
    networks,
    required,
    secret,
)
from core.countries import COUNTRY_NAMES

SITE_DIR = BASE_DIR / "site"

DEBUG = env.bool("DJANGO_DEBUG", default=False)

SECRET_KEY = secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Keys the hash by which a signer's address is recognised. It has a name of its
# own because it must outlive every rotation of SECRET_KEY: with another key,
# everybody could sign a second time.
EMAIL_KEY_SECRET = secret("EMAIL_KEY_SECRET")

# The address at which people reach the site: used in mails and for the first Wagtail site.
BASE_URL = address("BASE_URL", "http://localhost:8000")
# Probes and the local run use the machine's own names.
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[urlsplit(BASE_URL).hostname, "localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Proxies whose X-Forwarded-For is believed, as addresses or networks (CIDR).
TRUSTED_PROXIES = networks("TRUSTED_PROXIES")

INSTALLED_APPS = [
    "demo",
    "campaigns",
    "petitions",
    "resources",
    "core",
    "images",
    "translators",
    "users",
    "wagtail_localize",
    "wagtail_localize.locales",
    # Its form builder; its own lists of submissions stay empty (campaigns/applications).
    "wagtail.contrib.forms",
    "wagtail.contrib.frontend_cache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "anymail",
    "csp",
    "django_countries",
    "django_filters",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "core.access.RequestIdMiddleware",
    "core.middleware.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pads each answer by a random length, so that its size tells nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    # An ETag for each page, by which browsers and caches ask whether theirs is still right.
    "django.middleware.http.ConditionalGetMiddleware",
    "core.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "translators.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.userbar",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Whether each process keeps for a few seconds what everybody reads (core/page_cache.py).
PAGE_CACHE = env.bool("PAGE_CACHE", default=True)
CACHES = {"default": cache()}
# Told of what was published, where one stands in front.
WAGTAILFRONTENDCACHE = cdn.backends()

# --- People ---------------------------------------------------------------

AUTH_USER_MODEL = "users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Who has tried too often waits.
AUTHENTICATION_BACKENDS = ["core.logins.limits.LimitedBackend"]
WAGTAILADMIN_USER_LOGIN_FORM = "core.logins.forms.StaffLoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "core.logins.forms.StaffPasswordResetForm"  # noqa: S105
LOGIN_URL = "wagtailadmin_login"
# Members log in and out on the site; with nowhere to go back to, they come to its first page.
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"

# --- Languages ------------------------------------------------------------

LANGUAGE_CODE = "en"
# A language is listed here when its catalogue in locale/ is complete, which a test checks.
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("ar", _("Arabic")),
    ("th", _("Thai")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
COUNTRIES_OVERRIDE = COUNTRY_NAMES
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "config.formats"
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True

# --- Files ----------------------------------------------------------------

STATIC_URL = "/static/"
# Made anew with each version, so it may lie apart from what must be kept.
STATIC_ROOT = Path(env("STATIC_ROOT", default="") or DATA_DIR / "static").resolve()
STATICFILES_DIRS = [SITE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = files.storages()

# --- Wagtail --------------------------------------------------------------

WAGTAIL_SITE_NAME = "Undersigned"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_DATE_FORMAT = "%Y-%m-%d"
WAGTAILIMAGES_IMAGE_MODEL = "images.CustomImage"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILDOCS_DOCUMENT_MODEL = "images.CustomDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# An avatar address would tell Gravatar who works here.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A newer-version check would tell a stranger that this site exists.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {
            "features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"],
        },
    },
}
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
# What is submitted for translation is a draft: live at once, it would be in the source language.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# --- Machine translation (translators/machine.py) ---------------------------


def _machine_translator() -> dict[str, object] | None:
    """Return the machine translator that the environment names; None without one."""
    deepl_key, libretranslate = (
        env("DEEPL_AUTH_KEY", default=""),
        env("LIBRETRANSLATE_URL", default=""),
    )
    if deepl_key and libretranslate:
        raise ImproperlyConfigured(
            "DEEPL_AUTH_KEY and LIBRETRANSLATE_URL are both set. Unset the one you do not use."
        )
    if deepl_key:
        return {
            "CLASS": "translators.machine.DeepL",
            "OPTIONS": {
                "AUTH_KEY": deepl_key,
                "FORMALITY": env("DEEPL_FORMALITY", default=""),
                "TIMEOUT": env.int("DEEPL_TIMEOUT", default=20),
                "API_URL": env("DEEPL_API_URL", default=""),
            },
        }
    if libretranslate:
        return {
            "CLASS": "translators.machine.LibreTranslate",
            "OPTIONS": {
                "LIBRETRANSLATE_URL": libretranslate.rstrip("/"),
                "API_KEY": env("LIBRETRANSLATE_API_KEY", default=""),
                "TIMEOUT": env.int("LIBRETRANSLATE_TIMEOUT", default=20),
            },
        }
    return None


WAGTAILLOCALIZE_MACHINE_TRANSLATOR = _machine_translator()

# --- Mail (core/mail) -----------------------------------------------------

# "outbox" writes one .eml file per mail to OUTBOX_DIR; "smtp" takes EMAIL_URL;
# any other word is the name of an Anymail backend, such as "mailgun".
# Nobody is to collect signatures for weeks whose mails never left the machine.
MAIL_PROVIDER = required("MAIL_PROVIDER", local="outbox", example="smtp")
OUTBOX_DIR = DATA_DIR / "outbox"
if MAIL_PROVIDER == "outbox":
    EMAIL_BACKEND = "core.mail.outbox.EmailBackend"
elif MAIL_PROVIDER == "smtp":
    EMAIL_CONFIG = env.email_url("EMAIL_URL")
    EMAIL_BACKEND = EMAIL_CONFIG.pop("EMAIL_BACKEND")
    vars().update(EMAIL_CONFIG)
else:
    EMAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
# ANYMAIL_MAILGUN_API_KEY and its like, as Anymail's documentation names them.
ANYMAIL = {
    name.removeprefix("ANYMAIL_"): value
    for name, value in os.environ.items()
    if name.startswith("ANYMAIL_") and value
}
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = required(
    "DEFAULT_FROM_EMAIL",
    local="Undersigned <noreply@localhost>",
    example="Undersigned <noreply@example.org>",
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Signing (petitions) --------------------------------------------------

# From one network (IPv4 /24, IPv6 /48) in an hour; above it, signatures wait for staff.
SIGN_NETWORK_LIMIT = env.int("SIGN_NETWORK_LIMIT", default=60)
# A form sent sooner after it was made than this many seconds was not read by a
# person. On one's own machine scripts and password managers may be that quick.
SIGN_MIN_SECONDS = env.int("SIGN_MIN_SECONDS", default=0 if LOCAL else 2)
# For so many seconds a process remembers what everybody who signs asks for: the petition's page,
# its options and wordings. A petition that is closed takes signatures for as long.
REMEMBERED_SECONDS = 1.0
# A confirmation mail goes out at most this often per signature.
SIGN_MAX_MAILS = 5
# Days after which a signature that nobody confirmed is erased.
SIGN_PENDING_DAYS = env.int("SIGN_PENDING_DAYS", default=30)

# For the admin; the sign form, about one kilobyte, has a limit of its own (bytes).
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# Wagtail's page editor sends a field for each part of each block.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Security -------------------------------------------------------------

HTTPS = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=HTTPS)
# Probes reach the process directly and speak plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)/$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
# `same-origin`, not `no-referrer`: browsers send `Origin: null` with a form on
# a no-referrer page, and Origin is what guards the anonymous forms.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    # Wagtail shows previews in a frame of the admin; other sites can frame nothing.
    "security.W019",
    # Whether HSTS holds for other names of the domain too is for whoever owns them to say.
    "security.W005",
    "security.W021",
]

CONTENT_SECURITY_POLICY = {
    # Wagtail's admin runs inline scripts and styles; it is behind a login.
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *files.pictures_origin(BASE_URL)],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}

# --- Logs -----------------------------------------------------------------

LOGGING = logs()
# A line for each answer. The proxy's own log has visitors' addresses and whole links; this has not.
ACCESS_LOG = env.bool("ACCESS_LOG", default=not LOCAL)
