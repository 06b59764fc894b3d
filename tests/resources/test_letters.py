"""Form letters to take away: what a word processor finds in the file."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from django.test import Client
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from resources.documents import FORM_LETTER, Author, Document, Footnote, Section
from resources.letters import letter_docx
from resources.models import GuidanceNote
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory
from tests.resources.documents import rich_document
from tests.resources.rows import add_text

BLANK = '<input class="blank" type="text" aria-label="{0}" placeholder="{0}">'
# The second did not write it.
AUTHORS = (Author(True, "Liberty"), Author(True, "Bank", affiliation="law"))


def made(html: str, language: str = "en", heading: str = "Letter", **more: Any) -> Any:
    """Return the document that is made of a letter, opened again."""
    document = Document("Use of Images", "", language, authors=AUTHORS)
    section = Section("k", FORM_LETTER, "Annex 1", "annex-1", heading, html=html, **more)
    return docx.Document(BytesIO(letter_docx(document, section)))


def letter(html: str, **more: Any) -> Any:
    return made(f'<div class="form-letter">{html}</div>', **more)


def lines(opened: Any) -> list[tuple[str, str]]:
    """Return the paragraphs behind the heading with their styles, the fields' texts among them."""
    return [
        (paragraph.style.name, "".join(node.text or "" for node in paragraph._p.iter(qn("w:t"))))
        for paragraph in opened.paragraphs[1:]
    ]


def fields(opened: Any) -> list[tuple[str, str]]:
    """Return the name and the text of each field."""
    return [
        (
            field.find(f".//{qn('w:alias')}").get(qn("w:val")),
            "".join(node.text for node in field.iter(qn("w:t"))),
        )
        for field in opened.element.body.iter(qn("w:sdt"))
    ]


