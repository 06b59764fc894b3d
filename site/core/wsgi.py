"""What happens to a request before Django sees it."""

import re
from collections.abc import Callable, Iterable
from typing import Any

# The one parameter that is of use: what stands between the parts of a form.
_BOUNDARY = re.compile(r";\s*(boundary=(?:\"[^\"]*\"|[^\s;\"]+))", re.IGNORECASE)

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def read_as_utf8(application: Application) -> Application:
    """Keep from Django what a request says of its own encoding: all our forms are in UTF-8.

    Django would believe it already while it makes the request, before any
    middleware, and fail where the encoding is none of text.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kind, semicolon, parameters = environ.get("CONTENT_TYPE", "").partition(";")
        if semicolon:
            boundary = _BOUNDARY.search(f";{parameters}")
            environ["CONTENT_TYPE"] = f"{kind}; {boundary[1]}" if boundary else kind
        return application(environ, start_response)

    return answer
