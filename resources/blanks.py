"""The blanks of a form letter as they are written: a name in double square brackets."""

import re

from django.utils.html import strip_tags

_BLANK = re.compile(r"\[\[(?P<name>[^\[\]<>]{1,120})\]\]")
# Letters of the place that an error message shows.
_SHOWN = 60


def put_blanks(html: str) -> str:
    """Turn each blank into a field that readers can type in. Nothing typed leaves their device."""
    return _BLANK.sub(
        lambda found: (
            # What stands there is escaped already: it comes from rich text.
            f'<input class="blank" type="text" autocomplete="off" size="{_size(found["name"])}" '
            f'aria-label="{_attribute(found["name"])}" '
            f'placeholder="{_attribute(found["name"])}">'
        ),
        html,
    )


def unbalanced(html: str) -> str:
    """Return the beginning of a blank that has no end or no name; empty when all is well."""
    rest = _BLANK.sub("", html)
    begin = rest.find("[[")
    return strip_tags(rest[begin:])[:_SHOWN] if begin >= 0 else ""


def _attribute(text: str) -> str:
    return text.strip().replace('"', "&quot;")


def _size(name: str) -> int:
    """Return how many letters wide a blank is."""
    return min(max(len(name), 12), 40)
