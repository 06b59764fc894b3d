"""Takes the blocks of plain text out of a section's frozen HTML: what two editions are compared by.

Markup is not compared. Where a template's tags or classes change, or a word
becomes bold, readers are told nothing: the words are the same.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from lxml import html as lxml_html
from lxml.html import HtmlElement

# Stands in a text where a footnote's mark stands. No text has it: parsing takes it out.
MARK = "\x00"

# What no HTML may have and lxml refuses, half characters among it.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# The digest of a file that an edition keeps a copy of.
_DIGEST = re.compile(r"(?:^|/edition-files/)([0-9a-f]{64})(?:/|$)")


class Kind(StrEnum):
    """What a block is."""

    KEY_MESSAGE = "key-message"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CHECK = "check"
    DO = "do"
    DONT = "dont"
    QUOTE = "quote"
    PICTURE = "picture"
    CAPTION = "caption"
    TERM = "term"
    DEFINITION = "definition"
    LETTER = "letter"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or the like, as plain text with single spaces.

    A footnote's mark in it is `MARK`, a blank its name in square brackets.
    """

    kind: Kind
    text: str
    # Where the links of the text lead, in their order; footnotes left out.
    links: tuple[str, ...] = ()
    # The digests of its picture or downloads; of a picture from elsewhere, the address.
    files: tuple[str, ...] = ()


# Kinds by class; what they say of a container holds for the paragraphs in it.
_BY_CLASS = {
    "do-dont__do": Kind.DO,
    "do-dont__dont": Kind.DONT,
    "form-letter": Kind.LETTER,
    "quote__text": Kind.QUOTE,
    "callout__heading": Kind.HEADING,
    "checklist": Kind.CHECK,
}
_BY_TAG = {
    "blockquote": Kind.QUOTE,
    "figcaption": Kind.CAPTION,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
}
# What begins and ends a block. All else, known or not, is part of a line.
_BLOCK_TAGS = frozenset(
    {
        "p",
        "div",
        "section",
        "ul",
        "ol",
        "li",
        "dl",
        "figure",
        "table",
        "tr",
        "td",
        "th",
        "hr",
        *_BY_TAG,
    }
)
# Lines of one caption that templates set apart by style alone.
_APART = frozenset({"span", "b", "small", "br"})
_UNSEEN = frozenset({"script", "style", "template", "noscript"})


class _Reader:
    """Collects blocks while it walks through elements."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._links: list[str] = []
        self._files: list[str] = []

    def read(self, element: HtmlElement, kind: Kind) -> None:
        """Read what is in `element`, whose own text is of `kind`."""
        self._text.append(element.text or "")
        for child in element:
            self._child(child, kind)
            self._text.append(child.tail or "")

    def end(self, kind: Kind) -> None:
        """Make a block of the text since the last one, if there is any."""
        text = _line("".join(self._text))
        if text:
            self.blocks.append(Block(kind, text, tuple(self._links), tuple(self._files)))
        self._text, self._links, self._files = [], [], []

    def _child(self, child: HtmlElement, kind: Kind) -> None:
        tag = child.tag
        # A comment or the like has a function for a tag.
        if not isinstance(tag, str) or tag in _UNSEEN:
            return
        classes = child.get("class", "").split()
        if tag in _BLOCK_TAGS:
            self.end(kind)
            # The block's kind says it.
            if "do-dont__label" not in classes:
                inner = _kind_in(tag, classes, kind)
                self.read(child, inner)
                self.end(inner)
        elif tag == "img":
            self.end(kind)
            source = child.get("src", "")
            files = (digest_of(source) or source,)
            self.blocks.append(Block(Kind.PICTURE, _line(child.get("alt", "")), files=files))
        elif tag == "input":
            if "blank" in classes:
                self._text.append(f"[{child.get('aria-label', '')}]")
        elif "footnote-mark" in classes:
            self._text.append(MARK)
        else:
            if tag == "a" and (address := child.get("href")):
                digest = digest_of(address)
                (self._files if digest else self._links).append(digest or address)
            if tag == "br" or (kind == Kind.CAPTION and tag in _APART):
                self._text.append(" ")
            self.read(child, kind)


def _kind_in(tag: str, classes: list[str], kind: Kind) -> Kind:
    """Return the kind of text in an element within text of `kind`."""
    for name in classes:
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    if tag == "li":
        return Kind.CHECK if kind == Kind.CHECK else Kind.ITEM
    return _BY_TAG.get(tag, kind)


def digest_of(address: str) -> str:
    """Return what tells an edition's own file from others, whatever its name; else nothing."""
    found = _DIGEST.search(address)
    return found[1] if found else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def blocks_of(html: str, kind: Kind = Kind.PARAGRAPH) -> list[Block]:
    """Return the blocks of frozen HTML in their order; of any other HTML, whatever can be read."""
    html = _UNREADABLE.sub("", html)
    if not html.strip():
        return []
    reader = _Reader()
    # Wrapped, so that there is an element to find whatever the HTML is.
    reader.read(lxml_html.document_fromstring(f"<body><div>{html}</div>"), kind)
    reader.end(kind)
    return reader.blocks
