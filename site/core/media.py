"""Videos and their captions as browsers want them: with their media types, and in parts.

Safari plays no video of a server that answers with the whole file when it is
asked for the first two bytes.
"""

import re
from collections.abc import Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from wagtail.documents import get_document_model

from core.http import View

VIDEOS = {"mp4": "video/mp4", "webm": "video/webm"}
CAPTIONS = {"vtt": "text/vtt; charset=utf-8"}

# One range of bytes; several at once are answered with the whole file (RFC 9110, 14.2).
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
_KEPT_HEADERS = (
    "Cache-Control",
    "Content-Security-Policy",
    "ETag",
    "Last-Modified",
    "X-Content-Type-Options",
)
# What is read at a time (bytes).
_CHUNK = 65_536


def extension_of(filename: str) -> str:
    """Return the ending of a file's name, in small letters and without the dot."""
    return filename.rpartition(".")[2].lower()


def in_parts(view: View) -> View:
    """Let Wagtail's view of documents answer with a part of a video, if it would answer at all."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = kwargs.get("document_filename") or str(args[-1] if args else "")
        content_type = {**VIDEOS, **CAPTIONS}.get(extension_of(name))
        if content_type is None:
            return view(request, *args, **kwargs)
        # Compressed, a part would be a part of something else.
        request.META.pop("HTTP_ACCEPT_ENCODING", None)
        response = view(request, *args, **kwargs)
        # Neither a question for a password nor "you have it already".
        if response.status_code == 200 and response.streaming:
            pk = kwargs.get("document_id") or args[0]
            response = _part_of(request, response, pk)
            response["Content-Type"] = content_type
            response["Accept-Ranges"] = "bytes"
            response["Content-Disposition"] = "inline"
        return response

    return answer


def _part_of(request: HttpRequest, whole: HttpResponseBase, pk: Any) -> HttpResponseBase:
    """Return what was asked for of a document: a part, or the whole as it is."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    # Half of one file and half of another are none.
    etag = whole.get("ETag", "")
    is_same = request.headers.get("If-Range", etag) == etag
    if request.method != "GET" or match is None or match[0] == "bytes=-" or not is_same:
        return whole
    whole.close()
    file = get_document_model().objects.get(pk=pk).file
    first, last = _bounds(match[1], match[2], file.size)
    size = file.size
    part: HttpResponseBase
    if first > last or first >= size:
        part = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        length = last - first + 1
        part = StreamingHttpResponse(_read(file.storage.open(file.name), first, length), status=206)
        part["Content-Range"] = f"bytes {first}-{last}/{size}"
        part["Content-Length"] = str(length)
    for name in _KEPT_HEADERS:
        if name in whole:
            part[name] = whole[name]
    return part


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and the last byte of a range; without a first, it is of the last bytes."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(file: Any, first: int, length: int) -> Iterator[bytes]:
    """Yield `length` bytes of a file, and close it."""
    with file:
        file.seek(first)
        while length > 0 and (chunk := file.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
