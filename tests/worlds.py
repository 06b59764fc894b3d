"""Worlds that a whole module of tests looks at, each made once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def made_once(django_db_blocker: Any) -> Iterator[None]:
    """Have what is made in the database stay for a module's tests, and be gone after the last.

    For a fixture of that scope. What a test itself changes is undone after it, as ever.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
