"""A short way to write the blocks of a page's body, as StreamField stores them."""

from typing import Any

Block = dict[str, Any]


def paragraph(html: str) -> Block:
    """Headings, paragraphs, lists and links. `href="page:about"` leads to another demo page."""
    return {"type": "paragraph", "value": html}


def quote(text: str, attribution: str, role: str) -> Block:
    """Somebody's words. In the demonstration they are nobody's, and say so."""
    return {
        "type": "quote",
        "value": {"text": text, "attribution": attribution, "role": role},
    }


def callout(heading: str, html: str, tone: str = "note") -> Block:
    """A short text set apart: a "note", or something "important"."""
    return {"type": "callout", "value": {"tone": tone, "heading": heading, "text": html}}


def numbers(*items: tuple[str, str, str]) -> Block:
    """Up to four numbers, each with what it counts and where it is from."""
    values = [
        {"type": "item", "value": {"number": number, "label": label, "source": source}}
        for number, label, source in items
    ]
    return {"type": "numbers", "value": {"items": values}}


def button(label: str, page: str) -> Block:
    """A button that leads to another demo page, named by its key."""
    return {"type": "call_to_action", "value": {"label": label, "page": page, "url": ""}}
