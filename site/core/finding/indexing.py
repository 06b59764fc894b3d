"""What the search index holds of a page: the words of what readers have, never of a draft.

Wagtail indexes a page each time it is saved, as it is in the database: what is
live there, until the next version is published. `manage.py update_index` indexes
all of them anew.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.finding.encoding import encode, within_limits
from core.finding.words import stems

if TYPE_CHECKING:
    from core.models import BasePage

# How often a word counts in a title or a heading for once in the text.
TITLE, HEADING, TEXT = 4, 2, 1

# A text, and how often a word in it counts.
Part = tuple[str, int]


def searched_text(page: "BasePage") -> str:
    """Return the words that a page is found by, as the database gets them.

    An alias has none: its original is found, and shown at the alias's address.
    """
    if page.alias_of_id:
        return ""
    language: str = page.locale.language_code
    words = _words(page.searched_parts(), language)
    return " ".join(within_limits(encode(words, language)))


def _words(parts: Iterator[Part], language: str) -> Iterator[str]:
    # The beginning first: it is what stays of a text that is too long.
    for text, weight in parts:
        yield from stems(text, language) * weight
