"""What goes into a PDF, what stays out, and what is said when there can be none."""

import http.server
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.template import TemplateDoesNotExist

from core import libraries
from resources.documents import SECTION, Author, Document, Footnote, Section
from resources.freezing.files import keep
from resources.models import EditionFile, EditionPdf
from resources.pdf import rendering
from resources.pdf.making import facts_of
from resources.pdf.rendering import (
    FULL,
    NoLettersError,
    NoLibrariesError,
    Pdf,
    PdfError,
    TooSlowError,
    as_html,
    render_pdf,
    with_pictures,
)
from tests.resources.documents import PICTURE, large_document, rich_document
from tests.resources.pdfs import facts, letters, pages, picture, reader
from tests.resources.rows import add_text

pytestmark = pytest.mark.one_database


def document(html: str, **values: Any) -> Document:
    """Return a note that says `html`."""
    section = Section(
        key="a", kind=SECTION, label="1", anchor="section-1", heading="Words", html=html
    )
    return Document(title="A note", summary="", language="en", sections=(section,), **values)


class Listener(http.server.BaseHTTPRequestHandler):
    """Counts who comes."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[str]:
    """A web server on this machine that nobody may ask for anything."""
    Listener.asked = []
    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    assert Listener.asked == []


def test_nothing_is_fetched_and_the_pdf_is_whole(
    web: str, tmp_path: Path, settings: Any, caplog: Any
) -> None:
    """Whatever an address in the text leads to: no request leaves, no file is read."""
    settings.BASE_URL = web
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture())
    html = (
        f'<img src="{web}/a.png" alt="A tree"><img src="file://{secret}" alt="A house">'
        f'<img src="/media/b.png" alt="A river"><p style="background: url({web}/c.png)">Before</p>'
        f'<style>@import "{web}/d.css"; @font-face {{ font-family: x; src: url({web}/e.ttf) }}'
        f'</style><link rel="stylesheet" href="{web}/f.css"><object data="{web}/g.svg"></object>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
        f'<image href="{web}/h.png" width="9" height="9"/></svg><p>After</p>'
    )
    with caplog.at_level(logging.WARNING):
        pdf = render_pdf(document(html), facts())
    text = "".join(pages(pdf))
    for words in ("Before", "After", "A tree", "A house", "A river"):
        assert words in text
    assert "disallowed protocol" in caplog.text
    assert sizes(pdf) == set()


def sizes(pdf: Pdf) -> set[tuple[int, int]]:
    """Return the sizes of the pictures, in pixels."""
    images = [image.image for page in reader(pdf).pages for image in page.images]
    return {image.size for image in images if image is not None}


@pytest.mark.django_db
def test_pictures_come_from_storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = keep(picture((320, 120)), "hands.png")
    pdf = render_pdf(rich_document(picture=kept.url), facts())
    assert sizes(pdf) == {(320, 120)}


@pytest.mark.django_db
def test_a_picture_that_is_gone_leaves_its_words(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = keep(picture(), "hands.png")
    file = EditionFile.objects.get(pk=kept.sha256).file
    file.storage.delete(file.name)
    for address in (kept.url, f"/edition-files/{PICTURE}/hands.png"):
        html = f'<img src="{address}">'
        assert with_pictures(html) == html
        text = "".join(pages(render_pdf(rich_document(picture=address), facts())))
        assert "Two hands writing on a sheet of paper" in text


@pytest.mark.django_db
def test_large_pictures_are_made_as_small_as_paper_shows(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = keep(picture((3200, 1200)), "hands.png")
    pdf = render_pdf(rich_document(picture=kept.url), facts())
    [(width, _height)] = sizes(pdf)
    # 150 millimetres at 220 dots per inch.
    assert width == pytest.approx(1299, abs=20)


def test_the_words_are_in_the_documents_language() -> None:
    html = as_html(rich_document("ar"), facts(), FULL)
    assert '<html lang="ar" dir="rtl"' in html
    assert "3 مايو" in html
    assert '<html lang="th" dir="ltr"' in as_html(rich_document("th"), facts(), FULL)
    # Readers of Thai count years from the Buddha's death.
    assert "2569" in as_html(rich_document("th"), facts(), FULL)


def test_lists_need_no_comma_of_a_language() -> None:
    """A comma of Latin letters is wrong in Arabic, and Thai has none."""
    authors = (Author(True, "Liberty"), Author(True, "Bank", affiliation="law"))
    facts_of = {
        "audiences": ("Caseworkers", "Journalists"),
        "jurisdictions": ("Kenya", "France"),
        "authors": authors,
    }
    html = as_html(document("", **facts_of), facts(), FULL)
    for words in ("Caseworkers&nbsp;· Journalists", "Kenya&nbsp;· France"):
        assert words in html
    assert "Liberty&nbsp;· Bank (law)" in html


def test_a_corrected_translation_says_so_in_place_of_what_its_edition_changed(home: Any) -> None:
    note = rich_document("es")
    for correction, said in enumerate(["Más claro.", "Se ha corregido la traducción."]):
        text = add_text("pictures", 2, note, correction=correction, changes="Más claro.")
        pdf = EditionPdf.objects.create(text=text, version=FULL)
        assert facts_of(pdf).changes == said


def test_the_numbers_of_many_notes_lead_from_and_to_their_marks(settings: Any) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    section = replace(rich_document().sections[0], footnotes=(Footnote(1000, "A note."),))
    html = as_html(replace(rich_document(), sections=(section,)), facts(), FULL)
    assert 'id="note-1000"' in html
    assert 'href="#mark-1000">1000</a>' in html


def test_it_names_the_authors_that_are_cited() -> None:
    """An organisation that did something else for the note did not write it."""
    lawyers = Author(True, "Bank", affiliation="lawyers of 2016")
    authors = (Author(False, "Silva", "Ana"), lawyers)
    html = as_html(document("", authors=authors), facts(), FULL)
    assert '<meta name="author" content="Ana Silva">' in html
    assert '<meta name="author" content="Bank">' not in html
    html = as_html(document("", authors=(lawyers,)), facts(publisher="The site"), FULL)
    assert '<meta name="author" content="The site">' in html


def test_what_editors_write_is_shown_as_written() -> None:
    title = "Images & <em>words</em> – “quoted”"
    pdf = render_pdf(replace(document("<p>x</p>"), title=title), facts(changes="1 < 2"))
    assert reader(pdf).metadata is not None
    assert reader(pdf).metadata.title == title  # type: ignore[union-attr]
    text = "".join(pages(pdf))
    assert letters(title) in letters(text)
    assert "1 < 2" in text


def test_letters_that_no_font_has_are_named() -> None:
    """Boxes in place of words are no PDF; the letters tell which font is missing."""
    # Of the Khitan small script, last written in the year 1191.
    with pytest.raises(NoLettersError, match="\U00018b00"):
        render_pdf(document("<p>\U00018b00</p>"), facts())


def test_a_sign_that_no_font_has_is_no_reason() -> None:
    assert "After" in "".join(pages(render_pdf(document("<p>\U0001fb94 After</p>"), facts())))


def test_a_document_that_takes_too_long_is_given_up(monkeypatch: Any) -> None:
    monkeypatch.setattr(rendering, "TIME_LIMIT", 1)
    with pytest.raises(TooSlowError):
        render_pdf(large_document(), facts())
    assert not rendering._processes


def test_the_reason_is_told(monkeypatch: Any) -> None:
    monkeypatch.setattr(rendering, "TIME_LIMIT", "soon")
    with pytest.raises(PdfError, match="ValueError: invalid literal"):
        render_pdf(document("<p>x</p>"), facts())


@pytest.fixture
def without_pango(tmp_path: Path, monkeypatch: Any) -> None:
    """A machine on which WeasyPrint is installed and its libraries are not."""
    (tmp_path / "weasyprint.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\")\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(libraries, "are_there", lambda: False)


def test_without_the_libraries_everything_else_works(without_pango: None) -> None:
    with pytest.raises(NoLibrariesError):
        render_pdf(document("<p>x</p>"), facts())
    [warning] = [message for message in run_checks() if message.id == "core.W003"]
    assert "apt install libpango-1.0-0" in str(warning.hint)
    code = "import django; django.setup(); from resources.pdf import making"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
    paths = os.pathsep.join([os.environ["PYTHONPATH"], "site", "."])
    subprocess.run(
        [sys.executable, "-c", code], env={**environment, "PYTHONPATH": paths}, check=True
    )


def test_with_the_libraries_nothing_is_said() -> None:
    assert not [message for message in run_checks() if message.id == "core.W003"]


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(TemplateDoesNotExist):
        render_pdf(document("<p>x</p>"), facts(), "middle")
