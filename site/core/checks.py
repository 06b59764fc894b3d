"""System checks for what must not be forgotten."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils.module_loading import import_string


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


@register(Tags.security)
def check_mail_backend(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A misspelt provider would be noticed with the first mail that does not go out."""
    try:
        import_string(settings.EMAIL_BACKEND)
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
