"""Keeping the pictures of shared links: one for each page, drawn when somebody asks for it."""

import logging
import time

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.sharing.drawing import NotDrawnError, draw

logger = logging.getLogger(__name__)

# How long one process may draw before another takes over (seconds); it takes a tenth of one.
_DRAWING_TIME = 30
# How long, and how often, somebody waits for the picture that another is drawing (seconds).
_WAIT, _PAUSE = 10, 0.1


def _directory(page_id: int) -> str:
    return f"share-cards/{page_id}"


def content(page_id: int, digest: str, html: str) -> bytes | None:
    """Return a picture as PNG; draw it if it is not there, once for all who ask for it.

    None if it cannot be drawn, or is not ready in time.
    """
    name = f"{_directory(page_id)}/{digest}.png"
    claim = f"drawing:{name}"
    deadline = time.monotonic() + _WAIT
    while time.monotonic() < deadline:
        if (kept := _read(name)) is not None:
            return kept
        if cache.add(claim, True, timeout=_DRAWING_TIME):
            try:
                # Perhaps it was finished between the look and the claim.
                return _read(name) or _draw(page_id, name, html)
            finally:
                cache.delete(claim)
        time.sleep(_PAUSE)
    return None


def _read(name: str) -> bytes | None:
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def _draw(page_id: int, name: str, html: str) -> bytes | None:
    try:
        drawn = draw(html)
    except NotDrawnError as error:
        logger.warning("The picture %s is not drawn: %s", name, error)
        return None
    delete_all(page_id)
    default_storage.save(name, ContentFile(drawn))
    return drawn


def delete_all(page_id: int) -> None:
    """Delete what is kept for a page: whoever asks for an old picture is led to the new one."""
    directory = _directory(page_id)
    try:
        names = default_storage.listdir(directory)[1]
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{directory}/{name}")
