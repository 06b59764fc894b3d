"""What the addresses that are only read have in common."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


def read_only(view: View) -> View:
    """Answer whatever is sent with 405: where nothing changes there is no token to ask for."""
    return csrf_exempt(require_safe(view))


def if_changed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer with 304 to whoever has exactly this body already."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
