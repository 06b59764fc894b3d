"""What every answer passes through."""

import re
from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import get_script_prefix
from django.utils.translation import get_language_from_path

from core.http import SeeOther

# Addresses without a language, at which everyone reads the same: one copy in a
# cache serves all. What goes wrong there is still said in the reader's language.
SAME_FOR_EVERYONE = (
    "/api/",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/share-cards/",
    "/sitemap.xml",
)


class HeadMiddleware:
    """Answers HEAD without a body, which WSGI asks of the application."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Empty the body; the headers, Content-Length among them, stay those of GET."""
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response


class PolicyMiddleware(CSPMiddleware):
    """django-csp's own, but for answers that lead on: they show nothing that a policy could rule.

    Putting the policy together takes a tenth of the time in which somebody confirms.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the policy."""
        if isinstance(response, SeeOther):
            return response
        return super().process_response(request, response)


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, with one spelling of each language and nothing said where none is spoken."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Send `/ES/` and `/es-mx/` on to `/es/`, as Django reads them."""
        language = get_language_from_path(request.path_info.lower())
        if language and response.status_code == 404:
            prefix = get_script_prefix()
            path = request.get_full_path().removeprefix(prefix)
            canonical = re.sub(r"^[^/?]+", language, path)
            if canonical != path:
                return redirect(prefix + canonical)
        if response.status_code < 400 and request.path_info.startswith(SAME_FOR_EVERYONE):
            return response
        return super().process_response(request, response)
