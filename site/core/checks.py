"""System checks for what must not be forgotten."""

import os
from typing import Any

from anymail.exceptions import AnymailConfigurationError
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.mail import get_connection


@register(Tags.security, deploy=True)
def check_mail_is_sent(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A public site that writes its mails to a directory confirms nobody."""
    if settings.MAIL_PROVIDER != "outbox":
        return []
    return [
        Warning(
            "Mails are written to DATA_DIR/outbox and not sent.",
            hint="Set MAIL_PROVIDER to smtp or to the name of an Anymail backend.",
            id="core.W001",
        )
    ]


@register(Tags.security, deploy=True)
def check_proxies(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy that is not named, all visitors share one limit."""
    if settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "TRUSTED_PROXIES is empty: behind a proxy, all visitors count as one network.",
            hint="Name the proxy's address, such as 127.0.0.1, unless there is none.",
            id="core.W002",
        )
    ]


@register(Tags.security, deploy=True)
def check_shared_cache(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In memory, each process has a cache of its own: limits are counted by halves."""
    several = int(os.environ.get("WEB_CONCURRENCY") or 1) > 1
    if not several or "locmem" not in settings.CACHES["default"]["BACKEND"]:
        return []
    return [
        Warning(
            "WEB_CONCURRENCY starts several web processes, and each has a cache of its own.",
            hint="Set CACHE_URL to a Redis or Valkey that they share: redis://host:6379/0",
            id="core.W003",
        )
    ]


@register(Tags.security, deploy=True)
def check_redirect_ends(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Redirected to HTTPS by a process that never hears of it, a browser goes in a circle."""
    if not settings.SECURE_SSL_REDIRECT or settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        Warning(
            "HTTP is redirected to HTTPS, and nothing says which of the two a request came by.",
            hint="Set BEHIND_TLS_PROXY=yes behind a proxy that sets X-Forwarded-Proto itself.",
            id="core.W004",
        )
    ]


@register(Tags.security)
def check_mail_backend(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A misspelt provider would be noticed with the first mail that does not go out.

    So would one whose key was forgotten.
    """
    try:
        get_connection()
    except AnymailConfigurationError as error:
        return [
            Error(
                f"MAIL_PROVIDER is {settings.MAIL_PROVIDER!r}, and what it needs is missing.",
                # Which of its settings that is; Anymail tells nothing that was set.
                hint=str(error).partition("\n")[0],
                id="core.E003",
            )
        ]
    except ImportError:
        return [
            Error(
                f"MAIL_PROVIDER is {settings.MAIL_PROVIDER!r}, which is no mail backend.",
                hint="Use outbox, smtp, or the name of an Anymail backend such as mailgun.",
                id="core.E002",
            )
        ]
    return []


@register(Tags.security)
def check_local_run(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The local run shows every mail to every visitor; it must not reach the public."""
    if settings.LOCAL and settings.HTTPS:
        return [
            Error(
                "UNDERSIGNED_LOCAL is set on a site with a public address.",
                hint="It shows all mails at /outbox/. Unset it, or unset BASE_URL.",
                id="core.E001",
            )
        ]
    return []
