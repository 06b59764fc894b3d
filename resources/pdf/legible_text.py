"""Makes the text of a PDF readable by machines where WeasyPrint draws a letter in parts.

WeasyPrint 70 notes for each glyph the text that it stood for first. A glyph
that is one part of several then stands for nothing or for all of them: Thai
loses letters when it is copied, searched or read aloud, and brackets in Arabic
turn round. Three things mend it:

- Each part is noted with its own character, and a bracket with what it looks like, as browsers
  do: readers of PDFs turn the brackets of right-to-left text themselves.
- Letters drawn from several parts are marked with the text that they are (ActualText), because
  readers put parts in the order of their places. Not in right-to-left text: no two readers agree
  on the order of a mark's letters there, and without marks most get them right.
- A part that is raised by an instruction of its own is taken by some readers to stand where the
  rest of the line ends. So what is raised by less than can be seen is not, and what follows a
  raised mark in right-to-left text is drawn by instructions of its own too.

What remains: where Arabic is written with vowel signs, Chrome reads a sign before its letter, and
takes one that stands above or below everything else on its line for a line of its own.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

# Stands for nothing that is seen. A part noted with no character at all is read as its number.
NOTHING = "\u200b"
# What is raised or lowered by less than this is drawn on the line (parts of the font's size).
SEEN = 0.025

# Letters that Arabic fonts draw as one, and the one character that Unicode has for them. Readers
# turn a line round character by character, those of a single drawing too.
_AS_ONE = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in (*range(0xFC00, 0xFDFC), *range(0xFEF5, 0xFEFD))
    if unicodedata.decomposition(chr(code)).startswith("<isolated>")
}

_draw_plainly = drawing.draw_first_line


def install() -> None:
    """Have WeasyPrint draw lines with `draw_line`."""
    drawing.draw_first_line = draw_line


@dataclass
class Glyph:
    """One part of the drawing; widths and offsets in Pango's units."""

    number: int
    width: int
    x: int
    y: int

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.number != pango.PANGO_GLYPH_EMPTY)

    @property
    def is_missing(self) -> bool:
        """Whether the font has no such letter."""
        return self.is_drawn and bool(self.number & pango.PANGO_GLYPH_UNKNOWN_FLAG)


@dataclass
class Cluster:
    """What Pango has shaped together, and the glyphs that draw it, from left to right."""

    text: str
    glyphs: list[Glyph]

    @property
    def parts(self) -> list[Glyph]:
        """The glyphs that are drawn."""
        return [glyph for glyph in self.glyphs if glyph.is_drawn]

    @property
    def is_mark(self) -> bool:
        """Whether it stands on another letter."""
        return unicodedata.category(self.text[:1] or " ").startswith("M")


@dataclass
class Letters:
    """What is read together."""

    clusters: list[Cluster]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(cluster.text for cluster in self.clusters)

    @property
    def has_parts(self) -> bool:
        """Whether it is drawn from several parts."""
        return sum(len(cluster.parts) for cluster in self.clusters) > 1


def draw_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> list[Any]:
    """Draw a line of text, as WeasyPrint's own function does. Return the emojis in it."""
    if not textbox.text.strip() or textbox.style["font_size"] < 1e-6:
        return []
    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
    line, _ = textbox.pango_layout.get_first_line()
    text = textbox.pango_layout.text.encode()
    runs = [Run(stream, item, text) for item in _items(line)]
    for run in runs:
        run.note_characters()
    is_whole = text_overflow == "clip" and block_ellipsis == "none"
    if is_whole and any(run.has_parts for run in runs) and not any(run.is_odd for run in runs):
        stream.set_text_matrix(*matrix.values)
        for run in runs:
            run.draw()
        return []
    emojis: list[Any] = _draw_plainly(stream, textbox, text_overflow, block_ellipsis, matrix)
    return emojis


