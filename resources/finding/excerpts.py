"""Where in a document the words searched for are, and what stands around them there."""

from dataclasses import dataclass

from core.finding.excerpts import Piece, Place, Words, cut
from core.finding.words import tidy
from resources.documents import Document, Section
from resources.finding.texts import passages


@dataclass(frozen=True)
class Excerpt:
    """The passage of a document that has most of the words."""

    # The section that it stands in: its name in addresses, its title.
    anchor: str
    title: str
    pieces: list[Piece]


def excerpt(document: Document, wanted: list[str]) -> Excerpt | None:
    """Return the first passage that has all the words, else the one that has most of them.

    None if none of them is in any section; they are in the title, then, or in the summary.
    """
    words = Words(wanted, document.language)
    best: tuple[int, int, Section, str, list[Place]] | None = None
    for section in document.sections:
        heading = {place.stem for place in words.places(tidy(section.heading))}
        for text in [tidy(passage) for passage in passages(section)] or [""]:
            places = words.places(text)
            here = {place.stem for place in places}
            # In the heading a word counts for the section; in the passage there is more to see.
            score = (len(here | heading), len(here))
            if any(score) and (best is None or score > best[:2]):
                best = (*score, section, text, places)
        if best is not None and best[1] == len(wanted):
            break
    if best is None:
        return None
    _all, _here, section, text, places = best
    return Excerpt(section.anchor, section.title, cut(text, places))
