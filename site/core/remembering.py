"""What a process remembers for a moment, so that a rush of people does not ask the same again."""

import time
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings

Value = TypeVar("Value")

# More than a rush is about; a stranger who asks for everything makes it forget, and no more.
LARGEST = 64
_moments: list["Moment[Any]"] = []


@dataclass
class _Remembered(Generic[Value]):
    value: Value
    since: float
    # Somebody is on the way to find it anew.
    is_sought: bool = False


class Moment(Generic[Value]):
    """Values by key, for `REMEMBERED_SECONDS` each. Threads share them: nobody may change one.

    When a value is that old, the first who asks for it is sent to find it anew, and the
    others go on with the old one meanwhile, for as long again at most.
    """

    def __init__(self) -> None:
        self._values: dict[Hashable, _Remembered[Value]] = {}
        _moments.append(self)

    def get(self, key: Hashable) -> Value | None:
        """Return what was remembered a moment ago; None to whoever is to find it anew."""
        now, seconds = time.monotonic(), settings.REMEMBERED_SECONDS
        remembered = self._values.get(key)
        if remembered is None or now - remembered.since >= 2 * seconds:
            return None
        if now - remembered.since >= seconds and not remembered.is_sought:
            remembered.is_sought = True
            return None
        return remembered.value

    def keep(self, key: Hashable, value: Value) -> None:
        """Remember a value from now on."""
        if not settings.REMEMBERED_SECONDS:
            return
        if len(self._values) >= LARGEST:
            self._values.clear()
        self._values[key] = _Remembered(value, time.monotonic())

    def forget(self) -> None:
        """Forget everything."""
        self._values.clear()


def forget_all() -> None:
    """Forget everything that this process remembers."""
    for moment in _moments:
        moment.forget()