class Run:
    """Text in one font and direction."""

    def __init__(self, stream: Any, item: Any, text: bytes) -> None:
        """Read the run that Pango has shaped."""
        self.stream = stream
        self.pango_font = item.item.analysis.font
        self.font, self.size = stream.add_font(self.pango_font)
        self.is_rtl = bool(item.item.analysis.level % 2)
        self.clusters = list(_clusters(item, text))
        self.letters = _letters(self.clusters, self.is_rtl)

    @property
    def has_parts(self) -> bool:
        """Whether letters are drawn from several parts."""
        return any(letters.has_parts for letters in self.letters)

    @property
    def is_odd(self) -> bool:
        """Whether only WeasyPrint can draw it: emojis, bitmaps, boxes for what is missing."""
        font = self.font
        if font.bitmap or font.png or font.svg or font.colr:
            return True
        return any(part.is_missing for cluster in self.clusters for part in cluster.parts)

    def note_characters(self) -> None:
        """Note what each part stands for, before WeasyPrint does: the first note counts."""
        for cluster in self.clusters:
            parts = [part.number for part in cluster.parts if not part.is_missing]
            if self.is_rtl and len(parts) == 1 and len(cluster.text) > 1:
                turned = _AS_ONE.get(cluster.text, cluster.text[::-1])
                self.font.to_unicode.setdefault(parts[0], turned)
            is_bracket = self.is_rtl and bool(unicodedata.mirrored(cluster.text[:1] or " "))
            known = _characters(self.font) if len(parts) > 1 or is_bracket else {}
            rest = [char for char in cluster.text if char not in map(known.get, parts)]
            for number in parts:
                character = known.get(number)
                if character is None:
                    character, rest = "".join(rest) or NOTHING, []
                self.font.to_unicode.setdefault(number, character)

    def draw(self) -> None:
        """Draw the run, letters in parts marked with their text."""
        self.stream.set_font_size(self.font.hash, self.size)
        plain: list[Glyph] = []
        for letters in self.letters:
            if letters.has_parts:
                self._show(plain)
                plain = []
                self._show_parts(letters)
            else:
                for cluster in letters.clusters:
                    plain += cluster.glyphs
        self._show(plain)

    def _show_parts(self, letters: Letters) -> None:
        if self.is_rtl:
            for cluster in letters.clusters:
                self._show(cluster.glyphs)
            return
        text = pydyf.Dictionary({"ActualText": pydyf.String(letters.text)})
        pydyf.Stream.begin_marked_content(self.stream, "Span", text)
        self._show([glyph for cluster in letters.clusters for glyph in cluster.glyphs])
        pydyf.Stream.end_marked_content(self.stream)

    def _show(self, glyphs: list[Glyph]) -> None:
        """Draw glyphs side by side; one that is raised or lowered by an instruction of its own."""
        shown: list[str] = []
        for glyph in glyphs:
            if not glyph.is_drawn:
                shown.append(f"{-glyph.width / self.size}")
                continue
            offset = glyph.x / self.size
            rise = -glyph.y * FROM_UNITS
            if abs(rise) < SEEN * self.size:
                rise = 0
            if rise:
                self._flush(shown)
                self.stream.set_text_rise(rise)
            if offset:
                shown.append(f"{-offset}")
            shown.append(f"<{glyph.number:04x}>")
            if rise:
                self._flush(shown)
                self.stream.set_text_rise(0)
            back = self._width(glyph.number) + offset - glyph.width * 1000 * FROM_UNITS / self.size
            if back:
                shown.append(f"{int(back)}")
        self._flush(shown)

    def _flush(self, shown: list[str]) -> None:
        if shown:
            self.stream.show_text(" ".join(shown))
            shown.clear()

    def _width(self, number: int) -> int:
        """Return a glyph's own width, in thousandths of the font's size."""
        widths: dict[int, int] = self.font.widths
        if number not in widths:
            stream = self.stream
            pango.pango_font_get_glyph_extents(
                self.pango_font, number, stream.ink_rect, stream.logical_rect
            )
            widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / self.size)
        return widths[number]


def _items(line: Any) -> Iterator[Any]:
    """Yield Pango's runs of a line."""
    node = line.runs[0]
    while node != ffi.NULL:
        yield node.data
        node = node.next


def _letters(clusters: list[Cluster], is_rtl: bool) -> list[Letters]:
    """Return a run's letters from left to right, marks with the letter that they stand on."""
    found: list[Letters] = []
    # From right to left, a mark is drawn before its letter.
    follows_mark = False
    for cluster in clusters:
        # A space by itself is lost between marked texts.
        is_end = bool(found) and found[-1].has_parts and cluster.text.isspace()
        if found and (follows_mark if is_rtl else cluster.is_mark or is_end):
            found[-1].clusters.append(cluster)
        else:
            found.append(Letters([cluster]))
        follows_mark = cluster.is_mark
    return found


def _clusters(item: Any, text: bytes) -> Iterator[Cluster]:
    """Yield what Pango has shaped together, from left to right."""
    string = item.glyphs
    starts = [string.log_clusters[index] for index in range(string.num_glyphs)]
    ordered = sorted(set(starts))
    ends = dict(zip(ordered, [*ordered[1:], item.item.length], strict=True))
    glyphs: list[Glyph] = []
    for index, start in enumerate(starts):
        info = string.glyphs[index]
        geometry = info.geometry
        glyphs.append(Glyph(info.glyph, geometry.width, geometry.x_offset, geometry.y_offset))
        if index + 1 == len(starts) or starts[index + 1] != start:
            own = slice(item.item.offset + start, item.item.offset + ends[start])
            yield Cluster(text[own].decode(), glyphs)
            glyphs = []


def _characters(font: Any) -> dict[int, str]:
    """Return the character of each of a font's glyphs that has one, by its number.

    A glyph named like another with a suffix ("uni0E49.narrow") is that one in another shape.
    """
    if not hasattr(font, "characters"):
        with TTFont(BytesIO(font.file_content), fontNumber=font.index, lazy=True) as file:
            # Of the characters that share a glyph, the first in Unicode's order.
            codes = sorted(file.getBestCmap().items(), reverse=True)
            by_name = {name: chr(code) for code, name in codes}
            names = [(name, name.partition(".")[0]) for name in file.getGlyphOrder()]
        found = [by_name.get(name) or by_name.get(stem) for name, stem in names]
        font.characters = {number: char for number, char in enumerate(found) if char}
    characters: dict[int, str] = font.characters
    return characters
