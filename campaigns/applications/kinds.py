"""Kinds of files, told by what is in them; names and browsers claim anything."""

import warnings
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

from PIL import Image, UnidentifiedImageError

# Where a zip file's own contents stand: the end record is 22 bytes and a comment of up to 64 kB.
_ZIP_END, _ZIP_END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
# A table of contents beyond this is no letter's (bytes); it is read into memory as a whole.
_LARGEST_CONTENTS = 1_048_576
_ODT = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Kind:
    """A kind of file."""

    label: str
    # What the name of such a file ends with.
    ending: str
    media_type: str


KINDS = {
    "pdf": Kind("PDF", ".pdf", "application/pdf"),
    "odt": Kind("ODT", ".odt", "application/vnd.oasis.opendocument.text"),
    "docx": Kind(
        "DOCX",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "jpeg": Kind("JPEG", ".jpg", "image/jpeg"),
    "png": Kind("PNG", ".png", "image/png"),
    "webp": Kind("WebP", ".webp", "image/webp"),
}
FILE_KINDS = [(key, kind.label) for key, kind in KINDS.items()]
DOCUMENTS, PICTURES = ("pdf", "odt", "docx"), ("jpeg", "png", "webp")


def kind_of(file: IO[bytes]) -> str:
    """Return the key of a file's kind in `KINDS`; empty for every other one. Rewinds the file."""
    file.seek(0)
    head = file.read(16)
    try:
        if head.startswith(b"%PDF-"):
            return "pdf"
        if head.startswith(b"PK\x03\x04"):
            return _kind_of_zip(file)
        if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or head[8:12] == b"WEBP":
            return _kind_of_picture(file)
        return ""
    finally:
        file.seek(0)


def _kind_of_picture(file: IO[bytes]) -> str:
    """Return the kind of a picture that is whole as far as its own marks say."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            # A picture that unpacks to hundreds of millions of points is an attack.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as picture:
                # Some cameras put a second, smaller picture behind the first.
                kind = (picture.format or "").lower().replace("mpo", "jpeg")
                picture.verify()
    except (
        OSError,
        SyntaxError,
        ValueError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return ""
    return kind if kind in PICTURES else ""


def _kind_of_zip(file: IO[bytes]) -> str:
    """Return the kind of a letter that is a zip file inside; none if it holds programs."""
    if not _has_bearable_contents(file):
        return ""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                has_program = any(name.startswith(("Basic/", "Scripts/")) for name in names)
                with archive.open("mimetype") as entry:
                    is_text = entry.read(len(_ODT) + 1) == _ODT
                return "odt" if is_text and "content.xml" in names and not has_program else ""
            is_word = {"[Content_Types].xml", "word/document.xml"} <= names
            has_program = any(name.lower().endswith("vbaproject.bin") for name in names)
            return "docx" if is_word and not has_program else ""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return ""


def _has_bearable_contents(file: IO[bytes]) -> bool:
    """Whether a zip file's table of contents can be read without filling the memory."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - _ZIP_END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_ZIP_END)
    record = tail[at : at + _ZIP_END_SIZE] if at >= 0 else b""
    return len(record) == _ZIP_END_SIZE and (
        int.from_bytes(record[12:16], "little") <= _LARGEST_CONTENTS
    )
