"""Whether a form was sent from this site's own pages.

The public forms carry no ambient authority (no login, no cookie), so they need
no token that would make their pages uncacheable. What is left to refuse is a
form that another site submits in a visitor's name.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says that the request comes from this site.

    A client that sends neither `Sec-Fetch-Site` nor `Origin` is no current
    browser, and cannot be made to send somebody else's form.
    """
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    if origin and origin != "null":
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return (
            f"{parts.scheme}://{parts.netloc}" in settings.CSRF_TRUSTED_ORIGINS
            or parts.netloc == request.get_host()
        )
    if site:
        return site in {"same-origin", "none"}
    return origin is None
