"""Videos and their captions as browsers want them: with their media types, and in parts.

Safari plays no video of a server that answers with the whole file when it is
asked for the first two bytes.
"""

import re
from collections.abc import Iterator
from functools import wraps
from os import SEEK_END
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase

from core.http import View

VIDEOS = {"mp4": "video/mp4", "webm": "video/webm"}
CAPTIONS = {"vtt": "text/vtt; charset=utf-8"}
_TYPES = {**VIDEOS, **CAPTIONS}

# One range of bytes; several at once are answered with the whole file (RFC 9110, 14.2).
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
# What is read at a time (bytes).
_CHUNK = 65_536


def extension_of(filename: str) -> str:
    """Return the ending of a file's name, in small letters and without the dot."""
    return filename.rpartition(".")[2].lower()


def in_parts(view: View) -> View:
    """Let Wagtail's view of documents answer with a part of a video, if it would answer at all."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        content_type = _TYPES.get(extension_of(request.path_info))
        if content_type is None:
            return view(request, *args, **kwargs)
        # Compressed, a part would be a part of something else.
        request.META.pop("HTTP_ACCEPT_ENCODING", None)
        response = view(request, *args, **kwargs)
        # Neither a question for a password nor "you have it already".
        if isinstance(response, FileResponse) and response.status_code == 200:
            # Wagtail says "None".
            del response["Content-Encoding"]
            response["Content-Type"] = content_type
            response["Accept-Ranges"] = "bytes"
            response["Content-Disposition"] = "inline"
            _cut(request, response)
        return response

    return answer


def _cut(request: HttpRequest, response: FileResponse) -> None:
    """Make an answer with a whole file one with the part that was asked for, if one was."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    # Half of one file and half of another are none.
    etag = response.get("ETag", "")
    is_same = request.headers.get("If-Range", etag) == etag
    if request.method != "GET" or match is None or match[0] == "bytes=-" or not is_same:
        return
    file: Any = response.file_to_stream
    file.seek(0, SEEK_END)
    size = file.tell()
    first, last = _bounds(match[1], match[2], size)
    if first > last or first >= size:
        response.status_code, length = 416, 0
        response["Content-Range"] = f"bytes */{size}"
    else:
        response.status_code, length = 206, last - first + 1
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(length)
    # The response closes the file all the same.
    response.streaming_content = _read(file, first, length)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and the last byte of a range; without a first, it is of the last bytes."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(file: Any, first: int, length: int) -> Iterator[bytes]:
    """Yield `length` bytes of a file."""
    file.seek(first)
    while length > 0 and (chunk := file.read(min(_CHUNK, length))):
        length -= len(chunk)
        yield chunk
