"""The order of a note: which section has which number, and under which name it is linked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from resources.documents import PRINCIPLE, SECTION, SUBSECTION


@dataclass(frozen=True)
class Place:
    """A section's place in the note."""

    kind: str
    label: str
    anchor: str


def outline(body: StreamValue, annexes: StreamValue) -> Iterator[tuple[Place, Any]]:
    """Yield each section with its place, the annexes last. Labels are in the active language.

    Sections count 1, 2, 3 and principles by themselves; parts count within
    what stands above them. A part that stands above everything is a section.
    """
    counts = {SECTION: 0, PRINCIPLE: 0}
    above, part = "", 0
    for block in body:
        kind = block.block_type
        if kind == SUBSECTION and not above:
            kind = SECTION
        if kind == SUBSECTION:
            part += 1
            number = f"{counts[above]}.{part}"
            place = Place(kind, _part_label(above, number), f"{above}-{number.replace('.', '-')}")
        else:
            above, part = kind, 0
            counts[kind] += 1
            place = Place(kind, _label(kind, counts[kind]), f"{kind}-{counts[kind]}")
        yield place, block
    for order, block in enumerate(annexes, 1):
        label = _("Annex %(number)s") % {"number": order}
        yield Place(block.block_type, label, f"annex-{order}"), block


def _label(kind: str, number: int) -> str:
    if kind == PRINCIPLE:
        return _("Principle %(number)s") % {"number": number}
    return str(number)


def _part_label(above: str, number: str) -> str:
    """A part of a principle says so: 1.1 is a part of section 1."""
    if above == PRINCIPLE:
        # To translators: the number of a part of a principle, as P1.2. One or two letters.
        return _("P%(number)s") % {"number": number}
    return number
