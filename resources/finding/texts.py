"""The plain text of documents, in the pieces that readers are led to."""

from collections.abc import Iterator

from resources.comparing.reading import MARK, blocks_of
from resources.documents import Document, Section


def passages(section: Section) -> Iterator[str]:
    """Yield the text below a section's heading: its key message, paragraphs, notes."""
    if section.key_message:
        yield section.key_message
    for html in (section.html, *(note.html for note in section.footnotes)):
        for block in blocks_of(html):
            if text := block.text.replace(MARK, "").strip():
                yield text


def about(document: Document) -> Iterator[str]:
    """Yield what is said of a document outside its sections."""
    yield document.summary
    yield document.kind
    yield from document.audiences
    yield from document.jurisdictions
    for author in document.authors:
        yield f"{author.name} {author.affiliation}"
