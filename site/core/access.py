"""An id for each request, and a line for each answer that says nothing of who asked."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from core.logging import new_id, request_id
from core.networks import comes_by_proxy

logger = logging.getLogger("core.access")

# Hexadecimal: nothing that a visitor wrote into it could name anybody.
_ID = re.compile(r"[0-9a-fA-F-]{16,64}", re.ASCII)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# Parts of an address with which somebody can act for somebody else.
_SECRETS = ("token", "uidb64")
_LONGEST_PATH = 300


class RequestIdMiddleware:
    """Gives each request an id, which its lines in the log and its answer carry.

    A proxy of ours may have given one already, so that its log can be held
    beside ours; from anybody else it is not taken.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; with ACCESS_LOG, write a line."""
        begun = time.perf_counter()
        identity = _given_id(request) or new_id()
        # Until the request has ended: Django writes lines after the middleware has.
        request_id.set(identity)
        response = self.get_response(request)
        response["X-Request-ID"] = identity
        if settings.ACCESS_LOG:
            took = round((time.perf_counter() - begun) * 1000, 1)
            logger.info("Answered", extra={"facts": _facts(request, response, took)})
        return response


@receiver(request_finished, dispatch_uid="core.access.forget_id")
def forget_id(**kwargs: Any) -> None:
    """The thread goes on to other work."""
    request_id.set("")


def _given_id(request: HttpRequest) -> str:
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if given and _ID.fullmatch(given) and comes_by_proxy(request) else ""


def _facts(request: HttpRequest, response: HttpResponse, took: float) -> dict[str, Any]:
    """Return what a line says: no query, no address, no browser, no page that it came from."""
    path = request.path
    if request.resolver_match:
        for name in _SECRETS:
            if value := request.resolver_match.kwargs.get(name):
                path = path.replace(str(value), "…")
    return {
        "method": request.method if request.method in _METHODS else "other",
        "path": path[:_LONGEST_PATH],
        "status": response.status_code,
        "milliseconds": took,
    }
