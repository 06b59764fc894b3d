"""An edition as Markdown: to be kept, quoted and worked on in plain text.

CommonMark, with the footnotes and task lists that GitHub, pandoc and most
others know, and YAML in front for what is said about the whole.
"""

import json
import re
import unicodedata
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from bs4 import NavigableString, Tag
from django.utils import translation
from django.utils.translation import pgettext
from markdownify import MarkdownConverter

from resources.citing import Publication
from resources.documents import Footnote, Section

# Lines with nothing on them, and what stands between two paragraphs.
_SPACED, _BETWEEN = re.compile(r"\n\s*\n"), "\n\n"
# What may be markup anywhere in a line, and what may be at its beginning.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&~|#$^]")
_AT_START = re.compile(r"^(\s*)([-+:](?=\s|$)|-(?=-)|=|\d{1,9}[.)](?=\s|$))")
# YAML wants these written out, though JSON does not.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
# What a file of text does not have.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Stands for a line break until its block is whole. No HTML here has it.
_BREAK = "\x00"
_EDGES = f" \n{_BREAK}"
_EMPHASIS = frozenset({"b", "strong", "em", "i", "cite"})
_SAME = {"strong": ("b", "strong"), "em": ("em", "i", "cite")}
_IN_LINE = _EMPHASIS | {"a", "sup", "input", "span", "label"}
_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


def as_markdown(publication: Publication) -> str:
    """Return the whole document, its footnotes at the end."""
    document = publication.document
    with translation.override(document.language):
        parts = [_front_matter(publication), f"# {_escaped(document.title)}"]
        if document.summary.strip():
            parts.append(_escaped(document.summary))
        for section in document.sections:
            parts += _section(section, publication.url)
        parts += [_footnote(note, publication.url) for note in document.footnotes]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(publication: Publication) -> str:
    document = publication.document
    lines = ["---"]
    for name, value in (
        ("title", document.title),
        ("language", document.language),
        ("edition", publication.label),
        ("licence", publication.licence_name),
        ("licence_url", publication.licence_url),
        ("url", publication.url),
    ):
        if value:
            lines.append(f"{name}: {_yaml(value)}")
    lines.insert(4, f"date: {publication.issued.isoformat()}")
    lines.append("authors:")
    lines += (f"  - {_yaml(author.name)}" for author in publication.authors)
    return "\n".join([*lines, "---"])


