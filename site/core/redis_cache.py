"""Redis or Valkey as Django's cache, without which pages still answer."""

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.cache.backends import redis
from django.core.cache.backends.locmem import LocMemCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

# How long a server that does not answer is left alone (seconds).
AWAY = 5
# How a server is asked: what takes longer than these (seconds) is slower than doing without. A
# connection that has broken since it was last used is made anew once.
PATIENCE: dict[str, Any] = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    "retry": Retry(NoBackoff(), 1),
}


def _or_without(name: str) -> Callable[..., Any]:
    """Return Django's own method of this name; while the server is away, that of the memory."""

    def method(self: "RedisCache", *args: Any, **kwargs: Any) -> Any:
        if not self.is_away:
            try:
                return getattr(super(RedisCache, self), name)(*args, **kwargs)
            except (RedisError, OSError) as error:
                self._leave_alone(error)
        return getattr(self._memory, name)(*args, **kwargs)

    return method


class RedisCache(redis.RedisCache):
    """Django's own; while the server is away, each process uses its own memory instead.

    What is kept here is either made anew when it is missing or, as the requests of
    a network, counted by each process for itself until the server is back.
    """

    # Of all threads: Django gives each an instance of its own (seconds of the monotonic clock).
    _away_until: ClassVar[float] = float("-inf")

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": PATIENCE | params.get("OPTIONS", {})})
        self._memory = LocMemCache("while-redis-is-away", {**params, "OPTIONS": {}})

    @property
    def is_away(self) -> bool:
        """Whether the server has not answered within the last seconds."""
        return time.monotonic() < RedisCache._away_until

    def _leave_alone(self, error: Exception) -> None:
        if not self.is_away:
            # What is left from an earlier time may be wrong by now.
            self._memory.clear()
            logger.warning("Redis does not answer (%s): doing without.", type(error).__name__)
        RedisCache._away_until = time.monotonic() + AWAY

    add = _or_without("add")
    get = _or_without("get")
    set = _or_without("set")
    touch = _or_without("touch")
    delete = _or_without("delete")
    get_many = _or_without("get_many")
    has_key = _or_without("has_key")
    incr = _or_without("incr")
    set_many = _or_without("set_many")
    delete_many = _or_without("delete_many")
    clear = _or_without("clear")