@pytest.mark.one_database
class TestLetters:
    def test_a_letter_is_a_heading_and_its_paragraphs(self) -> None:
        opened = made(
            '<div class="prose"><p>Read it aloud.</p></div>'
            f'<div class="form-letter"><p>I, {BLANK.format("Name")},\n agree.</p><p>Day</p></div>'
        )
        assert opened.paragraphs[0].style.name == "Heading 1"
        assert opened.paragraphs[0].text == "Letter"
        # What is said to those who use the letter is not part of it.
        assert lines(opened) == [("Normal", "I, [Name], agree."), ("Normal", "Day")]

    def test_each_blank_is_a_field(self) -> None:
        name = "Name of the person who is to be seen in the picture, as in their passport"
        opened = letter(f"<p>{BLANK.format('A &amp; &lt;B&gt;')} and {BLANK.format(name)}</p>")
        assert fields(opened) == [("A & <B>", "[A & <B>]"), (name[:64], f"[{name}]")]
        found = list(opened.element.body.iter(qn("w:sdt")))
        for field in found:
            kinds = [child.tag for child in field.find(qn("w:sdtPr"))]
            assert kinds == [
                qn(f"w:{tag}") for tag in ("alias", "tag", "id", "showingPlcHdr", "text")
            ]
        ids = {field.find(f".//{qn('w:id')}").get(qn("w:val")) for field in found}
        assert len(ids) == 2

    def test_bold_italic_and_links(self) -> None:
        opened = letter(
            '<p>a <b>b <i>c</i></b><br>d <a href="https://example.org/x">e</a> '
            '<a href="https://example.org">https://example.org</a> '
            '<a href="mailto:a@example.org?subject=x">write</a> '
            '<a href="javascript:alert(1)">f</a></p>'
        )
        runs = opened.paragraphs[1].runs
        looks = [(run.text.strip(), bool(run.bold), bool(run.italic)) for run in runs[:3]]
        assert looks == [("a", False, False), ("b", True, False), ("c", True, True)]
        assert runs[2].font.cs_bold
        assert runs[2].font.cs_italic
        assert opened.paragraphs[1].text == (
            "a b c\nd e (https://example.org/x) https://example.org write (a@example.org) f"
        )

    def test_lists_are_lists_and_each_begins_with_one(self) -> None:
        opened = letter(
            "<ul><li>a<ul><li>b</li></ul></li><li></li></ul><ol><li>c</li><li><p>d</p><p>e</p></li>"
            "</ol><p>f</p><ol><li>g</li></ol>"
        )
        assert lines(opened) == [
            ("List Bullet", "a"),
            ("List Bullet 2", "b"),
            ("List Number", "c"),
            ("List Number", "d"),
            ("List Continue", "e"),
            ("Normal", "f"),
            ("List Number", "g"),
        ]
        numbered = [opened.paragraphs[place]._p.pPr.numPr.numId.val for place in (3, 4, 7)]
        assert numbered[0] == numbered[1] != numbered[2]
        numbering = opened.part.numbering_part.element
        for number in set(numbered):
            start = numbering.num_having_numId(number).find(f".//{qn('w:startOverride')}")
            assert start.get(qn("w:val")) == "1"

    def test_footnotes_of_the_letter_stand_below_it(self) -> None:
        mark = '<sup class="footnote-mark"><a href="#note-{0}">{0}</a></sup>'
        opened = made(
            f"<p>Before{mark.format(3)}</p>"
            f'<div class="form-letter"><p>True{mark.format(4)}</p></div>',
            footnotes=(Footnote(3, "Not here"), Footnote(4, "See <i>law</i>.")),
        )
        assert lines(opened) == [("Normal", "True4"), ("Normal", "4 See law.")]
        assert opened.paragraphs[1].runs[1].font.superscript

    def test_the_document_says_what_it_is(self) -> None:
        opened = letter("<p>x</p>", language="fr", heading="  Lettre \x0b type ")
        properties = opened.core_properties
        assert properties.title == "Lettre type"
        assert (properties.subject, properties.author) == ("Use of Images", "Liberty")
        assert (properties.language, properties.comments) == ("fr", "")
        language = opened.styles.element.find(f".//{qn('w:lang')}")
        assert language.get(qn("w:val")) == "fr-FR"
        page = opened.sections[0]
        assert abs(page.page_width - Mm(210)) < Mm(1)
        assert abs(page.page_height - Mm(297)) < Mm(1)
        assert page._sectPr.find(qn("w:bidi")) is None

    def test_arabic_runs_from_right_to_left(self) -> None:
        opened = letter(
            f'<p>أنا {BLANK.format("الاسم")} <b>أوافق</b> <a href="https://example.org/">هنا</a></p>'
            "<ol><li>أولا</li></ol>",
            language="ar",
        )
        assert opened.sections[0]._sectPr.find(qn("w:bidi")) is not None
        for paragraph in opened.paragraphs:
            assert paragraph._p.pPr.find(qn("w:bidi")) is not None
        for run in opened.element.body.iter(qn("w:r")):
            text = "".join(node.text or "" for node in run.iter(qn("w:t")))
            is_address = text.startswith("https:")
            assert (run.find(f".//{qn('w:rtl')}") is None) == is_address
        language = opened.styles.element.find(f".//{qn('w:lang')}")
        assert language.get(qn("w:bidi")).startswith("ar-")

    def test_thai_has_its_letters(self) -> None:
        opened = letter("<p><b>ข้าพเจ้า</b></p>", language="th")
        fonts = opened.styles["Normal"].element.find(f".//{qn('w:rFonts')}")
        theme = opened.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
        for found in (fonts, theme):
            if found is not None:
                assert found.get(qn("w:cs")) == "Tahoma"
                assert found.get(qn("w:cstheme")) is None
        assert opened.paragraphs[1].runs[0].font.cs_bold
        assert not opened.paragraphs[1].runs[0].font.rtl
        size = opened.styles["Normal"].element.find(f".//{qn('w:szCs')}")
        assert size.get(qn("w:val")) == "22"

    @pytest.mark.parametrize("language", ["en", "es", "fr", "ar", "th"])
    def test_a_letter_in_each_language(self, language: str) -> None:
        document = rich_document(language)
        section = next(part for part in document.sections if part.kind == FORM_LETTER)
        opened = docx.Document(BytesIO(letter_docx(document, section)))
        names = re.findall(r'aria-label="([^"]*)"', section.html)
        assert [name for name, _text in fields(opened)] == names
        assert opened.paragraphs[0].text == section.heading

    def test_the_same_letter_is_the_same_file(self) -> None:
        document = rich_document("ar")
        section = next(part for part in document.sections if part.kind == FORM_LETTER)
        first = letter_docx(document, section)
        assert letter_docx(document, section) == first
        with ZipFile(BytesIO(first)) as packed:
            assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = packed.read("docProps/core.xml").decode()
            assert not any("thumbnail" in name for name in packed.namelist())
            relations = packed.read("_rels/.rels").decode()
        assert "dcterms:created" not in core
        assert "thumbnail" not in relations


