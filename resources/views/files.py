"""The pictures and downloads of editions."""

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase

from core.http import read_only
from resources.models import EditionFile

_SHA256 = re.compile("[0-9a-f]{64}")
# What a browser may show by itself; everything else is saved.
_SHOWN = frozenset({"image/png", "image/jpeg", "image/webp", "image/avif", "image/gif"})


@read_only
def edition_file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    """Answer with the file that has this digest. It can be kept for good: it cannot change."""
    if not _SHA256.fullmatch(sha256) or not name.isprintable():
        raise Http404
    try:
        kept = EditionFile.objects.get(pk=sha256)
        response: HttpResponseBase
        if request.headers.get("If-None-Match") == f'"{sha256}"':
            response = HttpResponse(status=304)
        else:
            response = FileResponse(
                kept.file.open("rb"),
                as_attachment=kept.content_type not in _SHOWN,
                filename=name,
                content_type=kept.content_type,
            )
    except (EditionFile.DoesNotExist, OSError) as error:
        raise Http404 from error
    response["ETag"] = f'"{sha256}"'
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    # Nothing in it runs, whatever it is.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
