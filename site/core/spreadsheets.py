"""CSV files that go out a piece at a time, and that no spreadsheet runs."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from string import ascii_letters, digits
from typing import Any

from django.db.models import Func
from django.http import StreamingHttpResponse

# Without it, Excel takes UTF-8 for the letters of one region.
BYTE_ORDER_MARK = "\ufeff"
# Lines that the server sends as one piece.
LINES_AT_ONCE = 500

# Spreadsheets run a cell that begins with one of these; some read the wide forms alike.
_FORMULA = frozenset("=+-@＝＋－＠﹢﹣−﹦﹫")
_CONTROL = frozenset("\t\r\n")
# What most cells begin with, and an empty cell: nothing that has to be looked at twice.
_PLAIN = frozenset(["", *ascii_letters, *digits])


def inert(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    if cell[:1] in _CONTROL:
        return f"'{cell}"
    # Spaces and invisible marks before it do not stop every spreadsheet.
    for mark in cell:
        if mark in _FORMULA:
            return f"'{cell}"
        if not mark.isspace() and unicodedata.category(mark)[0] != "C":
            return cell
    return cell


def csv_lines(
    header: Sequence[str], rows: Iterable[Iterable[Any]], *, for_excel: bool = False
) -> Iterator[str]:
    """Yield the header's line, then one for each row, every cell inert; times by ISO 8601."""
    writer = csv.writer(_Echo())
    yield (BYTE_ORDER_MARK if for_excel else "") + writer.writerow(header)
    for row in rows:
        # What nearly all cells are is told here: asking a function takes three times as long.
        yield writer.writerow(
            [cell if cell.__class__ is str and cell[:1] in _PLAIN else _cell(cell) for cell in row]
        )


class AsText(Func):
    """A column as PostgreSQL writes it, which is quicker than to make a value of it here.

    Elsewhere it is the column as it is.
    """

    template = "%(expressions)s"
    template_postgresql = "%(expressions)s::text"
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Let the database write it."""
        return self.as_sql(compiler, connection, template=self.template_postgresql, **context)


class AsTime(AsText):
    """The same for a time, as `csv_lines` writes it, whatever style the server has for dates."""

    template_postgresql = (
        "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')"
    )


class AsExactTime(AsText):
    """The same to the microsecond: from which row to go on."""

    template_postgresql = (
        "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')"
    )


def csv_response(lines: Iterator[str], filename: str) -> StreamingHttpResponse:
    """Hand out a file of personal data: streamed, and kept by nobody on the way."""
    return StreamingHttpResponse(
        _in_pieces(lines),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{filename}"',
            "Cache-Control": "private, no-store",
        },
    )


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _in_pieces(lines: Iterator[str]) -> Iterator[str]:
    """Put lines together: the server sends each piece by itself."""
    while piece := "".join(islice(lines, LINES_AT_ONCE)):
        yield piece


def _cell(value: Any) -> str:
    """Return any value as a cell."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return inert(str(value))
