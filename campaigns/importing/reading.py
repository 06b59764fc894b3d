"""Opening a CSV file: its encoding, its columns, its rows."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Bytes.
LARGEST_FILE = 20_000_000
MOST_ROWS = 100_000
COLUMNS = (
    "id",
    "name",
    "kind",
    "summary",
    "website",
    "countries",
    "languages",
    "activities",
    "member_of",
    "liaison_name",
    "liaison_role",
    "liaison_email",
    "liaison_is_public",
)
REQUIRED = "name"

_MARKS_OF_ENCODINGS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Row:
    """A row that is not empty."""

    # Where it begins in the file, the first line being 1.
    line: int
    # Its cells by column, without what nothing is known of.
    cells: dict[str, str]
    has_too_many_cells: bool


@dataclass(frozen=True)
class File:
    """What a file is made of."""

    columns: list[str]
    unknown_columns: list[str]
    rows: Iterator[Row]


def decoded(content: bytes) -> str:
    """Return the text of a file. Raises ValidationError, in words, where it is no text."""
    encoding = next(
        (name for mark, name in _MARKS_OF_ENCODINGS if content.startswith(mark)), "utf-8"
    )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ValidationError(
            _(
                "The file is not in UTF-8 (line %(line)s). In a spreadsheet, choose “CSV UTF-8” "
                "when you save it."
            )
            % {"line": line},
            code="encoding",
        ) from error
    if "\0" in text:
        raise ValidationError(
            _("This is no CSV file: it has characters that no text has."), code="binary"
        )
    return text


def opened(text: str) -> File:
    """Return the columns and rows of a text.

    Raises ValidationError, in words, where it has no header or not the columns
    that are needed.
    """
    # The csv module reads line ends itself where they are left as they are.
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter_of(text))
    try:
        header = [_column(cell) for cell in next(reader, [])]
    except csv.Error as error:
        raise ValidationError(_("The first line cannot be read."), code="header") from error
    if REQUIRED not in header:
        raise ValidationError(
            _(
                "The first line must name the columns, and one of them must be “%(column)s”. "
                "Known columns: %(columns)s."
            )
            % {"column": REQUIRED, "columns": ", ".join(COLUMNS)},
            code="columns",
        )
    twice = sorted({name for name in header if name in COLUMNS and header.count(name) > 1})
    if twice:
        raise ValidationError(
            _("There is more than one column of this name: %(columns)s.")
            % {"columns": ", ".join(twice)},
            code="twice",
        )
    known = [name for name in header if name in COLUMNS]
    unknown = [name for name in header if name and name not in COLUMNS]
    return File(known, unknown, _rows(reader, header))


def count_rows(text: str) -> int:
    """Return how many rows there are. Raises ValidationError where one cannot be read."""
    number = 0
    line = 1
    try:
        for row in opened(text).rows:
            number, line = number + 1, row.line
    except csv.Error as error:
        raise ValidationError(
            _(
                "The file cannot be read beyond line %(line)s: a quotation mark that is not "
                "closed, or a cell that is too long."
            )
            % {"line": line},
            code="rows",
        ) from error
    if number > MOST_ROWS:
        raise ValidationError(
            _("The file has %(number)s rows; at most %(most)s are taken at once. Split it.")
            % {"number": number, "most": MOST_ROWS},
            code="many",
        )
    if not number:
        raise ValidationError(_("There are no rows below the first line."), code="empty")
    return number


def _delimiter_of(text: str) -> str:
    """Return what separates the cells of the first line: spreadsheets of many countries use ";"."""
    first = text.partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _column(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_")


def _rows(reader: Iterator[list[str]], header: list[str]) -> Iterator[Row]:
    line = reader.line_num + 1  # type: ignore[attr-defined]
    for cells in reader:
        begins, line = line, reader.line_num + 1  # type: ignore[attr-defined]
        if any(cell.strip() for cell in cells):
            named = dict(zip(header, cells, strict=False))
            yield Row(
                begins,
                {name: named.get(name, "").strip() for name in header if name in COLUMNS},
                any(cell.strip() for cell in cells[len(header) :]),
            )
