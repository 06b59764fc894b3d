"""Keeps headers and footers of pages out of what is read aloud.

WeasyPrint 70 marks them as content, as if the title and the page's number
belonged between two sentences. PDF/UA wants them marked as artifacts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.pdf import tags
from weasyprint.pdf.stream import Stream

_draw_context = draw.draw_stacking_context
_tag_box = tags._build_box_tree


def install() -> None:
    """Have WeasyPrint mark what is drawn in the margins as artifacts."""
    draw.draw_stacking_context = draw_context
    tags._build_box_tree = tag_box


def draw_context(stream: Any, context: Any) -> None:
    """Draw a box, as WeasyPrint's own function does; what is in a margin as an artifact."""
    if not isinstance(context.box, MarginBox):
        _draw_context(stream, context)
        return
    kind = type(stream)
    stream.__class__ = MarginStream
    try:
        _draw_context(stream, context)
    finally:
        stream.__class__ = kind


def tag_box(box: Any, *args: Any) -> Iterator[Any]:
    """Yield the tags of a box; what is in a margin has none."""
    return iter(()) if isinstance(box, MarginBox) else _tag_box(box, *args)


class MarginStream(Stream):
    """A page's content while a margin is drawn."""

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Mark text as repeated on each page."""
        about = pydyf.Dictionary({"Type": "/Pagination"})
        pydyf.Stream.begin_marked_content(self, "Artifact", about)
        try:
            yield
        finally:
            pydyf.Stream.end_marked_content(self)
