"""A form letter as a document that any word processor opens, to be filled in and sent on.

Made of the letter's frozen HTML alone, and the same to the last byte each time:
an edition's letter can be kept as long as the edition.
"""

from lxml import html as lxml_html
from lxml.html import HtmlElement

from resources.documents import Document, Section
from resources.letters.paper import clean, new_paper, packed, set_properties
from resources.letters.writing import Writer


def letter_docx(document: Document, section: Section) -> bytes:
    """Return a form letter as a Word document (.docx) on A4 paper.

    Each blank is a field that can be typed into. What stands before the letter,
    for those who use it, is left out.
    """
    paper = new_paper(document.language)
    writer = Writer(paper, document.language)
    writer.heading(section.heading)
    for part in _letter(section.html):
        writer.block(part)
    for note in section.footnotes:
        # The others belong to what was left out.
        if str(note.number) in writer.marks:
            writer.note(note.number, _element(note.html))
    set_properties(paper, document, section)
    return packed(paper)


def _letter(html: str) -> list[HtmlElement]:
    """Return the letter itself; all there is, where it is not marked."""
    whole = _element(html)
    return list(whole.find_class("form-letter")) or [whole]


def _element(html: str) -> HtmlElement:
    # Wrapped, so that there is an element to find whatever the HTML is.
    document = lxml_html.document_fromstring(f"<body><div>{clean(html)}</div>")
    wrapped = document.find(".//div")
    return document if wrapped is None else wrapped
