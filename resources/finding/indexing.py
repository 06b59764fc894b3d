"""What the search index holds of a note: the words of what readers have, never of a draft.

`update_index` is to be called whenever a note has a new text, which Wagtail does not see.
"""

from collections.abc import Iterator

from wagtail.search.index import insert_or_update_object

from core.finding.indexing import HEADING, TEXT, TITLE, Part
from resources.documents import Document
from resources.finding.texts import about, passages
from resources.models import GuidanceNotePage


def update_index(page: GuidanceNotePage) -> None:
    """Put what readers of a page have now into the index, in the transaction that is open."""
    # Read anew: the page at hand may have been indexed before its text was there.
    insert_or_update_object(GuidanceNotePage.objects.get(pk=page.pk))


def searched_parts(page: GuidanceNotePage) -> Iterator[Part]:
    """Yield the texts that a note is found by, and how much a word in each counts. One query.

    A page of which there is no edition is found by its title and summary.
    """
    text = page.newest_text
    if text is None:
        yield page.title, TITLE
        yield page.summary, TEXT
    else:
        yield from _parts(text.document)


def _parts(document: Document) -> Iterator[Part]:
    yield document.title, TITLE
    for fact in about(document):
        yield fact, TEXT
    for section in document.sections:
        yield section.title, HEADING
    for section in document.sections:
        for passage in passages(section):
            yield passage, TEXT
