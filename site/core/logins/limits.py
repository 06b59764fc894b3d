"""How often somebody may try to log in, or to open what a shared password guards.

Counted in the cache as networks are, by keyed hashes that are soon gone: no
address of a person or a computer is kept, and the lock ends by itself. A try is
counted before the password is looked at, so that a thousand at once are no
better than one after another, and taken back when it was right.
"""

import logging
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest

from core.networks import HOUR, client_address, count, key_of, network_of
from users.models import User

logger = logging.getLogger(__name__)

QUARTER = 900
# Wrong passwords for one account from one network: somebody has forgotten theirs.
FROM_ONE_NETWORK = 10
# For everything that has a password, from one network: a whole office may come at nine.
OF_ONE_NETWORK = 100
# For one account from everywhere. Its owner is kept out as well; so this is many.
OF_ONE_ACCOUNT = 100
# Links to set a new password, to one address.
RESETS = 3


class LimitedBackend(ModelBackend):
    """Django's own, which looks at no password of somebody who has tried too often."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return the user. Raises PermissionDenied, with `request.login_limited`, beyond a limit.

        Without a request, as on the command line, nothing is counted.
        """
        account = (username or "").strip().lower()
        if request is not None and is_too_often(request, f"login:{account}"):
            request.login_limited = True  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().authenticate(request, username, password, **kwargs)


def is_too_often(request: HttpRequest, what: str) -> bool:
    """Count a try to open `what`; `take_back` takes it back if the password was right."""
    tries = _tries(request, what)
    request.login_tries = [key_of(what, seconds) for what, seconds, _limit in tries]  # type: ignore[attr-defined]
    # Each is counted, also behind one that is above its limit.
    beyond = [_is_beyond(what, seconds, limit) for what, seconds, limit in tries]
    if any(beyond):
        logger.warning("Somebody has tried a password too often")
    return any(beyond)


def _is_beyond(what: str, seconds: int, limit: int) -> bool:
    try:
        return count(what, seconds) > limit
    except Exception as error:
        # Each cache has errors of its own. Staff must get in most of all when something is down.
        logger.warning("Tries to log in are not counted: %s", type(error).__name__)
        return False


def _tries(request: HttpRequest, what: str) -> list[tuple[str, int, int]]:
    """Return what a try counts for, in how many seconds, and how often it may."""
    address = client_address(request)
    network = network_of(address) if address else "unknown"
    return [
        (f"{what}:{network}", QUARTER, FROM_ONE_NETWORK),
        (f"passwords:{network}", QUARTER, OF_ONE_NETWORK),
        (what, HOUR, OF_ONE_ACCOUNT),
    ]


@receiver(user_logged_in, dispatch_uid="core.logins.take_back")
def take_back(request: HttpRequest | None, **kwargs: Any) -> None:
    """The password was right: this was no guess."""
    for key in getattr(request, "login_tries", ()):
        try:
            cache.decr(key)
        except Exception as error:
            # Gone in the meantime, or the cache is.
            logger.debug("A try is not taken back: %s", type(error).__name__)


def may_send_reset(address: str) -> bool:
    """Count a link to set a new password; return whether it is to be sent."""
    return not _is_beyond(f"reset:{address.strip().lower()}", HOUR, RESETS)
