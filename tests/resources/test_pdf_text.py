"""The words of a PDF: whole, in order, and readable by machines in every language."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import weasyprint
from pypdf import PdfReader
from pythainlp.tokenize import tcc

from resources.pdf.rendering import FULL, SHORT, Pdf, render_pdf
from tests.resources.documents import TEXTS, Texts, rich_document
from tests.resources.pdfs import facts, letters, pages, reader, rich_pdf

pytestmark = pytest.mark.one_database


def words_in_order(text: Texts) -> list[str]:
    """Return what a reader meets in the full version, one after the other."""
    return [
        text.title,
        text.summary,
        *(heading for heading, _key in text.sections),
        *text.annexes,
        text.sections[0][0],
        *text.paragraphs[:2],
        text.term,
        text.definition,
        text.paragraphs[2],
        text.sections[1][0],
        text.paragraphs[3],
        *text.items,
        *text.sections[2],
        *text.paragraphs[4:6],
        *text.pairs[0],
        *text.pairs[1],
        text.callout,
        text.warning,
        *text.sections[3],
        text.caption,
        text.quotation,
        text.speaker,
        text.paragraphs[6],
        text.download,
        text.annexes[0],
        text.letter_introduction,
        text.annexes[1],
        text.checklist_introduction,
        *(part for heading, items in text.checks for part in (heading, *items)),
        text.annexes[2],
        *(part for place in text.laws for part in place),
        *(re.sub("<[^>]+>", "", note) for note in text.notes),
    ]


def without_margins(page: str, language: str) -> str:
    """Return the letters of a page without its header and footer, which are read last."""
    kept = letters(page)
    for repeated in (TEXTS[language].title, "Undersigned · Edition 2", "Page of"):
        found = kept.rpartition(letters(repeated))
        if found[1] and len(kept) - len(found[0]) < 250:
            kept = found[0] + found[2]
    return kept


def assert_in_order(texts: list[str], language: str, *, with_numbers: bool = True) -> None:
    """Find every piece of the text behind the one before it."""
    # The cover has no header.
    body = letters(texts[0]) + "".join(without_margins(page, language) for page in texts[1:])
    place = 0
    for piece in words_in_order(TEXTS[language]):
        if not with_numbers and re.search(r"\d", piece):
            continue
        if language == "ar" and piece == TEXTS["ar"].download:
            # PDFium takes a line that ends in Latin letters for one that begins with them.
            continue
        found = body.find(letters(piece), place)
        assert found >= 0, piece
        place = found + len(letters(piece))


@pytest.mark.parametrize("language", TEXTS)
def test_chrome_reads_every_word_in_order(language: str) -> None:
    assert_in_order(pages(rich_pdf(language)), language)


def test_a_name_that_arabic_draws_as_one_is_read_as_it_is_written() -> None:
    section = rich_document("ar").sections[1]
    note = replace(
        rich_document("ar"), sections=(replace(section, html="<p>كتبه عبد الله الأول</p>"),)
    )
    assert "عبد الله الأول" in "".join(pages(render_pdf(note, facts(), FULL)))


@pytest.mark.parametrize("language", TEXTS)
def test_pypdf_reads_every_word_in_order(language: str) -> None:
    """It turns right-to-left text round between two numbers only, not from one end of a line."""
    texts = [page.extract_text() for page in reader(rich_pdf(language)).pages]
    assert_in_order(texts, language, with_numbers=language != "ar")


def test_thai_is_read_letter_by_letter() -> None:
    """Vowel signs and tone marks too, where several are drawn above one letter."""
    text = "".join(pages(rich_pdf("th")))
    for word in ("น้ำหนัก", "ถ้อยคำ", "ศักดิ์ศรี", "ขึ้น", "นี้", "ที่", "ผู้", "ยินยอม"):
        assert word in text


def test_brackets_in_arabic_are_the_right_way_round() -> None:
    text = " ".join(pages(rich_pdf("ar"))).replace("\r\n", " ")
    found = re.search(r"السنوية (\S+)", text)
    assert found is not None
    assert found[1].startswith("(")


def test_arabic_runs_from_right_to_left() -> None:
    """The text begins at the right edge, the contents' numbers stand at the left."""
    document = pypdfium2.PdfDocument(rich_pdf("ar").content)
    page = document[1]
    text = page.get_textpage()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    width = page.get_width()
    rights = sorted(round(box[2]) for box in boxes)
    lefts = sorted(round(box[0]) for box in boxes)
    text.close()
    page.close()
    document.close()
    # Margins of 30 millimetres.
    assert rights[-1] == pytest.approx(width - 85, abs=3)
    assert lefts[0] == pytest.approx(85, abs=3)
    assert sum(right > width - 90 for right in rights) >= 8


