"""What templates need to know of a request."""

from django.conf import settings
from django.http import HttpRequest


def userbar(request: HttpRequest) -> dict[str, bool]:
    """Show Wagtail's bar to whoever is logged in.

    A visitor without a session cookie is not asked for: looking at the session
    would make the page depend on cookies, and no cache could keep it.
    """
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return {"show_userbar": has_session and request.user.is_authenticated}
