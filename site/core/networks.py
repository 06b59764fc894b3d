"""Where a request comes from, without keeping it: counts per network and hour."""

import hashlib
import hmac
import ipaddress
import re
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

HOUR = 3600


# An address that a proxy wrote down with the port, or in the brackets of a URL.
_WITH_PORT = re.compile(r"\[(?P<v6>[^\]]*)\](?::\d+)?|(?P<v4>[\d.]+):\d+")


def _parse(text: str) -> Address | None:
    text = text.strip()
    if match := _WITH_PORT.fullmatch(text):
        text = match["v6"] or match["v4"] or ""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


@lru_cache
def _networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(text, strict=False) for text in texts)


def _is_proxy(address: Address) -> bool:
    return any(address in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


def comes_by_proxy(request: HttpRequest) -> bool:
    """Whether a proxy of ours has sent the request on, whose headers can be believed."""
    address = _parse(request.META.get("REMOTE_ADDR", ""))
    return address is not None and _is_proxy(address)


def client_address(request: HttpRequest) -> Address | None:
    """Return the visitor's address; `X-Forwarded-For` counts only from configured proxies.

    Read from the right: each of our proxies appends the address it saw, so the
    first one that is not ours is the visitor, and what stands left of it is
    only what they claim.
    """
    address = _parse(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    while address and forwarded and _is_proxy(address):
        seen = _parse(forwarded.pop())
        if seen is None:
            # Going on to the left would believe a claim.
            break
        address = seen
    return address


def network_of(address: Address) -> str:
    """Return the network an address belongs to: IPv4 /24, IPv6 /48 (one site)."""
    prefix = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network((address, prefix), strict=False))


def count_request(request: HttpRequest, scope: str) -> int:
    """Count this request for its network and `scope` in this hour; return the count.

    In the local run a person tries the site out from the machine itself, which
    is no network: 0. Elsewhere such visitors come through a proxy that
    TRUSTED_PROXIES does not name; they count as one network, so that staff see
    too much rather than nothing.
    """
    address = client_address(request)
    if settings.LOCAL and address and address.is_loopback:
        return 0
    return count(f"{scope}:{network_of(address) if address else 'unknown'}", HOUR)


def count(what: str, seconds: int) -> int:
    """Count `what` in this stretch of so many seconds; return the count.

    Only a keyed hash is kept, under a key that differs from stretch to stretch,
    in the cache, and it is gone two of them later.
    """
    key = key_of(what, seconds)
    try:
        return cache.incr(key)
    except ValueError:
        # The first of its stretch. Of several at once one makes the entry, the others add to it.
        if cache.add(key, 1, timeout=2 * seconds):
            return 1
    try:
        return cache.incr(key)
    except ValueError:
        # The entry was evicted between the two calls.
        return 1


def key_of(what: str, seconds: int) -> str:
    """Return the key in the cache under which `what` is counted now."""
    stretch = int(timezone.now().timestamp()) // seconds
    text = f"{what}:{seconds}:{stretch}".encode()
    return f"network:{hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()}"
