"""The pictures and downloads of a note: copied for an edition, shown as they are in a preview."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.text import get_valid_filename

from images.models import CustomDocument, CustomImage
from resources.models import EditionFile

# Wide enough for print across an A4 page.
PICTURE = "max-1600x1600"


class MissingFileError(Exception):
    """The file behind a picture or document is not in storage."""


class PrivateFileError(Exception):
    """The document is not for everybody, whom an edition would give a copy."""


@dataclass(frozen=True)
class Picture:
    """A picture as a page shows it. Width and height in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Download:
    """A file that readers take away. The size is in bytes."""

    url: str
    name: str
    size: int
    sha256: str = ""

    @property
    def suffix(self) -> str:
        """The kind of file as readers know it: PDF, DOCX."""
        return PurePath(self.name).suffix.lstrip(".").upper()


class Files(Protocol):
    """Gives out addresses for pictures and documents. Both raise MissingFileError.

    For a document, also PrivateFileError.
    """

    def picture(self, image: CustomImage) -> Picture: ...

    def download(self, document: CustomDocument) -> Download: ...


class Originals:
    """The files where they are, for previews."""

    def picture(self, image: CustomImage) -> Picture:
        """A rendition, as Wagtail keeps it."""
        rendition = _rendition(image)
        return Picture(rendition.url, rendition.width, rendition.height)

    def download(self, document: CustomDocument) -> Download:
        """The document, as Wagtail serves it."""
        _refuse_private(document)
        try:
            return Download(document.url, document.filename, document.file.size)
        except (OSError, ValueError) as error:
            raise MissingFileError from error


class Copies:
    """Copies that stay when the originals are changed, for editions."""

    def picture(self, image: CustomImage) -> Picture:
        """Keep a copy of the picture in the size that is shown."""
        rendition = _rendition(image)
        kept = keep(_read(rendition.file), rendition.file.name)
        return Picture(kept.url, rendition.width, rendition.height)

    def download(self, document: CustomDocument) -> Download:
        """Keep a copy of the document."""
        _refuse_private(document)
        return keep(_read(document.file), document.filename)


class WouldBe:
    """What copies would be, so that a draft can be compared with an edition. Keeps nothing."""

    def picture(self, image: CustomImage) -> Picture:
        """The address at which a copy of the picture would be."""
        rendition = _rendition(image)
        copy = _copy_of(_read(rendition.file), rendition.file.name)
        return Picture(copy.url, rendition.width, rendition.height)

    def download(self, document: CustomDocument) -> Download:
        """The address at which a copy of the document would be."""
        _refuse_private(document)
        return _copy_of(_read(document.file), document.filename)


def _copy_of(content: bytes, name: str) -> Download:
    sha256 = hashlib.sha256(content).hexdigest()
    name = get_valid_filename(PurePath(name).name)
    return Download(reverse("edition_file", args=[sha256, name]), name, len(content), sha256)


def keep(content: bytes, name: str) -> Download:
    """Store `content` unless it is there already; return where it is found for good."""
    copy = _copy_of(content, name)
    sha256, name = copy.sha256, copy.name
    if not EditionFile.objects.filter(pk=sha256).exists():
        content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = EditionFile(sha256=sha256, content_type=content_type, size=len(content))
        storage: Storage = file.file.storage
        path = file.file.field.generate_filename(file, name)
        if not _is_whole(storage, path, content):
            # Beside what is there: another publication may be writing it at this moment.
            path = storage.save(path, ContentFile(content))
        file.file.name = path
        try:
            with transaction.atomic():
                file.save()
        except IntegrityError:
            # Another publication kept the same file just now.
            pass
    return copy


def _is_whole(storage: Storage, path: str, content: bytes) -> bool:
    """Whether the content is in storage: a worker that was killed may have left half of it."""
    if not storage.exists(path) or storage.size(path) != len(content):
        return False
    with storage.open(path) as stored:
        return bool(stored.read() == content)


def _rendition(image: CustomImage) -> Any:
    try:
        return image.get_rendition(PICTURE)
    except (OSError, ValueError) as error:
        raise MissingFileError from error


def _refuse_private(document: CustomDocument) -> None:
    if document.collection.get_view_restrictions().exists():
        raise PrivateFileError


def _read(file: Any) -> bytes:
    try:
        with file.open("rb") as opened:
            return bytes(opened.read())
    except (OSError, ValueError) as error:
        raise MissingFileError from error
