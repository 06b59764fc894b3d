"""Headings of what editors write, in an order that a reader can follow without seeing them."""

import re

from django import template
from django.utils.html import strip_tags

register = template.Library()

_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)


@register.filter(is_safe=True)
def headings_after(html: str, level: int) -> str:
    """Put the headings in HTML in order that stands below a heading of `level`.

    A heading that would skip a level is raised to the one that comes next, and one
    without words is left out: screen readers' users go from heading to heading.
    """
    above = level

    def in_order(match: re.Match[str]) -> str:
        nonlocal above
        _written, attributes, words = match.groups()
        if not strip_tags(words).replace("&nbsp;", " ").strip():
            return ""
        above = min(int(match[1]), above + 1)
        return f"<h{above}{attributes}>{words}</h{above}>"

    return _HEADING.sub(in_order, html)
