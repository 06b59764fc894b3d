"""The signed links in mails. Each opens one signature, for one purpose."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from petitions.models import Signature

_PURPOSES = ("confirm", "manage", "unsubscribe")


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"petitions.{purpose}")


def make_token(signature_id: UUID, purpose: str) -> str:
    """Return a token for the path of a link."""
    return _signer(purpose).sign(signature_id.hex)


def read_token(token: str, purpose: str) -> UUID | None:
    """Return the signature's id, or None if the token is not one of ours."""
    try:
        return UUID(_signer(purpose).unsign(token))
    except (BadSignature, ValueError):
        return None


def links(signature: Signature) -> dict[str, str]:
    """Return the absolute addresses that the signature's mails carry, in its language."""
    with translation.override(signature.language):
        return {
            f"{purpose}_url": settings.BASE_URL
            + reverse(f"petitions:{purpose}", args=[make_token(signature.pk, purpose)])
            for purpose in _PURPOSES
        }
