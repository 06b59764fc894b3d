"""Marks what has changed between editions, in templates."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from resources.comparing import SectionChange, Status
from resources.comparing.marking import Marker
from resources.comparing.words import Piece

register = template.Library()


@register.filter
def marked_line(pieces: Iterable[Piece]) -> SafeString:
    """Return a line of text with what was added to it and removed from it."""
    return Marker().pieces(pieces)


@register.filter
def marked_text(change: SectionChange) -> SafeString:
    """Return the content of a section with what was added to it and removed from it."""
    is_whole = change.status in (Status.ADDED, Status.REMOVED)
    return Marker(in_words=not is_whole).blocks(change.blocks)
