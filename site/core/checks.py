"""System checks for what must not be forgotten."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


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
