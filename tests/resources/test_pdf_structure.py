"""What is in a PDF besides its words: tags, links, bookmarks, pages that are whole."""

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from resources.documents import Document
from resources.pdf.rendering import FULL, SHORT, Pdf, render_pdf
from tests.resources.documents import TEXTS, large_document, prose, rich_document
from tests.resources.pdfs import ADDRESS, DRAWN, facts, letters, pages, reader, rich_pdf

pytestmark = pytest.mark.one_database


@pytest.fixture
def full() -> PdfReader:
    return reader(rich_pdf())


def elements(pdf: PdfReader) -> list[DictionaryObject]:
    """Return the structure's elements in reading order."""
    found: list[DictionaryObject] = []

    def walk(node: Any) -> None:
        if isinstance(node, IndirectObject):
            node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K", []))

    walk(pdf.root_object["/StructTreeRoot"]["/K"])
    return found


def links(page: Any) -> list[DictionaryObject]:
    found = [annotation.get_object() for annotation in page.get("/Annots", [])]
    return [link for link in found if link["/Subtype"] == "/Link"]


def page_of(pdf: PdfReader, destination: str) -> int:
    """Return the page, from 0, that a link inside the document leads to."""
    target = pdf.named_destinations[destination]
    return int(pdf.get_destination_page_number(target) or 0)


def test_it_says_what_it_is(full: PdfReader) -> None:
    document = rich_document()
    root = full.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert full.metadata is not None
    assert full.metadata.title == document.title
    assert full.metadata.author == "Ana Silva, Example Coalition"
    assert full.metadata.subject == document.summary
    assert str(full.metadata.creation_date).startswith("2026-05-03")
    xmp = root["/Metadata"].get_data().decode()
    assert 'pdfuaid:part="1"' in xmp
    assert document.title in xmp


@pytest.mark.parametrize("language", TEXTS)
def test_every_language_is_named(language: str) -> None:
    pdf = reader(rich_pdf(language))
    assert pdf.root_object["/Lang"] == language
    assert pdf.metadata is not None
    assert pdf.metadata.title == rich_document(language).title


def test_headings_are_tagged_in_order(full: PdfReader) -> None:
    levels = [element["/S"] for element in elements(full) if re.match(r"/H\d", element["/S"])]
    # The title; contents and changes; the sections and the annexes with what is within them; notes.
    assert levels == [
        *("/H1", "/H2", "/H2"),
        *("/H2", "/H3", "/H2", "/H2"),
        *("/H2", "/H2", "/H3", "/H3", "/H2", "/H3", "/H3"),
        "/H2",
    ]


def test_paragraphs_lists_and_quotations_are_tagged(full: PdfReader) -> None:
    kinds = [element["/S"] for element in elements(full)]
    for kind in ("/P", "/L", "/LI", "/Lbl", "/LBody", "/BlockQuote", "/Sect", "/Caption"):
        assert kind in kinds
    pictures = [element for element in elements(full) if element["/S"] == "/Figure"]
    assert [picture["/Alt"] for picture in pictures] == [TEXTS["en"].picture]


def test_every_link_is_tagged_once_and_printed(full: PdfReader) -> None:
    tagged = []
    for element in elements(full):
        if element["/S"] == "/Link":
            children = element["/K"]
            parts = [child.get_object() for child in children]
            references = [part for part in parts if isinstance(part, dict) and "/Obj" in part]
            # What is read aloud beside the area that is clicked.
            assert len(references) == 1
            assert len(children) > 1
            tagged.append(references[0].raw_get("/Obj").idnum)
    areas = [
        annotation.idnum
        for page in full.pages
        for annotation in page.get("/Annots", [])
        if isinstance(annotation, IndirectObject)
    ]
    assert sorted(tagged) == sorted(areas)
    for page in full.pages:
        for link in links(page):
            assert link["/F"] == 4
            assert link["/Contents"]


