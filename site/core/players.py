"""Which frames a page may show: the players of the videos that are on it, and no others."""

from django.http import HttpRequest, HttpResponse

_KEPT = "_players"


def allow_player(request: HttpRequest, origin: str) -> None:
    """Let the page that is being made for a request show frames from `origin`."""
    players = getattr(request, _KEPT, [])
    setattr(request, _KEPT, [*players, origin])


def tell_policy(request: HttpRequest, response: HttpResponse) -> None:
    """Put the players of a page that is made into its Content-Security-Policy."""
    players = sorted(set(getattr(request, _KEPT, [])))
    if players:
        # What the decorators of django-csp leave for its middleware.
        response._csp_update = {"frame-src": players}  # type: ignore[attr-defined]
