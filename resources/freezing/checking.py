"""What the editor would ask for, said of a version on whatever way it is to go live.

Wagtail asks for what is missing when somebody publishes with the editor. Drafts
that are published by the clock, with others or by a program are not asked.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import BaseStreamBlock, ListBlock, StreamValue, StructValue

from resources.freezing.outline import outline
from resources.models import GuidanceNotePage


def incomplete(page: GuidanceNotePage) -> list[str]:
    """Return in words what is missing or wrong in the text, one entry for each section."""
    found = []
    for place, block in outline(page.body, page.annexes):
        if reason := _reason(block):
            where = f"{place.label} {block.value['heading']}".strip()
            found.append(_("%(where)s: %(text)s") % {"where": where, "text": reason})
    for author in page.authors:
        if reason := _reason(author):
            found.append(_("%(where)s: %(text)s") % {"where": _("Authors"), "text": reason})
    return found


def _reason(part: StreamValue.StreamChild) -> str:
    try:
        part.block.clean(part.value)
    except ValidationError as error:
        return next(_in_words(error, part.block, part.value), "")
    return ""


def _in_words(error: ValidationError, block: Any, value: Any) -> Iterator[str]:
    """Yield what is wrong with a block, each with the names of the fields that lead to it."""
    within = getattr(error, "block_errors", {})
    for name, inner in within.items():
        child, part = _inner(block, value, name)
        is_field = isinstance(name, str)
        for text in _in_words(inner, child, part):
            yield (
                _("%(where)s: %(text)s") % {"where": child.label, "text": text}
                if is_field
                else text
            )
    others = getattr(error, "non_block_errors", None)
    if others is None and not within:
        others = error.messages
    yield from (str(text).rstrip(".") for text in others or ())


def _inner(block: Any, value: Any, name: str | int) -> tuple[Any, Any]:
    """Return the part of a block that an error is about, and what stands there."""
    if isinstance(block, BaseStreamBlock):
        return value[name].block, value[name].value
    if isinstance(block, ListBlock):
        return block.child_block, value[name]
    return block.child_blocks[name], value.get(name) if isinstance(value, StructValue) else None
