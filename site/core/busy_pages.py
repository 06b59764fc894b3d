"""Pages to which many people send a form at once: found once a moment, and not for each of them.

Finding a page takes eight statements and more time than a signature does. What
was found is remembered for `REMEMBERED_SECONDS`, with what the page itself has
looked up since; readers are answered from caches of their own.
"""

from collections.abc import Hashable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core.remembering import Moment
from core.routing import go_on, is_private

# The page with its way of answering, and what that way is called.
_found: Moment[tuple[RouteResult, Any]] = Moment()


def find_busy_page(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page that a form was sent to a moment ago, and go on in its language."""
    known = _found.get(_key(request, path))
    if known is None:
        return None
    route, match = known
    request.routable_resolver_match = match  # type: ignore[attr-defined]
    go_on(request, route)
    return route


def remember_busy_page(request: HttpRequest, path: str) -> None:
    """Remember the page that was found for a form, if it expects many and everybody may see it."""
    route: RouteResult | None = request._wagtail_route_for_request  # type: ignore[attr-defined]
    if route is None or not getattr(route.page, "expects_many_forms", False):
        return
    if Page.objects.filter(~is_private(), pk=route.page.pk).exists():
        match = getattr(request, "routable_resolver_match", None)
        _found.keep(_key(request, path), (route, match))


def _key(request: HttpRequest, path: str) -> Hashable:
    return request.get_host(), get_language(), path
