"""Mail addresses: what is valid, where a mail goes, and when two are the same mailbox."""

import hashlib
import hmac
import unicodedata

from disposable_email_domains import blocklist
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

MAX_LENGTH = 254

# How a provider reads the part before the @, where it ignores some of it.
# Sources: the providers' own help pages on aliases and sub-addressing.
_GMAIL = {"gmail.com", "googlemail.com"}
_PLUS_TAGS = {
    "fastmail.com",
    "hey.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mailbox.org",
    "me.com",
    "msn.com",
    "outlook.com",
    "pm.me",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "tutanota.com",
    "yandex.com",
    "yandex.ru",
    "zoho.com",
}
# The same mailboxes under several names.
_SAME_DOMAIN = {
    "googlemail.com": "gmail.com",
    "pm.me": "proton.me",
    "protonmail.com": "proton.me",
    "mac.com": "icloud.com",
    "me.com": "icloud.com",
}


def clean_address(typed: str) -> str:
    """Return the address to send to, with compatible letters folded (full-width to plain).

    Raises ValidationError with a sentence for the signer.
    """
    # Invisible marks come with addresses that are copied from right-to-left text.
    visible = "".join(mark for mark in typed if unicodedata.category(mark) != "Cf")
    folded = unicodedata.normalize("NFKC", visible).strip()
    try:
        result = validate_email(
            folded,
            check_deliverability=False,
            allow_smtputf8=False,
            allow_quoted_local=True,
            # Domains such as example.org are valid addresses; a bounce tells the rest.
            test_environment=True,
        )
    except EmailNotValidError as error:
        raise ValidationError(_sentence(folded), code="invalid") from error
    return result.ascii_email or result.normalized


def _sentence(address: str) -> str:
    """Say what is wrong with an address, as far as a signer can mend it."""
    if "@" not in address:
        return _("A mail address has an @ in it, as in name@example.org.")
    if address.count("@") > 1:
        return _("Write one mail address only, as in name@example.org.")
    if len(address) > MAX_LENGTH:
        return _("This mail address is too long to be real. Please check it.")
    if not address.partition("@")[0].isascii():
        return _("We cannot send mail to addresses with these letters before the @ yet.")
    return _("This does not look like a mail address. Please check it for a slip of the keys.")


def normalise(address: str) -> str:
    """Return the form in which two spellings of one mailbox are equal.

    Takes what `clean_address` returned.
    """
    local, _at, domain = address.casefold().rpartition("@")
    if domain in _GMAIL:
        local = local.partition("+")[0].replace(".", "")
    elif domain in _PLUS_TAGS:
        local = local.partition("+")[0]
    return f"{local}@{_SAME_DOMAIN.get(domain, domain)}"


def email_key(address: str) -> str:
    """Return the keyed hash (HMAC-SHA-256, hexadecimal) that stands for a mailbox."""
    return hmac.new(
        settings.EMAIL_KEY_SECRET.encode(), normalise(address).encode(), hashlib.sha256
    ).hexdigest()


def is_disposable(address: str) -> bool:
    """Whether the domain, or one above it, gives out throw-away addresses."""
    labels = address.rpartition("@")[2].split(".")
    return any(".".join(labels[start:]) in blocklist for start in range(len(labels) - 1))
