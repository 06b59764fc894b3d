"""The signed links in mails to signers."""

from core.tokens import SignedLinks
from petitions.models import Signature

signed_links = SignedLinks("petitions", ("confirm", "manage", "unsubscribe"))


def links(signature: Signature) -> dict[str, str]:
    """Return the absolute addresses that the signature's mails carry, in its language."""
    return signed_links.urls(signature.pk, signature.language)
