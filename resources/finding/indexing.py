"""What the search index holds of a note: the words of what readers have, never of a draft.

`update_index` is to be called whenever a note has a new text. Wagtail itself
indexes a page each time it is saved, and `manage.py update_index` all of them.
"""

from collections.abc import Iterator

from wagtail.search.index import insert_or_update_object

from core.finding.encoding import encode, within_limits
from core.finding.words import stems
from core.locales import written_language
from resources.documents import Document
from resources.editions import newest_text_of
from resources.finding.texts import about, passages
from resources.models import GuidanceNotePage

# How often a word counts in a title or a heading for once in the text.
_TITLE, _HEADING = 4, 2


def update_index(page: GuidanceNotePage) -> None:
    """Put what readers of a page have now into the index, in the transaction that is open."""
    # Read anew: the page at hand may have been indexed before its text was there.
    insert_or_update_object(GuidanceNotePage.objects.get(pk=page.pk))


def searched_text(page: GuidanceNotePage) -> str:
    """Return the words that a note is found by, as the database gets them. Two queries.

    An alias has none: its original is found, and shown at the alias's address.
    A page of which there is no edition is found by its title and summary.
    """
    if page.alias_of_id:
        return ""
    language = written_language(page)
    text = newest_text_of(page.translation_key, language)
    parts = _parts(text.document) if text else iter([page.title, page.summary])
    found = [stem for part in parts for stem in stems(part, language)]
    return " ".join(within_limits(encode(found, language)))


def _parts(document: Document) -> Iterator[str]:
    # The beginning first: it is what stays of a text that is too long.
    yield from [document.title] * _TITLE
    yield from about(document)
    for section in document.sections:
        yield from [section.title] * _HEADING
    for section in document.sections:
        yield from passages(section)
