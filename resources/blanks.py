"""The blanks of a form letter as they are written: a name in double square brackets."""

import re

from django.utils.html import strip_tags

# A tag, whose attributes hold no blanks, or a blank.
_TOKEN = re.compile(r"<[^<>]*>|\[\[(?P<name>[^\[\]<>]{1,120})\]\]")
# Letters of the place that an error message shows.
_SHOWN = 60


def put_blanks(html: str) -> str:
    """Turn each blank into a field that readers can type in. Nothing typed leaves their device."""
    return _TOKEN.sub(_field, html)


def unbalanced(html: str) -> str:
    """Return the beginning of a blank that has no end or no name; empty when all is well."""
    rest = _TOKEN.sub(lambda found: "" if _name(found) else _no_tag(found[0]), html)
    begin = rest.find("[[")
    return rest[begin : begin + _SHOWN] if begin >= 0 else ""


def _field(found: re.Match[str]) -> str:
    name = _name(found)
    if not name:
        return found[0]
    # What stands there is escaped already: it comes from rich text.
    written = name.replace('"', "&quot;")
    return (
        f'<input class="blank" type="text" autocomplete="off" size="{_size(name)}" '
        f'aria-label="{written}" placeholder="{written}">'
    )


def _name(found: re.Match[str]) -> str:
    """Return what a blank is called; empty for a tag and for a blank without a name."""
    return (found["name"] or "").strip()


def _no_tag(text: str) -> str:
    return strip_tags(text)


def _size(name: str) -> int:
    """Return how many letters wide a blank is."""
    return min(max(len(name), 12), 40)