def test_headers_and_footers_are_not_read_aloud(full: PdfReader) -> None:
    for number, page in enumerate(full.pages):
        content = page.get_contents()
        assert content is not None
        marks = [operands for operands, operator in content.operations if operator == b"BDC"]
        assert (["/Artifact", {"/Type": "/Pagination"}] in marks) == (number > 0)
    document = replace(rich_document(), sections=(), title="Once")
    pdf = render_pdf(document, facts(), SHORT)
    # The title stands in the text; it is not read once more in the header.
    assert "Page 1 of 1" in pages(pdf)[0]
    assert [element["/S"] for element in elements(reader(pdf))].count("/H1") == 1


def test_contents_lead_to_their_pages(full: PdfReader) -> None:
    document, texts = rich_document(), pages(rich_pdf())
    contents = texts[1]
    led = links(full.pages[1])
    assert len(led) == len(document.sections) + 1
    lines = contents.splitlines()
    for section, link in zip(document.sections, led, strict=False):
        assert link["/Dest"] == section.anchor
        number = page_of(full, section.anchor)
        assert letters(section.heading) in letters(texts[number])
        assert f"{section.label} {section.heading} {number + 1}" in lines
    assert led[-1]["/Dest"] == "notes"


def test_bookmarks_are_the_sections(full: PdfReader) -> None:
    def titles(items: Any) -> list[Any]:
        return [titles(item) if isinstance(item, list) else item.title for item in items]

    assert titles(full.outline) == [
        "1 Why pictures weigh more than words",
        ["1.1 Who this note is for"],
        "Principle 1 Choose images and words with respect",
        "Principle 2 Privacy comes before publication",
        "Annex 1 Form of consent letter",
        "Annex 2 Checklist",
        ["The picture", "The consent"],
        "Annex 3 Legal background",
        ["International", "Thailand"],
        "Notes",
    ]
    first = full.outline[0]
    assert full.get_destination_page_number(first) == 2


def test_marks_and_notes_lead_to_each_other(full: PdfReader) -> None:
    led = [link["/Dest"] for page in full.pages for link in links(page) if "/Dest" in link]
    for number in (1, 2, 3):
        assert led.count(f"note-{number}") == led.count(f"mark-{number}") == 1
        assert page_of(full, f"mark-{number}") < page_of(full, f"note-{number}")


def test_links_lead_out_with_their_whole_address(full: PdfReader) -> None:
    out = {link["/A"]["/URI"] for page in full.pages for link in links(page) if "/A" in link}
    assert "https://www.ohchr.org/en/instruments" in out
    assert "https://creativecommons.org/licenses/by/4.0/" in out
    assert ADDRESS in out
    assert any(
        re.fullmatch(r"http://testserver/edition-files/b+/briefing.pdf", address) for address in out
    )


def test_the_short_version_leads_to_the_web_for_what_it_leaves_out() -> None:
    document = rich_document()
    checklist = replace(
        document.sections[5], html=prose('See <a href="#section-1">the beginning</a>.')
    )
    shorter = replace(document, sections=(document.sections[0], checklist))
    pdf = reader(render_pdf(shorter, facts(), SHORT))
    out = {link["/A"]["/URI"] for page in pdf.pages for link in links(page) if "/A" in link}
    assert f"{ADDRESS}#section-1" in out


@pytest.mark.parametrize("language", TEXTS)
def test_the_short_version_takes_two_pages_at_most(language: str) -> None:
    pdf = rich_pdf(language, SHORT)
    assert pdf.pages <= 2
    text = "".join(pages(pdf))
    words = TEXTS[language]
    for key in (words.sections[2][1], words.sections[3][1], words.checks[1][1][2]):
        assert letters(key) in letters(text)
    assert letters(words.letter_introduction) not in letters(text)


def key_messages(number: int) -> Pdf:
    """Return the short version of a note with so many key messages and a checklist."""
    document = rich_document()
    sections = [
        replace(document.sections[2 + place % 2], key=str(place), anchor=f"principle-{place}")
        for place in range(number)
    ]
    return render_pdf(replace(document, sections=(*sections, document.sections[5])), facts(), SHORT)


