"""Answers that several kinds of addresses give."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
)
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

# For how long shared caches may keep what everybody reads (seconds). Ten less what it may be old
# already when it leaves here: see core/page_cache.py.
FOR_A_MOMENT = 2

# Below a language's prefix: what whoever has a link from a mail finds, and nobody else.
ADDRESSES_OF_ONE = ("signature/", "comment/")

View = Callable[..., HttpResponseBase]


class SeeOther(HttpResponseRedirect):
    """303: look at the result with GET."""

    status_code = 303


def read_only(view: View) -> View:
    """Answer whatever is sent with 405: where nothing changes there is no token to ask for."""
    return csrf_exempt(require_safe(view))


def let_caches_keep(request: HttpRequest, response: HttpResponse) -> None:
    """Let shared caches keep what everybody reads for a moment, unless somebody is logged in.

    A browser asks again, so that somebody who has just done something here does
    not look at the page from before. An answer that says itself how long it
    may be kept is left alone.
    """
    says_itself = response.has_header("Cache-Control") or response.cookies
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        add_never_cache_headers(response)
    elif (
        request.method in ("GET", "HEAD")
        and response.status_code in (200, 304, 404)
        and not says_itself
    ):
        patch_cache_control(response, public=True, max_age=0, s_maxage=FOR_A_MOMENT)


def public_view(view: View) -> View:
    """Let everybody read what a view answers, and shared caches keep it for a moment."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse):
            let_caches_keep(request, response)
        return response

    return read_only(answer)


def if_changed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer with 304 to whoever has exactly this body already."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