def _yaml(text: str) -> str:
    """Return text as a quoted scalar: JSON is YAML, but for some characters."""
    quoted = json.dumps(_UNREADABLE.sub("", text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _section(section: Section, base: str) -> list[str]:
    parts = [f"{'#' * section.level} {_escaped(section.title)}".rstrip()]
    if section.key_message.strip():
        parts.append(f"**{_escaped(section.key_message)}**")
    parts.append(_converted(section.html, base, section.level))
    return parts


def _footnote(note: Footnote, base: str) -> str:
    text = _converted(note.html, base, 2)
    # What follows the first line belongs to it while it is indented.
    return f"[^{note.number}]: " + text.replace("\n", "\n    ").replace("\n    \n", "\n\n")


def _converted(html: str, base: str, level: int) -> str:
    """Return the Markdown of frozen HTML below a heading of `level`."""
    # In an element, so that nothing takes a short text for the name of a file.
    html = f"<div>{_UNREADABLE.sub('', html)}</div>"
    text: str = _Converter(base, level).convert(html)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _escaped(text: str) -> str:
    """Return a line of plain text that stays what it is."""
    return _at_start(_escape(" ".join(_UNREADABLE.sub("", text).split())))


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _at_start(text: str) -> str:
    """Return text that begins a line and no list, heading or rule."""
    return _AT_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", text)


class _Converter(MarkdownConverter):
    """Knows the ways in which blocks are frozen (see `resources.freezing`).

    The type hints of its base lack the methods that are told to be ignored.
    """

    def __init__(self, base: str, level: int) -> None:
        super().__init__(bullets="-", heading_style="atx")
        self.base, self.level = base, level

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return text that stays text, in one line."""
        return _escape(re.sub(r"\s+", " ", text))

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        """Return the text of a node."""
        text = str(super().process_text(el, parent_tags))  # type: ignore[misc]
        parent, before, after = el.parent, el.previous_sibling, el.next_sibling
        is_last = after is None and parent is not None and parent.name not in _IN_LINE
        if text.endswith("!") and not is_last:
            # Before a link it would make a picture of it.
            text = f"{text[:-1]}\\!"
        begins_line = before is None or (isinstance(before, Tag) and before.name not in _IN_LINE)
        return _at_start(text) if begins_line else text

    # --- lines --------------------------------------------------------------

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a link by its whole address; text alone where it leads nowhere on the web."""
        address = _web_address(self.base, _attribute(el, "href"))
        before, said, after = _parted(text)
        return f"{before}[{said}]({address}){after}" if address and said else text

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return strong text."""
        return _emphasised(el, text, "**", "strong")

    convert_strong = convert_b

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return emphasised text."""
        return _emphasised(el, text, "*", "em")

    convert_i = convert_cite = convert_em

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a line break (see `_lines`)."""
        return _BREAK

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a picture with its description, in a line of its own."""
        address = _web_address(self.base, _attribute(el, "src"))
        alt = _escaped(_attribute(el, "alt"))
        return f"\n\n![{alt}]({address})\n\n" if address else alt

    def convert_input(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the blank of a letter as its name in brackets."""
        if "blank" not in _classes(el):
            return ""
        return f"\\[{_escaped(_attribute(el, 'aria-label'))}\\]"

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the mark of a footnote."""
        if "footnote-mark" not in _classes(el):
            return text
        number = re.sub(r"\D", "", el.get_text())
        return f"[^{number}]" if number else ""

    # --- blocks -------------------------------------------------------------

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return what one pair of do and don't, a callout or any other block says."""
        classes = _classes(el)
        if {"do-dont__do", "do-dont__dont"} & set(classes):
            label = el.find(class_="do-dont__label")
            name = _escaped(label.get_text() if label else "")
            said = _indented(text.strip(), "  ")
            return f"- **{name}:** {said}\n" if name else f"- {said}\n"
        if "do-dont__pair" in classes:
            return f"\n{text.strip()}\n"
        if "callout" in classes:
            return _quoted(text)
        # None is left but between blocks.
        text = text.replace(_BREAK, "\n\n")
        return str(super().convert_div(el, text, parent_tags))  # type: ignore[misc]

    convert_section = convert_article = convert_div

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a paragraph."""
        classes = _classes(el)
        if "do-dont__label" in classes:
            return ""
        if "callout__heading" in classes and text.strip():
            return f"\n\n**{text.strip()}**\n\n"
        return str(super().convert_p(el, _lines(text), parent_tags))  # type: ignore[misc]

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return what somebody said; with who said it, as one quotation (see `convert_figure`)."""
        is_in_figure = el.find_parent("figure", class_="quote") is not None
        return f"\n\n{text.strip()}\n\n" if is_in_figure else _quoted(text)

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a quotation, or a picture with its caption."""
        if "quote" in _classes(el):
            return _quoted(text)
        # Where the template breaks lines, a space is left between the picture and its caption.
        text = text.replace(_BREAK, " ").strip()
        return f"\n\n{_SPACED.sub(_BETWEEN, text)}\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a caption; of a quotation, who said it."""
        if "quote__by" in _classes(el):
            comma = pgettext("between the parts of a list", ", ")
            said_by = comma.join(
                _escaped(part.get_text()) for part in el.find_all(["b", "span"], recursive=False)
            )
            return f"\n\n– {said_by}\n\n" if said_by else ""
        return f"\n\n{_lines(text)}\n\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a term; its definition follows in the same paragraph."""
        return f"\n\n**{_escaped(el.get_text())}**: "

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a definition."""
        return f"{_lines(text)}\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an item, with a box where it can be ticked."""
        if text.strip() and el.find_parent(class_="checklist") is not None:
            return f"- [ ] {_indented(_lines(text), '  ')}\n"
        return str(super().convert_li(el, _lines(text), parent_tags))  # type: ignore[misc]

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        """Return a heading below that of the section."""
        level = n + self.level - 2
        text = text.replace(_BREAK, " ")
        return str(super().convert_hN(level, el, text, parent_tags))  # type: ignore[misc]


def _emphasised(el: Tag, text: str, sign: str, tag: str) -> str:
    """Return text between signs, or tags where signs would be taken for asterisks.

    Signs begin and end an emphasis beside spaces and punctuation, not between
    letters and quotation marks.
    """
    before, said, after = _parted(text)
    if not said or "\n\n" in said or any(el.find_parent(name) for name in _SAME[tag]):
        return text
    is_clear = (before or _is_apart(said[0], el.previous_sibling, -1)) and (
        after or _is_apart(said[-1], el.next_sibling, 0)
    )
    begin, end = (sign, sign) if is_clear else (f"<{tag}>", f"</{tag}>")
    return f"{before}{begin}{said}{end}{after}"


def _parted(text: str) -> tuple[str, str, str]:
    """Return the spaces and breaks before a text, the text, and those behind it."""
    said = text.strip(_EDGES)
    before, _said, after = text.partition(said) if said else (text, "", "")
    return before, said, after


def _lines(text: str) -> str:
    """Return a block with its line breaks. None is left at its ends, nor two in a row."""
    lines = [line.strip(" ") for line in text.strip(_EDGES).split(_BREAK)]
    # A number and its dot may come from two nodes.
    return "\\\n".join(_at_start(line) for line in lines if line)


def _is_apart(end: str, beside: Any, place: int) -> bool:
    """Whether signs at this end of an emphasis are told from what stands beside it."""
    if beside is None:
        return True
    if not isinstance(beside, NavigableString):
        return not _is_sign(end) and beside.name not in _EMPHASIS
    char = str(beside)[place : place + 1 or None]
    return not _is_sign(end) or char.isspace() or _is_sign(char)


def _is_sign(char: str) -> bool:
    """Whether a character is punctuation or a symbol. The vowels of Thai and Arabic are neither."""
    return unicodedata.category(char)[0] in "PS"


def _quoted(text: str) -> str:
    lines = text.strip().split("\n")
    quoted = "\n".join(f"> {line}" if line else ">" for line in lines)
    return f"\n\n{quoted}\n\n" if text.strip() else ""


def _indented(text: str, by: str) -> str:
    """Indent all but the first line, and leave empty lines empty."""
    first, *others = text.split("\n")
    return "\n".join([first, *(f"{by}{line}" if line else "" for line in others)])


def _web_address(base: str, address: str) -> str:
    """Return an address with its host; empty where it is none that a reader may follow."""
    try:
        whole = urljoin(base, address.strip())
        is_allowed = urlsplit(whole).scheme in _SCHEMES
    except ValueError:
        return ""
    if not address.strip() or not is_allowed:
        return ""
    return quote(whole, safe="/:?#@!$&'*+,;=%~")


def _attribute(el: Tag, name: str) -> str:
    value = el.get(name)
    return value if isinstance(value, str) else ""


def _classes(el: Tag) -> list[str]:
    value = el.get("class")
    return value if isinstance(value, list) else []