def size_of_letters(pdf: Pdf) -> float:
    """Return the size, in points, in which the key messages are set."""
    content = reader(pdf).pages[0].get_contents()
    assert content is not None
    sizes = [operands[1] for operands, operator in content.operations if operator == b"Tf"]
    # WeasyPrint counts in pixels.
    return float(max(set(sizes), key=sizes.count)) * 0.75


def test_a_little_too_much_for_two_pages_is_set_smaller() -> None:
    as_it_is, smaller, too_much = (key_messages(number) for number in (12, 18, 24))
    assert as_it_is.pages == smaller.pages == 2 < too_much.pages
    assert 7.5 < size_of_letters(smaller) < size_of_letters(as_it_is)
    # What does not fit in any size that can be read has its own.
    assert size_of_letters(too_much) == size_of_letters(as_it_is)


def test_notes_keep_their_numbers_in_the_short_version() -> None:
    document = rich_document()
    principle = replace(document.sections[2], short="whole")
    checklist = document.sections[5]
    pdf = render_pdf(replace(document, sections=(principle, checklist)), facts(), SHORT)
    led = [link["/Dest"] for page in reader(pdf).pages for link in links(page) if "/Dest" in link]
    assert sorted(led) == ["mark-2", "mark-3", "note-2", "note-3"]


@pytest.fixture(scope="module")
def long() -> Pdf:
    """Twenty-four sections: enough for every way in which a page can end."""
    return render_pdf(large_document(sections=24, footnotes=40), facts(), FULL)


def test_no_heading_stands_last_on_a_page(long: Pdf) -> None:
    headings = {heading for heading, _key in TEXTS["en"].sections}
    for text in pages(long)[2:]:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        body = [
            line for line in lines if "Page " not in line and not line.startswith("Undersigned")
        ]
        assert not any(body[-1].endswith(heading) for heading in headings)


def test_what_belongs_together_stays_on_one_page(long: Pdf) -> None:
    texts = [letters(text) for text in pages(long)]
    for do, dont in TEXTS["en"].pairs:
        for text in texts:
            assert text.count(letters(do)) == text.count(letters(dont))
        assert sum(text.count(letters(do)) for text in texts) == 24


def test_pages_are_numbered(long: Pdf) -> None:
    texts = pages(long)
    assert long.pages == len(texts) > 12
    assert "Page" not in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert f"Page {number} of {len(texts)}" in text


def test_blanks_are_lines_with_their_names_and_boxes_are_not_words() -> None:
    text = " ".join(pages(rich_pdf()))
    for name in TEXTS["en"].blanks:
        # Once, below its line: what a browser shows in the field is not printed as well.
        assert len(re.findall(rf"\b{name}\b", text)) == 1
    assert "I," in text


def test_a_note_without_anything_is_a_pdf_too() -> None:
    document = Document(title="Nothing yet", summary="", language="en")
    pdf = render_pdf(document, facts(changes=""), FULL)
    assert "Nothing yet" in pages(pdf)[0]
    assert "What has changed" not in "".join(pages(pdf))


def test_a_picture_without_words_is_read_by_its_caption() -> None:
    document = rich_document(picture=DRAWN)
    section = document.sections[3]
    bare = replace(section, html=re.sub(r'alt="[^"]*"', 'alt=""', section.html))
    pdf = reader(render_pdf(replace(document, sections=(bare,)), facts(), FULL))
    pictures = [element for element in elements(pdf) if element["/S"] == "/Figure"]
    assert [picture["/Alt"] for picture in pictures] == [TEXTS["en"].caption]


def test_what_it_says_of_itself_can_be_read_whatever_the_title_holds() -> None:
    document = replace(rich_document(picture=DRAWN), title="A\x0bB", summary="C\x01D", authors=())
    pdf = reader(render_pdf(document, facts(publisher="Under\x0bsigned")))
    metadata = pdf.root_object["/Metadata"].get_object().get_data()
    said = "".join(ElementTree.fromstring(metadata).itertext())
    assert all(words in said for words in ("A B", "C D", "Under signed"))
