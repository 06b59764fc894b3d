"""An empty Word document in a language, and the file that is made of one that is written."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx as python_docx
from django.utils.translation import get_language_info
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from core.locales import open_graph_locale
from core.xml_text import readable
from resources.documents import Document, Section

HEADING, SUBHEADING, TEXT, QUOTATION, BLANK = (
    "Heading 1",
    "Heading 2",
    "Normal",
    "Quote",
    "Placeholder Text",
)
# By how many lists are around the item; the last for all that are deeper.
BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
NUMBERS = ("List Number", "List Number 2", "List Number 3")
CONTINUED = ("List Continue", "List Continue 2", "List Continue 3")

# Fonts with the letters of the language that are on nearly every machine.
_FONT, _FONTS = "Arial", {"th": "Tahoma"}
# Characters of a property of a document; a longer one is refused.
_LONGEST_PROPERTY = 255
# A file in a ZIP archive has a date, and this is the first that it can have.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return readable(text, "")


def is_right_to_left(language: str) -> bool:
    """Return whether a language is written from right to left."""
    return bool(get_language_info(language)["bidi"])


def new_paper(language: str) -> Docx:
    """Return an empty document on A4, with its styles set up for a language."""
    docx = python_docx.Document()
    _set_up_page(docx, language)
    _set_up_language(docx, language)
    _set_up_styles(docx, language)
    return docx


def _set_up_page(docx: Docx, language: str) -> None:
    page = docx.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    if is_right_to_left(language):
        properties: Any = page._sectPr
        properties.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")


def _set_up_language(docx: Docx, language: str) -> None:
    """Say which language to check the spelling in."""
    # With its country, which Word wants to know.
    tag = open_graph_locale(language).replace("_", "-")
    for part, path in (
        (docx.styles, ".//w:docDefaults//w:lang"),
        (docx.settings, "w:themeFontLang"),
    ):
        root: Any = part.element
        for element in root.xpath(path):
            element.attrib.clear()
            for name in ("w:val", "w:eastAsia", "w:bidi"):
                element.set(qn(name), tag)


def _set_up_styles(docx: Docx, language: str) -> None:
    font = _FONTS.get(language.split("-")[0], _FONT)
    root: Any = docx.styles.element
    # A theme's font goes before one that is named.
    for fonts in root.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(name), font)
    for name, size in ((TEXT, 11), (HEADING, 16), (SUBHEADING, 13)):
        style: Any = docx.styles[name]
        style.font.size = Pt(size)
        _set_complex_size(style.font, size)
        style.font.color.rgb = RGBColor(0, 0, 0)
    docx.styles[HEADING].paragraph_format.space_before = Pt(0)
    docx.styles[HEADING].paragraph_format.space_after = Pt(12)
    blank: Any = docx.styles.add_style(BLANK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    blank.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
    blank.font.underline = True


def _set_complex_size(font: Any, size: int) -> None:
    """Set the size, in points, of Arabic and Thai letters: Word keeps it apart."""
    properties = font._element.get_or_add_rPr()
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    element = OxmlElement("w:szCs")
    element.set(qn("w:val"), str(2 * size))
    properties.find(qn("w:sz")).addnext(element)


def set_properties(docx: Docx, document: Document, section: Section) -> None:
    """Say what the document is, and leave out what its template says of itself."""
    properties = docx.core_properties
    properties.title = _property(section.heading)
    properties.subject = _property(document.title)
    properties.author = _property("; ".join(author.name for author in document.writers))
    properties.language = document.language
    properties.comments = ""
    core: Any = properties._element
    for name in ("dcterms:created", "dcterms:modified"):
        for element in core.findall(qn(name)):
            core.remove(element)
    rels = docx.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        rels.pop(key)


def _property(text: str) -> str:
    return " ".join(clean(text).split())[:_LONGEST_PROPERTY]


def packed(docx: Docx) -> bytes:
    """Return the file, without the time at which it was made."""
    made, without_time = BytesIO(), BytesIO()
    docx.save(made)
    with ZipFile(made) as source, ZipFile(without_time, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _NO_DATE)
            # The same on every system.
            entry.create_system = 0
            target.writestr(entry, source.read(name), ZIP_DEFLATED)
    return without_time.getvalue()
