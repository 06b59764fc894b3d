"""Writes the frozen HTML of a letter into a Word document."""

import re
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.html import HtmlElement

from resources.letters.paper import (
    BLANK,
    BULLETS,
    CONTINUED,
    HEADING,
    NUMBERS,
    QUOTATION,
    SUBHEADING,
    TEXT,
    clean,
    is_right_to_left,
)

# Characters of the name of a field; Word refuses a document with a longer one.
_LONGEST_NAME = 64

_BLOCKS = frozenset({"p", "div", "section", "figure", "figcaption", "dl", "dt", "dd"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "template"})
# What may follow the mark of a direction in the properties of a paragraph (ISO/IEC 29500).
_AFTER_BIDI = tuple(
    f"w:{name}"
    for name in (
        "adjustRightInd",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "mirrorIndents",
        "suppressOverlap",
        "jc",
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    )
)


@dataclass(frozen=True)
class _Look:
    """How text looks where it stands."""

    style: str = TEXT
    bold: bool = False
    italic: bool = False
    raised: bool = False
    # How many lists are around it.
    depth: int = 0


_PLAIN = _Look()


class Writer:
    """Writes what it reads, paragraph by paragraph."""

    def __init__(self, docx: Docx, language: str) -> None:
        self._docx = docx
        self._is_rtl = is_right_to_left(language)
        self._paragraph: Paragraph | None = None
        # The style and the list of the item that begins here.
        self._item: tuple[str, int] | None = None
        # HTML makes one space of many; none begins a paragraph.
        self._after_space = True
        self._fields = 0
        # The numbers of footnotes that there are marks of.
        self.marks: set[str] = set()

    def heading(self, text: str, style: str = HEADING) -> None:
        """Write a heading."""
        self._write(text, _Look(style))
        self._end()

    def block(self, element: HtmlElement) -> None:
        """Write all that is in an element."""
        self._read(element, _PLAIN)
        self._end()

    def note(self, number: int, element: HtmlElement) -> None:
        """Write a footnote."""
        self._write(str(number), replace(_PLAIN, raised=True))
        self._write(" ", _PLAIN)
        self.block(element)

    # --- what is read ---------------------------------------------------------

    def _read(self, element: HtmlElement, look: _Look) -> None:
        self._write(element.text or "", look)
        for child in element:
            # A comment or the like has a function for a tag.
            if isinstance(child.tag, str) and child.tag not in _UNSEEN:
                self._child(child, look)
            self._write(child.tail or "", look)

    def _child(self, child: HtmlElement, look: _Look) -> None:
        tag = child.tag
        if tag in ("ul", "ol"):
            self._list(child, replace(look, depth=look.depth + 1))
        elif tag in _HEADINGS:
            self._apart(child, replace(look, style=SUBHEADING))
        elif tag == "blockquote":
            self._apart(child, replace(look, style=QUOTATION))
        elif tag in _BLOCKS:
            self._apart(child, look)
        elif tag in ("b", "strong"):
            self._read(child, replace(look, bold=True))
        elif tag in ("i", "em", "cite"):
            self._read(child, replace(look, italic=True))
        elif tag == "sup":
            self.marks.add(child.text_content().strip())
            self._read(child, replace(look, raised=True))
        elif tag == "br":
            self._break()
        elif tag == "a":
            self._link(child, look)
        elif tag == "input":
            if "blank" in child.get("class", "").split():
                self._field(child.get("aria-label", ""), look)
        else:
            self._read(child, look)

    def _apart(self, element: HtmlElement, look: _Look) -> None:
        self._end()
        self._read(element, look)
        self._end()

    def _list(self, element: HtmlElement, look: _Look) -> None:
        styles = NUMBERS if element.tag == "ol" else BULLETS
        style = styles[min(look.depth, len(styles)) - 1]
        number = self._new_numbering(style) if element.tag == "ol" else 0
        for item in element:
            if isinstance(item.tag, str):
                self._end()
                self._item = (style, number)
                self._read(item, look)
                self._end()
                # An item without text has no bullet.
                self._item = None

    def _link(self, element: HtmlElement, look: _Look) -> None:
        """Write a link with its address behind it: a letter is read on paper, too."""
        self._read(element, look)
        address = element.get("href", "")
        text = element.text_content().strip()
        is_mark = text in self.marks and address.startswith("#")
        if address.startswith(("http:", "https:")) and text not in (address, ""):
            self._write(" (", look)
            self._write(address, look, is_latin=True)
            self._write(")", look)
        elif address.startswith("mailto:") and not is_mark:
            mail = address.removeprefix("mailto:").partition("?")[0]
            if mail != text:
                self._write(f" ({mail})", look, is_latin=True)

    # --- what is written ------------------------------------------------------

    def _write(self, text: str, look: _Look, *, is_latin: bool = False) -> None:
        """Write text. Addresses run from left to right in every language."""
        text = re.sub(r"[ \t\r\n\f]+", " ", clean(text))
        if self._after_space:
            text = text.lstrip(" ")
        if not text:
            return
        run = self._begun(look).add_run(text)
        self._after_space = text.endswith(" ")
        self._dress(run, look, is_rtl=self._is_rtl and not is_latin)

    def _dress(self, run: Run, look: _Look, *, is_rtl: bool) -> None:
        """Set how a run looks. Word keeps bold and italic of Arabic and Thai apart."""
        font = run.font
        if look.bold:
            font.bold = font.cs_bold = True
        if look.italic:
            font.italic = font.cs_italic = True
        if look.raised:
            font.superscript = True
        if is_rtl:
            font.rtl = True

    def _break(self) -> None:
        if self._paragraph is not None:
            self._paragraph.add_run().add_break()
            self._after_space = True

    def _field(self, name: str, look: _Look) -> None:
        """Write a field that can be typed into, with its name in brackets until then."""
        name = " ".join(clean(name).split())
        paragraph = self._begun(look)
        self._fields += 1
        field: Any = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/><w:id/><w:showingPlcHdr/><w:text/>"
            "</w:sdtPr><w:sdtContent/></w:sdt>"
        )
        settings, content = field
        for tag, value in (
            ("w:alias", name[:_LONGEST_NAME]),
            ("w:tag", f"blank-{self._fields}"),
            ("w:id", str(self._fields)),
        ):
            settings.find(qn(tag)).set(qn("w:val"), value)
        run = paragraph.add_run(f"[{name}]", style=BLANK)
        self._dress(run, look, is_rtl=self._is_rtl)
        content.append(run._r)
        paragraph._p.append(field)
        self._after_space = False

    def _begun(self, look: _Look) -> Paragraph:
        """Return the paragraph that is being written, or a new one."""
        if self._paragraph is None:
            self._paragraph = self._docx.add_paragraph(style=self._style(look))
            properties: Any = self._paragraph._p.get_or_add_pPr()
            if self._item is not None and self._item[1]:
                properties.get_or_add_numPr().get_or_add_numId().val = self._item[1]
            if self._is_rtl:
                properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
            self._item = None
        return self._paragraph

    def _style(self, look: _Look) -> str:
        if self._item is not None:
            return self._item[0]
        if look.depth and look.style == TEXT:
            return CONTINUED[min(look.depth, len(CONTINUED)) - 1]
        return look.style

    def _end(self) -> None:
        """End the paragraph."""
        self._paragraph, self._after_space = None, True

    def _new_numbering(self, style: str) -> int:
        """Return a new list of a style's kind: each begins with its own 1."""
        numbering: Any = self._docx.part.numbering_part.element
        element: Any = self._docx.styles[style].element
        kind = numbering.num_having_numId(element.pPr.numPr.numId.val).abstractNumId.val
        new = numbering.add_num(kind)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(new.numId)
