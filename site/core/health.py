"""What probes ask: does the process answer, and does the site do its work."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.db import Error, connection
from django.db.models import Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.http import read_only
from core.mail.models import OutgoingMail

# How long a mail may wait for the worker before the site calls itself unwell (seconds).
QUEUE_AGE_LIMIT = 600


@read_only
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@read_only
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database and the cache answer, and no mail has waited for long.

    `queue_seconds` is how long the mail that is due first has waited; null where
    the database cannot tell. What is false is what is wrong; why, is in the logs.
    """
    age = _queue_age()
    checks = {
        "database": age is not None,
        "cache": _cache_answers(cache),
        "queue": age is not None and age <= QUEUE_AGE_LIMIT,
    }
    ready = all(checks.values())
    told = {"ready": ready, **checks, "queue_seconds": age}
    return JsonResponse(told, status=200 if ready else 503)


def _queue_age() -> int | None:
    """Return for how many seconds the oldest mail has waited, None without a database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return _seconds_since(_waiting_since())
    except Error:
        # Also one that answers and has no tables yet.
        return None


def _waiting_since() -> datetime | None:
    """Return since when the oldest mail waits: one look into an index for each lane, and one."""
    status = OutgoingMail.Status
    waiting = OutgoingMail.objects.filter(status=status.QUEUED)
    moments = [
        waiting.filter(lane=lane).aggregate(since=Min("not_before"))["since"]
        for lane in OutgoingMail.Lane.values
    ]
    # Held by a worker that is gone, and no other has come to take them over.
    held = OutgoingMail.objects.filter(status=status.SENDING)
    moments.append(held.aggregate(since=Min("claimed_until"))["since"])
    return min((moment for moment in moments if moment), default=None)


def _seconds_since(moment: datetime | None) -> int:
    waited = timezone.now() - moment if moment else timedelta()
    return max(0, int(waited.total_seconds()))


def _cache_answers(backend: BaseCache) -> bool:
    try:
        backend.set("readyz", "ok", timeout=10)
        # One that is away may be stood in for (core/redis_cache.py).
        return backend.get("readyz") == "ok" and not getattr(backend, "is_away", False)
    except Exception:  # Each cache backend has errors of its own.
        return False