def lines_of(pdf: Pdf, start: str) -> list[str]:
    """Return the lines of the paragraph that begins with `start`."""
    for page in pages(pdf):
        lines = page.splitlines()
        for index, line in enumerate(lines):
            if line.startswith(start):
                return lines[index:]
    raise AssertionError(start)


@pytest.mark.parametrize("place", [0, 1, 3])
def test_thai_breaks_between_words(place: int) -> None:
    """Thai has no spaces between words: lines end where a word does, as a dictionary knows."""
    paragraph = TEXTS["th"].paragraphs[place]
    lines = lines_of(rich_pdf("th"), paragraph[:20])
    breaks, rest, at = [], paragraph, 0
    for line in lines:
        # A footnote's mark ends the paragraph.
        shown = re.sub(r"\d+$", "", line).strip()
        if not rest.startswith(shown) or not shown:
            break
        at += len(shown)
        breaks.append(at)
        rest = rest[len(shown) :]
        at += len(rest) - len(rest.lstrip())
        rest = rest.lstrip()
    assert not rest
    clusters = {0}
    for cluster in tcc.segment(paragraph):
        clusters.add(max(clusters) + len(cluster))
    inner = [position for position in breaks[:-1] if paragraph[position] != " "]
    assert set(breaks) <= clusters
    for position in inner:
        assert unicodedata.category(paragraph[position]) == "Lo"
    assert breaks[:-1]


def test_thai_breaks_inside_what_has_no_spaces() -> None:
    """A run of two lines without one space: Pango's dictionary must be there to break it."""
    paragraph = TEXTS["th"].paragraphs[0]
    lines = lines_of(rich_pdf("th"), paragraph[:20])
    joined = lines[1] + lines[2]
    assert lines[1].strip() in paragraph
    assert re.sub(r"\d+$", "", joined.strip()).replace("\r", "") in paragraph


def damaged(html: str) -> bytes:
    """Typeset without our own drawing of lines."""
    content = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    assert content is not None
    return bytes(content)


THAI = (
    "<!doctype html><html lang=th><title>x</title>"
    "<style>* { font-family: 'Noto Serif Thai', 'Noto Sans Thai' }</style><p>น้ำใจ ขึ้น สำคัญ</p>"
)


def test_weasyprint_itself_still_loses_letters() -> None:
    """When this fails, WeasyPrint has mended it: `resources.pdf.legible_text` can go."""
    content = damaged(THAI)
    text = PdfReader(BytesIO(content)).pages[0].extract_text()
    assert letters("น้ำใจ ขึ้น สำคัญ") not in letters(text)
    document = pypdfium2.PdfDocument(content)
    [shown] = [page.get_textpage().get_text_range() for page in document]
    assert "น้ำใจ" not in shown


def test_weasyprint_itself_still_reads_headers_aloud() -> None:
    """When this fails, WeasyPrint has mended it: `resources.pdf.running_lines` can go."""
    content = damaged(
        "<html lang=en><title>x</title><style>@page { @top-center { content: 'Header' } }</style>x"
    )
    page = PdfReader(BytesIO(content)).pages[0].get_contents()
    assert page is not None
    marks = [operands[0] for operands, operator in page.operations if operator == b"BDC"]
    assert "/Artifact" not in marks


def run_typesetting(html: str, limit: int = 60, **environment: str) -> Any:
    return subprocess.run(
        [sys.executable, "-m", "resources.pdf.typesetting", str(limit)],
        input=html.encode(),
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_emojis_and_letters_side_by_side() -> None:
    """What our own drawing of lines leaves to WeasyPrint's."""
    done = run_typesetting(THAI.replace("น้ำใจ", "😀 น้ำใจ"))
    assert done.returncode == 0
    about, _, content = done.stdout.partition(b"\n")
    assert json.loads(about)["pages"] == 1
    assert "ใจ" in PdfReader(BytesIO(content)).pages[0].extract_text()


def test_the_short_version_is_read_in_order_too() -> None:
    for language in TEXTS:
        text, body = TEXTS[language], letters("".join(pages(rich_pdf(language, SHORT))))
        pieces = [text.title, text.sections[2][0], text.sections[3][0], text.annexes[1]]
        places = [body.find(letters(piece)) for piece in pieces]
        assert -1 not in places
        assert places == sorted(places)


def test_the_versions_are_different_documents() -> None:
    assert rich_pdf("en", FULL).pages > rich_pdf("en", SHORT).pages
