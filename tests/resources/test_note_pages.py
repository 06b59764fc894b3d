"""What the page of a note says and offers, as it comes from the server."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model

from resources.models import EditionPdf, GuidanceIndexPage, GuidanceNotePage
from tests.factories import GuidanceNotePageFactory
from tests.resources.commenting import CommentFactory, ConsultationFactory
from tests.resources.notes import ONE_SECTION, changed, full_note, publish, text_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    # Wagtail leaves the file open that it makes a picture's rendition in.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

NOTE = "/en/guidance/pictures/"
FULL = "/en/guidance/full/"


def soup(path: str) -> BeautifulSoup:
    """Return the page at an address."""
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def words(element: Tag | None) -> str:
    """Return an element's text with single spaces."""
    assert element is not None
    return " ".join(element.get_text(" ").split())


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the one element that there is."""
    (found,) = page.select(selector)
    return found


@pytest.fixture
def full(guidance: GuidanceIndexPage) -> GuidanceNotePage:
    """A note with every block."""
    return full_note(guidance)


# --- header -------------------------------------------------------------------


def test_the_header_says_what_it_is_and_for_whom(full: GuidanceNotePage) -> None:
    page = soup(FULL)
    assert words(one(page, ".note__kind")) == "Guidance note"
    assert words(one(page, "h1")) == "The full note"
    facts = {words(row.dt): words(row.dd) for row in one(page, ".note__facts").find_all("div")}
    assert facts["For"] == "Media"
    assert facts["Jurisdictions"] == "Kenya · International"
    assert facts["By"] == "Ana Silva (Desk)"
    assert "Guild of editors" in words(one(page, ".note__facts"))
    assert facts["Licence"] == "Creative Commons Attribution 4.0"
    assert one(page, "a[rel=license]")["href"] == "https://creativecommons.org/licenses/by/4.0/"


def test_shared_links_know_that_it_is_an_article(note: GuidanceNotePage) -> None:
    for path in (NOTE, f"{NOTE}short/"):
        kind = one(soup(path), 'meta[property="og:type"]')
        assert kind["content"] == "article"


def test_the_edition_line_says_when_and_how_often_it_changed(note: GuidanceNotePage) -> None:
    assert words(one(soup(NOTE), ".note__edition")) == "Edition 1, Nov. 10, 2016"
    publish(
        note,
        edition_number=2,
        edition_date=date(2023, 7, 3),
        edition_changes="Another beginning.",
        body=changed(note, "Beginning"),
    )
    line = one(soup(NOTE), ".note__edition")
    assert words(line) == (
        "Edition 2, July 3, 2023 Changed once since it was first published on Nov. 10, 2016"
    )
    assert one(line, "a")["href"] == "/en/editions/pictures/"
    publish(
        note,
        edition_number=3,
        edition_date=date(2024, 7, 3),
        edition_changes="An introduction again.",
        body=changed(note, "Introduction"),
    )
    assert "Changed 2 times since" in words(one(soup(NOTE), ".note__edition"))
    # On the page of a former edition, "since" would be misleading.
    former = one(soup("/en/editions/pictures/1/"), ".note__edition")
    assert words(former) == "Edition 1, Nov. 10, 2016 All editions"


def test_comparing_is_offered_where_there_are_two_editions(note: GuidanceNotePage) -> None:
    address = "/en/editions/pictures/compare/"
    for path in (NOTE, "/en/editions/pictures/"):
        assert not soup(path).select(f"a[href='{address}']")
    publish(note, edition_number=2, edition_changes="New.", body=changed(note, "Beginning"))
    for path in (NOTE, "/en/editions/pictures/"):
        assert soup(path).select(f"main a[href='{address}']")


def test_the_tally_of_comments_stands_in_the_header(note: GuidanceNotePage) -> None:
    assert "Grew out of" not in words(one(soup(NOTE), ".note__facts"))
    consultation = ConsultationFactory(note=text_of(note).edition.note, edition_number=1)
    for country in ("KE", "KE", "TH"):
        CommentFactory(consultation=consultation, country=country, status="published")
    assert "Grew out of 3 comments from 2 countries" in words(one(soup(NOTE), ".note__facts"))


def test_a_draft_that_is_open_for_comment_is_announced(note: GuidanceNotePage) -> None:
    assert not soup(NOTE).find(string=lambda text: "open for comment" in text)
    consultation: Any = ConsultationFactory(note=text_of(note).edition.note, edition_number=2)
    for path in (NOTE, "/en/editions/pictures/1/"):
        page = soup(path)
        assert page.find(string=lambda text: "A draft of edition 2 is open for comment" in text)
        assert page.select(f"a[href='{consultation.path}']")


# --- what can be taken along ----------------------------------------------------


def test_pdfs_are_offered_with_their_size_when_they_are_made(note: GuidanceNotePage) -> None:
    lines = [words(line) for line in soup(NOTE).select(".note__pdfs > li")]
    assert lines == ["PDF The PDF is being made", "PDF of the short version The PDF is being made"]
    pdfs = EditionPdf.objects.filter(text=text_of(note))
    pdfs.filter(version="full").update(status="ready", size=410_000, pages=24)
    pdfs.filter(version="short").update(status="failed")
    page = soup(NOTE)
    lines = [words(line) for line in page.select(".note__pdfs > li")]
    assert lines == ["PDF 24 pages, 400.4 KB", "PDF of the short version"]
    assert [link["href"] for link in page.select("a.note__pdf")] == [
        "/en/editions/pictures/1/full.pdf",
        "/en/editions/pictures/1/short.pdf",
    ]


def test_everything_else_that_is_made_of_it_has_a_link(note: GuidanceNotePage) -> None:
    page = soup(NOTE)
    for address in (
        "/en/editions/pictures/1.md",
        "/en/editions/pictures/feed/",
        "/en/editions/pictures/1/annex-1.docx",
    ):
        assert page.select(f"main a[href='{address}']"), address
        assert Client().get(address).status_code == 200, address
    assert page.select("head link[type='application/atom+xml'][href$='/pictures/feed/']")
    assert page.select("head link[type='text/markdown'][href$='/pictures/1.md']")


def test_full_and_short_lead_to_each_other(note: GuidanceNotePage) -> None:
    for path in (NOTE, "/en/editions/pictures/1/"):
        (to_short,) = soup(path).find_all("a", string="Short version")
        assert to_short["href"] == f"{path}short/"
        (to_full,) = soup(f"{path}short/").find_all("a", string="Full version")
        assert to_full["href"] == path


def test_without_a_short_version_none_is_offered(guidance: GuidanceIndexPage) -> None:
    page = GuidanceNotePageFactory(parent=guidance, slug="plain", annexes="[]", body=ONE_SECTION)
    html = soup(page.url)
    assert not html.find_all("a", string="Short version")
    assert len(html.select("a.note__pdf")) == 1


# --- text ------------------------------------------------------------------------


def test_the_contents_lead_to_every_section(note: GuidanceNotePage) -> None:
    page = soup(NOTE)
    contents = one(page, "nav.note__contents")
    assert contents["aria-label"] == "Contents"
    # Folded: on phones the text comes first.
    assert not one(contents, "details").has_attr("open")
    entries = [(words(link), str(link["href"])[1:]) for link in contents.select("a")]
    assert entries == [
        ("1 Introduction", "section-1"),
        ("1.1 Who should read this", "section-1-1"),
        ("Principle 1 Respect", "principle-1"),
        ("Annex 1 Letter of consent", "annex-1"),
        ("Annex 2 Checklist", "annex-2"),
        ("Notes", "footnotes"),
    ]
    for _words, anchor in entries:
        assert page.find(id=anchor), anchor


def test_each_section_has_a_link_to_itself(note: GuidanceNotePage) -> None:
    section = one(soup(NOTE), "#section-1-1")
    heading = section.h3
    assert words(heading) == "1.1 Who should read this"
    link = one(section, "a.permalink")
    assert link["href"] == "#section-1-1"
    assert "Link to “1.1 Who should read this”" in words(link)
    # The heading's own name is not made longer by it.
    assert link not in heading.descendants  # type: ignore[union-attr]


def test_no_identifier_is_there_twice(full: GuidanceNotePage) -> None:
    for path in (FULL, f"{FULL}short/", "/en/editions/full/1/"):
        ids = [element["id"] for element in soup(path).select("[id]")]
        assert len(ids) == len(set(ids)), path


def test_pictures_have_their_size_in_plain_digits(full: GuidanceNotePage) -> None:
    image = one(soup(FULL), ".figure img")
    assert (image["width"], image["height"]) == ("400", "300")
    assert image["alt"] == "A market at dawn"


def test_a_wide_picture_has_no_separator_in_its_size() -> None:
    """Browsers would read "1,600" as one pixel."""
    file = BytesIO()
    Image.new("RGB", (2000, 1000)).save(file, "PNG")
    image = get_image_model().objects.create(
        title="Wide", file=ContentFile(file.getvalue(), "wide.png")
    )
    html = render_to_string("resources/blocks/figure.html", {"value": {"image": image}})
    assert 'width="1600" height="800"' in html


def test_footnotes_lead_there_and_back(note: GuidanceNotePage) -> None:
    page = soup(NOTE)
    for number in ("1", "2"):
        mark = one(page, f"#mark-{number}")
        assert mark["href"] == f"#note-{number}"
        back = one(page, f"#note-{number} a[href='#mark-{number}']")
        assert back["aria-label"] == f"Back to where note {number} stands"


# --- annexes ---------------------------------------------------------------------


def test_what_needs_a_script_is_hidden_until_it_runs(note: GuidanceNotePage) -> None:
    buttons = one(soup(NOTE), "main").find_all("button")
    # Five of the note's own, and two that pass the page on.
    assert len(buttons) == 5 + 2
    for button in buttons:
        assert any("hidden" in element.attrs for element in (button, *button.parents)), button


def test_a_letter_says_what_becomes_of_what_is_typed(note: GuidanceNotePage) -> None:
    section = one(soup(NOTE), "#annex-1")
    assert one(section, "input.blank")["aria-label"] == "Name of the person"
    assert "neither sent nor kept" in words(section)
    assert one(section, "button")["data-print"] == "annex-1"


def test_a_checklist_has_a_status_and_tools(note: GuidanceNotePage) -> None:
    section = one(soup(NOTE), "#annex-2")
    status = one(section, "[role=status]")
    assert status["data-ticked"] == "{ticked} of {all} ticked"
    assert words(status) == ""
    assert len(section.select("label > input[type=checkbox]")) == 2
    assert "on this device only" in words(section)


def test_a_preview_offers_nothing_that_is_not_there(note: GuidanceNotePage, admin: Any) -> None:
    client = Client()
    client.force_login(admin)
    note.title = "A draft"
    note.save_revision()
    response = client.get(f"/admin/pages/{note.pk}/view_draft/")
    page = BeautifulSoup(response.content.decode(), "html.parser")
    assert words(one(page, "h1")) == "A draft"
    assert page.select("#annex-1 input.blank")
    assert not page.select("main a[href*='/editions/']")


# --- history ---------------------------------------------------------------------


def test_the_history_lists_editions_with_what_changed(note: GuidanceNotePage) -> None:
    publish(
        note,
        edition_number=2,
        edition_date=date(2023, 7, 3),
        edition_changes="Another beginning.",
        body=changed(note, "Beginning"),
    )
    page = soup("/en/editions/pictures/")
    entries = [words(entry) for entry in page.select(".editions__item")]
    assert entries == ["Edition 2 July 3, 2023 Another beginning.", "Edition 1 Nov. 10, 2016"]
    assert [time["datetime"] for time in page.select(".editions time")] == [
        "2023-07-03",
        "2016-11-10",
    ]
    assert page.select("head link[type='application/atom+xml']")


def test_programs_learn_who_did_what(full: GuidanceNotePage) -> None:
    item = Client().get(f"/api/v2/pages/{full.pk}/").json()
    assert [(author["name"], author["affiliation"]) for author in item["about"]["authors"]] == [
        ("Ana Silva", "Desk"),
        ("Guild of editors", "legal research"),
    ]
