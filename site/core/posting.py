"""Reading a form that anybody may have sent, from anywhere, in any state."""

from http import HTTPStatus

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from core.origin import is_from_this_site

# Larger than any public form that a person can fill in (bytes).
LARGEST_FORM = 262_144
# What is read of a body that is too large (bytes), a piece at a time and kept nowhere: a browser
# that is cut off while it sends shows an error of its own in the place of our answer.
LARGEST_DISCARD = 1_073_741_824


class NotReadError(Exception):
    """A form that was not read, by the status to answer with.

    403: it comes from another site. 413: it is too large. 400: it arrived broken.
    """

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


def read_form(request: HttpRequest, *, largest: int = LARGEST_FORM) -> QueryDict:
    """Return what was sent, at most `largest` bytes. Raises `NotReadError`.

    A form with files may be larger; its upload handlers see to what becomes of them.
    """
    if not is_from_this_site(request):
        raise NotReadError(HTTPStatus.FORBIDDEN)
    try:
        if _length(request) > largest:
            raise RequestDataTooBig
        return request.POST
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent) as error:
        _read_off(request)
        raise NotReadError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE) from error
    except (MultiPartParserError, BadRequest, UnreadablePostError) as error:
        raise NotReadError(HTTPStatus.BAD_REQUEST) from error


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError as error:
        raise BadRequest from error


def _read_off(request: HttpRequest) -> None:
    """Read the rest of the body: to close earlier would cut the answer off."""
    unread = LARGEST_DISCARD
    try:
        while unread > 0 and (chunk := request.read(65_536)):
            unread -= len(chunk)
    except OSError:
        pass
