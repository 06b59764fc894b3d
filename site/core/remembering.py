"""What a process remembers for a moment, so that a rush of people does not ask the same again."""

import time
from collections.abc import Hashable
from typing import Any, Generic, TypeVar

from django.conf import settings

Value = TypeVar("Value")

# More than a rush is about; a stranger who asks for everything makes it forget, and no more.
LARGEST = 64
_moments: list["Moment[Any]"] = []


class Moment(Generic[Value]):
    """Values by key, for `REMEMBERED_SECONDS` each. Threads share them: nobody may change one."""

    def __init__(self) -> None:
        self._values: dict[Hashable, tuple[float, Value]] = {}
        _moments.append(self)

    def get(self, key: Hashable) -> Value | None:
        """Return what was remembered a moment ago."""
        until, value = self._values.get(key, (0.0, None))
        return value if time.monotonic() < until else None

    def keep(self, key: Hashable, value: Value) -> None:
        """Remember a value from now on."""
        if not settings.REMEMBERED_SECONDS:
            return
        if len(self._values) >= LARGEST:
            self._values.clear()
        self._values[key] = (time.monotonic() + settings.REMEMBERED_SECONDS, value)

    def forget(self) -> None:
        """Forget everything."""
        self._values.clear()


def forget_all() -> None:
    """Forget everything that this process remembers."""
    for moment in _moments:
        moment.forget()
