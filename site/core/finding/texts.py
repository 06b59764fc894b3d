"""The plain text of rich text and of StreamFields, in the pieces that readers are led to.

It is read from what the database stores, so that no picture and no page that
stands in a text is asked for.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

# Where a passage ends within rich text.
_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|td|th)>|<(?:br|hr)\b[^>]*>", re.IGNORECASE)


def passages_of_html(html: str) -> Iterator[str]:
    """Yield the paragraphs, headings and list items of rich text as plain text."""
    for part in _END.split(html):
        if text := " ".join(unescape(strip_tags(part)).split()):
            yield text


def passages_of_stream(stream: StreamValue) -> Iterator[str]:
    """Yield the texts that editors wrote in a StreamField: no choices, no addresses. No query."""
    return _passages(stream.stream_block, list(stream.raw_data))


def passages_of_field(page: Page, name: str) -> Iterator[str]:
    """Yield the texts of a page's field, whatever kind of text it is. No query."""
    field, value = page._meta.get_field(name), getattr(page, name)
    if isinstance(field, StreamField):
        yield from passages_of_stream(value)
    elif isinstance(field, RichTextField):
        yield from passages_of_html(value)
    elif value:
        yield value


def _passages(block: blocks.Block, value: Any) -> Iterator[str]:
    """Yield the texts in a block's value, in the form in which it is stored."""
    if not value:
        return
    match block:
        case blocks.BaseStreamBlock():
            for child in value:
                # A kind of block that is no more is shown no more.
                if kind := block.child_blocks.get(child["type"]):
                    yield from _passages(kind, child["value"])
        case blocks.BaseStructBlock():
            for name, part in block.child_blocks.items():
                yield from _passages(part, value.get(name))
        case blocks.ListBlock():
            for child in value:
                # As the editor stores it; an import may have stored the bare values.
                is_item = isinstance(child, dict) and child.get("type") == "item"
                yield from _passages(block.child_block, child["value"] if is_item else child)
        case blocks.RichTextBlock():
            yield from passages_of_html(value)
        case blocks.CharBlock() | blocks.TextBlock():
            yield value
