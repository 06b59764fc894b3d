"""What Anymail leaves to us: how each provider writes a merge field in a body.

Source: the "Limitations and quirks" part of each provider's page in Anymail's
documentation. A provider that is not listed cannot merge into a body that is
sent with the call, or gives all of a call the same headers; its mails are
rendered one by one.
"""

from typing import Any

from django.conf import settings

# Backends of Anymail that take one body and each recipient's values and headers in one call.
MERGE_FIELDS = {
    "anymail.backends.brevo.EmailBackend": "{{{{params.{}}}}}",
    "anymail.backends.mailgun.EmailBackend": "%recipient.{}%",
    "anymail.backends.mailjet.EmailBackend": "[[var:{}]]",
    "anymail.backends.sendgrid.EmailBackend": "-{}-",
    "anymail.backends.sparkpost.EmailBackend": "{{{{{{{}}}}}}}",
    "anymail.backends.test.EmailBackend": "[[{}]]",
    "anymail.backends.unisender_go.EmailBackend": "{{{{{}}}}}",
}

# For everything else: a mark that no template and no editor writes by chance.
OWN_MERGE_FIELD = "\ue000{}\ue001"

# SendGrid has to be told how its fields are delimited.
ESP_EXTRA: dict[str, dict[str, Any]] = {
    "anymail.backends.sendgrid.EmailBackend": {"merge_field_format": "-{}-"},
}


def merge_field() -> str | None:
    """The configured provider's merge field as a format string; None if it cannot merge."""
    return MERGE_FIELDS.get(settings.EMAIL_BACKEND)


def esp_extra() -> dict[str, Any]:
    """What the configured provider needs beside the message."""
    return ESP_EXTRA.get(settings.EMAIL_BACKEND, {})
