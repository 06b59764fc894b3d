"""A guidance note in the browser: found, read, ticked, filled in, printed, compared."""

import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import RunningSite
from tests.e2e.public_pages import EDITIONS, NOTE, in_language
from tests.e2e.test_keyboard import tab_to
from tests.e2e.test_public_pages import assert_sound

pytestmark = pytest.mark.e2e

GUIDANCE = "/en/guidance/"
TITLE = "Guidance Note on Use of Victims’ Images"
# Stands in the note's introduction, and neither in its title nor in its summary.
WORD = "schoolyard"
# How long the worker may take (seconds): the PDF that a reader waits for is the next to be made.
WAIT_FOR_PDF = 60
LETTER, CHECKLIST = "#annex-1", "#annex-2"


@pytest.fixture
def phone(browser: Browser, site: RunningSite) -> Iterator[Page]:
    """The tab of a visitor with a phone and without JavaScript."""
    context = browser.new_context(
        base_url=site.url, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


def unfold(tab: Page, details: str) -> None:
    """Open what is folded on small screens, and by script or style open on large ones."""
    summary = tab.locator(f"{details} summary:visible")
    if summary.count():
        summary.click()


# --- finding ----------------------------------------------------------------


def test_a_note_is_found_by_a_word_in_its_body(scriptless: Page) -> None:
    """Searched, filtered, opened where the word stands: by addresses that can be shared."""
    tab = scriptless
    tab.goto(GUIDANCE)
    tab.get_by_role("searchbox").fill(WORD)
    tab.get_by_role("button", name="Search").click()
    found = tab.locator(".found > li")
    expect(found).to_have_count(1)
    expect(found).to_contain_text(TITLE)
    expect(found.locator("mark").first).to_have_text(WORD)

    unfold(tab, ".filters")
    tab.locator("input[name=audience]").first.check()
    tab.get_by_role("button", name="Apply the filters").click()
    expect(tab).to_have_url(re.compile(rf"q={WORD}.*audience="))
    expect(found).to_contain_text(TITLE)

    tab.locator(".found__section").click()
    expect(tab).to_have_url(re.compile(f"{NOTE}#section-"))
    expect(tab.locator(".note-section:target")).to_contain_text(WORD)


def test_filters_alone_narrow_the_list(scriptless: Page) -> None:
    """The number that stands beside a filter is the number of notes behind it."""
    tab = scriptless
    tab.goto(GUIDANCE)
    unfold(tab, ".filters")
    choice = tab.locator(".filters__choice:has([name=topic])").first
    number = int(re.findall(r"\d+", choice.locator(".filters__count").inner_text())[0])
    everything = tab.locator(".found > li").count()
    choice.locator("input").check()
    tab.get_by_role("button", name="Apply the filters").click()
    expect(tab.locator(".found > li")).to_have_count(number)
    assert number < everything


def test_where_nothing_is_found_the_words_have_room(browser: Browser, site: RunningSite) -> None:
    """There are no filters then, and what can be tried is not squeezed into their place."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(f"{GUIDANCE}?q=zebrafish")
    place = tab.locator(".nothing").bounding_box()
    assert place
    assert place["width"] > 600
    context.close()


# --- reading ----------------------------------------------------------------


def test_the_contents_lead_to_sections(phone: Page) -> None:
    """They are folded on a phone, and open without JavaScript."""
    phone.goto(NOTE)
    contents = phone.get_by_role("navigation", name="Contents")
    link = contents.get_by_role("link", name="Checklist of key guidelines")
    expect(link).to_be_hidden()
    contents.locator("summary").click()
    link.click()
    expect(phone.locator(f"{CHECKLIST} h2")).to_be_in_viewport()


def test_the_contents_stand_beside_the_text_on_a_desk(scriptless: Page) -> None:
    """They are open, and stay in sight."""
    scriptless.goto(f"{NOTE}#principle-2")
    link = scriptless.locator(".note__contents").get_by_role("link", name="Privacy and dignity")
    expect(link).to_be_in_viewport()
    link.click()
    expect(scriptless.locator("#principle-3 h2")).to_be_in_viewport()
    expect(link).to_be_in_viewport()


def test_a_footnote_leads_there_and_back(scriptless: Page) -> None:
    """Mark, note, mark."""
    scriptless.goto(NOTE)
    scriptless.locator("#mark-1").click()
    expect(scriptless.locator("#note-1")).to_be_in_viewport()
    scriptless.get_by_role("link", name="Back to where note 1 stands").click()
    expect(scriptless.locator("#mark-1")).to_be_in_viewport()


def test_the_short_version_leads_to_the_full_one_and_back(scriptless: Page) -> None:
    """At the note's address, and at an edition's."""
    tab = scriptless
    for path in (NOTE, f"{EDITIONS}1/"):
        tab.goto(path)
        number = tab.locator(".note-section").count()
        tab.get_by_role("link", name="Short version", exact=True).click()
        expect(tab).to_have_url(re.compile(f"{path}short/$"))
        assert 0 < tab.locator(".note-section").count() < number
        tab.get_by_role("link", name="Full version").click()
        expect(tab).to_have_url(re.compile(f"{path}$"))


# --- checklist ---------------------------------------------------------------


def test_ticks_are_kept_on_the_device(tab: Page) -> None:
    """After a reload, in the short version, in another language and in an old edition."""
    tab.goto(NOTE)
    boxes = tab.locator(CHECKLIST).get_by_role("checkbox")
    number = boxes.count()
    status = tab.locator(CHECKLIST).get_by_role("status")
    expect(status).to_have_text(f"0 of {number} ticked")
    boxes.nth(0).check()
    boxes.nth(2).check()
    expect(status).to_have_text(f"2 of {number} ticked")
    tab.reload()
    expect(status).to_have_text(f"2 of {number} ticked")
    for path in (f"{NOTE}short/", in_language(NOTE, "ar"), f"{EDITIONS}1/"):
        tab.goto(path)
        expect(boxes.nth(0)).to_be_checked()
        expect(boxes.nth(1)).not_to_be_checked()
        expect(boxes.nth(2)).to_be_checked()


def test_ticks_can_be_cleared_and_put_back(tab: Page) -> None:
    """All at once, and the keyboard goes on from there."""
    tab.goto(NOTE)
    checklist = tab.locator(CHECKLIST)
    ticked = checklist.locator("input:checked")
    clear = checklist.get_by_role("button", name="Clear all ticks")
    expect(clear).to_be_hidden()
    for box in checklist.get_by_role("checkbox").all()[:3]:
        box.check()
    clear.click()
    expect(ticked).to_have_count(0)
    undo = checklist.get_by_role("button", name="Put the ticks back")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(ticked).to_have_count(3)
    expect(clear).to_be_focused()
    clear.press("Enter")
    tab.reload()
    expect(ticked).to_have_count(0)
    assert tab.evaluate("localStorage.length") == 0


def test_another_tab_shows_the_same_ticks(tab: Page) -> None:
    """As they are made."""
    tab.goto(NOTE)
    other = tab.context.new_page()
    other.goto(NOTE)
    tab.locator(CHECKLIST).get_by_role("checkbox").first.check()
    expect(other.locator(CHECKLIST).get_by_role("checkbox").first).to_be_checked()


# --- letter and printing ------------------------------------------------------


def printed(tab: Page) -> str:
    """Print the page as it is now; return the text on paper."""
    pages = PdfReader(io.BytesIO(tab.pdf(format="A4"))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def hold_print_dialog(tab: Page) -> None:
    """Let the browser's print dialog, which nobody could close here, stay out."""
    tab.evaluate("window.print = () => { window.hasPrinted = true }")


def test_a_letter_is_filled_in_and_printed_alone(tab: Page) -> None:
    """With all that was typed, and nothing else of the page; then the page prints as ever."""
    tab.goto(NOTE)
    hold_print_dialog(tab)
    letter = tab.locator(LETTER)
    name = "Somebody whose name is a good deal longer than any line that a form has room for"
    letter.get_by_role("textbox", name="Name of the person", exact=True).fill(name)
    letter.get_by_role("button", name="Print this letter").click()
    assert tab.evaluate("window.hasPrinted")

    tab.emulate_media(media="print")
    expect(letter.locator(".form-letter")).to_be_visible()
    for hidden in ("h1", ".site-header", f"{LETTER} h2", f"{LETTER} button", CHECKLIST):
        expect(tab.locator(hidden).first).to_be_hidden()
    text = printed(tab)
    assert f"I, {name}, agree" in text
    assert TITLE not in text
    assert len(text) < len(letter.inner_text()) + 1000

    # The letter was printed and the dialog closed: nothing is left of it.
    text = printed(tab)
    assert TITLE in text
    assert name in text
    expect(letter.get_by_role("textbox", name="Name of the person", exact=True)).to_have_value(name)


def test_a_checklist_is_printed_alone_with_its_ticks(tab: Page) -> None:
    """It says what it is of."""
    tab.goto(NOTE)
    hold_print_dialog(tab)
    tab.locator(CHECKLIST).get_by_role("checkbox").first.check()
    tab.locator(CHECKLIST).get_by_role("button", name="Print this checklist").click()
    tab.emulate_media(media="print")
    expect(tab.locator(f"{CHECKLIST} input:checked").first).to_be_visible()
    expect(tab.locator(LETTER)).to_be_hidden()
    text = printed(tab)
    assert "Checklist of key guidelines" in text
    assert "Print this checklist" not in text


def test_every_page_of_paper_is_worth_it(tab: Page) -> None:
    """No signature stands on a page of its own, and no page is empty."""
    # Pages break differently in these three.
    for language in ("en", "fr", "th"):
        tab.goto(in_language(NOTE, language))
        tab.locator(".figure").first.scroll_into_view_if_needed()
        pages = PdfReader(io.BytesIO(tab.pdf(format="A4"))).pages
        shortest = min(len(page.extract_text()) for page in pages)
        assert shortest > 200, language


def test_without_javascript_nothing_is_dead(scriptless: Page) -> None:
    """Boxes can be ticked and blanks filled in; what needs a script is not there."""
    scriptless.goto(NOTE)
    scriptless.locator(CHECKLIST).get_by_role("checkbox").first.check()
    scriptless.locator(LETTER).get_by_role("textbox").first.fill("Lagos, today")
    for button in scriptless.locator("main button").all():
        expect(button).to_be_hidden()
    expect(scriptless.locator("main .checklist-status [role=status]")).to_be_hidden()


# --- taking along ---------------------------------------------------------------


def test_the_pdf_is_downloaded(scriptless: Page) -> None:
    """The page says that it is being made, and shows it by itself when it is there."""
    tab = scriptless
    tab.goto(NOTE)
    link = tab.get_by_role("link", name="PDF of the short version")
    address = str(link.get_attribute("href"))
    for _attempt in range(WAIT_FOR_PDF):
        answer = tab.request.get(address)
        if answer.status == 200:
            break
        # Not there yet: a page says so, and browsers load it again.
        assert (answer.status, answer.headers["refresh"]) == (202, "10")
        assert "The PDF is being made" in answer.text()
        tab.wait_for_timeout(1000)
    tab.reload()
    expect(tab.locator(".note__pdfs > li").last).to_contain_text(re.compile(r"\d+ pages, \d"))
    with tab.expect_response(lambda response: response.url.endswith(address)) as shown:
        link.click()
    assert shown.value.headers["content-type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.body())).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "Respectful choice of image and text" in re.sub(r"\s+", " ", text)


def test_the_letter_is_downloaded_to_be_edited(scriptless: Page) -> None:
    """As a document of a word processor, from the letter itself."""
    scriptless.goto(NOTE)
    link = scriptless.locator(LETTER).get_by_role("link", name="Download as a document (DOCX)")
    with scriptless.expect_download() as taken:
        link.click()
    with ZipFile(taken.value.path()) as parts:
        assert b"Name of the person" in parts.read("word/document.xml")


# --- editions ----------------------------------------------------------------


def test_two_editions_are_compared(scriptless: Page) -> None:
    """From the note, without JavaScript: what was added and what was removed."""
    tab = scriptless
    tab.goto(NOTE)
    tab.get_by_role("link", name="Compare editions").click()
    expect(tab.locator("main")).to_contain_text("From edition 1")
    expect(tab.locator("main ins").first).to_be_visible()
    expect(tab.locator("main del").first).to_be_visible()


def test_editions_are_told_apart_by_their_days(browser: Browser, site: RunningSite) -> None:
    """In every language, the form has room for them; what is wrong stands apart from it."""
    has_room = """choice => {
        const whole = choice.cloneNode(true);
        whole.style.inlineSize = "max-content";
        choice.after(whole);
        const width = whole.offsetWidth;
        whole.remove();
        return choice.offsetWidth >= width;
    }"""
    context = browser.new_context(base_url=site.url)
    tab = context.new_page()
    for width, language in ((1280, "en"), (1280, "fr"), (1280, "th"), (390, "th")):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(in_language(f"{EDITIONS}compare/?from=1&to=9", language))
        for choice in tab.locator(".comparison__form select").all():
            assert choice.evaluate(has_room), (width, language)
        link = tab.locator(".opening a").bounding_box()
        notice = tab.locator(".comparison > .notice").bounding_box()
        assert link
        assert notice
        assert notice["y"] >= link["y"] + link["height"] + 8
    context.close()


def test_the_note_says_how_it_has_changed(scriptless: Page) -> None:
    """And leads to the former edition, which leads to the newer one."""
    tab = scriptless
    tab.goto(NOTE)
    tab.get_by_role("link", name="Changed once since it was first published").click()
    tab.get_by_role("link", name="Edition 1", exact=True).click()
    expect(tab).to_have_url(re.compile(f"{EDITIONS}1/$"))
    tab.get_by_role("link", name="There is a newer one: edition 2").click()
    expect(tab).to_have_url(re.compile(f"{EDITIONS}2/$"))


# --- for everybody ------------------------------------------------------------


def test_find_read_and_tick_by_keyboard(tab: Page) -> None:
    """Tab, letters, Enter and Space only."""
    tab.goto(GUIDANCE)
    tab_to(tab, "[type=search]")
    tab.keyboard.type(WORD)
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(f"q={WORD}"))
    tab_to(tab, ".found__section", limit=120)
    tab.keyboard.press("Shift+Tab")
    expect(tab.locator(".card__link")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(f"{NOTE}$"))
    tab_to(tab, f".contents a[href='{CHECKLIST}']")
    tab.keyboard.press("Enter")
    tab_to(tab, f"{CHECKLIST} [type=checkbox]", limit=5)
    tab.keyboard.press("Space")
    expect(tab.locator(CHECKLIST).get_by_role("status")).to_have_text(re.compile("^1 of"))
    # What has the focus is not covered by the line that stays in sight.
    tab.set_viewport_size({"width": 390, "height": 400})
    for _press in range(9):
        tab.keyboard.press("Tab")
        tab.wait_for_function(
            """() => {
                const place = document.activeElement.getBoundingClientRect();
                const x = place.left + place.width / 2, y = place.top + place.height / 2;
                return document.elementFromPoint(x, y) === document.activeElement;
            }""",
            timeout=5000,
        )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_no_violation_in_the_contents(tab: Page, language: str) -> None:
    """Unfolded, as on a phone; nothing sticks out at the side."""
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(in_language(NOTE, language))
    unfold(tab, ".note__contents")
    assert_sound(tab)


def test_nothing_sticks_out_on_the_smallest_phones(browser: Browser, site: RunningSite) -> None:
    """At 320 pixels, in three scripts."""
    context = browser.new_context(base_url=site.url, viewport={"width": 320, "height": 640})
    tab = context.new_page()
    for language in ("en", "ar", "th"):
        tab.goto(in_language(NOTE, language))
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, language
    context.close()
