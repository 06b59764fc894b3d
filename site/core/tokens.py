"""The signed links in mails. Each opens one record, for one purpose, for as long as it exists."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

# Stands where a token goes.
_TOKEN = "TOKEN"  # noqa: S105


@dataclass(frozen=True)
class SignedLinks:
    """The links to records of one kind.

    Each purpose is the name of an address in `namespace` whose one parameter
    is the token. Both go into the tokens, so a change of either breaks the
    links in mails that were sent.
    """

    namespace: str
    purposes: tuple[str, ...]

    def _signer(self, purpose: str) -> Signer:
        return Signer(salt=f"{self.namespace}.{purpose}")

    def make_token(self, key: UUID, purpose: str) -> str:
        """Return a token for the path of a link."""
        return self._signer(purpose).sign(key.hex)

    def read_token(self, token: str, purpose: str) -> UUID | None:
        """Return the record's id, or None if the token is not one of ours."""
        try:
            return UUID(self._signer(purpose).unsign(token))
        except (BadSignature, ValueError):
            return None

    def urls(self, key: UUID, language: str) -> dict[str, str]:
        """Return the absolute addresses for a record's mails, as `<purpose>_url`."""
        return {
            f"{purpose}_url": settings.BASE_URL
            + _path(f"{self.namespace}:{purpose}", language).replace(
                _TOKEN, self.make_token(key, purpose)
            )
            for purpose in self.purposes
        }


@cache
def _path(name: str, language: str) -> str:
    """Return the path of a link in a language, with a mark in place of its token."""
    with translation.override(language):
        return reverse(name, args=[_TOKEN])