quick = settings(deadline=None, database=None, max_examples=40)

SCRAPS = st.sampled_from(
    [
        "<p>", "</p>", "</div>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "</ol>", "<b>", "</b>",
        "<br>", "<h3>", "</h3>", "<blockquote>", "</blockquote>", BLANK.format("x&#1;"), "&#11;",
        "\x0b", "\ud800", "\ufffe", "<sup>1</sup>", '<a href="https://x&#1;">', "</a>", "<!--",
        "-->", "<script>x</script>", " ", "\t", "<frameset>",
    ]
)  # fmt: skip


@pytest.mark.one_database
@quick
@given(
    html=st.lists(SCRAPS | st.text(max_size=8), max_size=12).map("".join),
    heading=st.text(max_size=300),
    language=st.sampled_from(["en", "ar", "th"]),
)
def test_any_letter_can_be_made_and_opened(html: str, heading: str, language: str) -> None:
    opened = letter(html, language=language, heading=heading, footnotes=(Footnote(1, html),))
    assert opened.core_properties.language == language


# --- at its address ----------------------------------------------------------


@pytest.mark.django_db
class TestAddress:
    URL = "/{}/editions/pictures/1/annex-1.docx"

    @pytest.fixture(autouse=True)
    def _editions(self, home: Any) -> None:
        for language in ("en", "th"):
            add_text("pictures", 1, rich_document(language))

    def test_a_letter_is_a_file(self) -> None:
        answer = Client().get(self.URL.format("en"))
        assert answer.status_code == 200
        assert answer["Content-Type"].endswith("wordprocessingml.document")
        disposition = answer["Content-Disposition"]
        assert disposition == 'attachment; filename="Form of consent letter (1).docx"'
        assert "public" in answer["Cache-Control"]
        opened = docx.Document(BytesIO(answer.content))
        assert opened.core_properties.title == "Form of consent letter"
        again = Client().get(self.URL.format("en"), headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304

    def test_a_letter_is_in_the_language_of_the_text(self) -> None:
        thai = Client().get(self.URL.format("th"))
        assert thai["Content-Language"] == "th"
        assert "filename*=utf-8''%E0" in thai["Content-Disposition"]
        assert Client().get(self.URL.format("fr"))["Content-Language"] == "en"

    @pytest.mark.parametrize(
        "name", ["1/annex-2.docx", "1/section-1.docx", "9/annex-1.docx", "x/annex-1.docx"]
    )
    def test_what_is_no_letter_is_not_there(self, name: str) -> None:
        assert Client().get(f"/en/editions/pictures/{name}").status_code == 404

    def test_a_file_of_the_editors_own_goes_first(self) -> None:
        document = rich_document("en")
        file = f"/edition-files/{'c' * 64}/letter.odt"
        sections = tuple(
            replace(section, file=file) if section.kind == FORM_LETTER else section
            for section in document.sections
        )
        add_text("pictures", 2, replace(document, sections=sections))
        answer = Client().get("/en/editions/pictures/2/annex-1.docx")
        assert (answer.status_code, answer["Location"]) == (302, file)

    @pytest.mark.parametrize("heading", ['a/b\\c:*?"<>|\r\nd', "", "...", "x" * 300])
    def test_a_name_that_every_system_takes(self, heading: str) -> None:
        document = rich_document("en")
        sections = tuple(replace(section, heading=heading) for section in document.sections)
        add_text("pictures", 3, replace(document, sections=sections))
        answer = Client().get("/en/editions/pictures/3/annex-1.docx")
        found = re.fullmatch(r'attachment; filename="([^"]+)"', answer["Content-Disposition"])
        assert found is not None
        assert re.fullmatch(r"(?:[^\\/:*?<>|\r\n]{1,100} )?\(3\)\.docx", found[1])


@pytest.mark.django_db
def test_a_private_letter_is_kept_from_strangers(home: Any) -> None:
    note = GuidanceNotePageFactory(parent=GuidanceIndexPageFactory(parent=home), slug="pictures")
    uuid = GuidanceNote.objects.get().uuid
    add_text("pictures", 2, rich_document("en"), uuid=uuid)
    url = "/en/editions/pictures/2/annex-1.docx"
    assert Client().get(url).status_code == 200
    PageViewRestriction.objects.create(page=note, restriction_type="login")
    assert Client().get(url).status_code == 404
