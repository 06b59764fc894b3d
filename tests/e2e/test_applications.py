"""Applying as people do, on a phone and without a script, and what staff make of it."""

import csv
import re
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import RunningSite
from tests.e2e.flows import open_mail
from tests.e2e.test_main_job import log_in
from tests.e2e.test_public_pages import VIEWS, faults_in_views

pytestmark = pytest.mark.e2e

MENTOR = "/about/mentorship/mentor/"
ENGLISH, FRENCH = f"/en{MENTOR}", f"/fr{MENTOR}"
SCRIPT = "J’ai dirigé <script>document.title='x'</script> une rédaction."
MEGABYTE = 1_048_576


@pytest.fixture
def phone(browser: Browser, site: RunningSite) -> Iterator[Page]:
    """The tab of a visitor with a phone and without JavaScript."""
    context = browser.new_context(
        base_url=site.url, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def curriculum(tmp_path: Path) -> Path:
    """A document to send."""
    path = tmp_path / "parcours.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"x" * 2000)
    return path


def fill_in(tab: Page, address: str) -> None:
    """Fill in the mentors' form that is open in the tab; every group gets its second choice."""
    tab.locator("main [autocomplete=name]").fill("Ana Silva")
    tab.locator("main [autocomplete=email]").fill(address)
    tab.locator("main select").select_option("PT")
    for group in tab.locator("main fieldset").all():
        group.locator("input").nth(1).check()
    tab.locator("main textarea").fill(SCRIPT)
    tab.locator("main .field__check input").check()


def send(tab: Page) -> None:
    """Press the button."""
    tab.locator("main form button[type=submit]").click()


def assert_nothing_is_lost(tab: Page) -> None:
    """Everything is as `fill_in` left it, but for the address."""
    expect(tab.locator("main [autocomplete=name]")).to_have_value("Ana Silva")
    expect(tab.locator("main select")).to_have_value("PT")
    for group in tab.locator("main fieldset").all():
        expect(group.locator("input").nth(1)).to_be_checked()
        expect(group.locator("input:checked")).to_have_count(1)
    expect(tab.locator("main textarea")).to_have_value(SCRIPT)
    expect(tab.locator("main .field__check input")).to_be_checked()


def stored(site: RunningSite, address: str) -> int:
    """Return how many applications came from an address."""
    with sqlite3.connect(site.data_dir / "db.sqlite3") as database:
        found: int = database.execute(
            "SELECT COUNT(*) FROM campaigns_application WHERE email = ?", [address]
        ).fetchone()[0]
    return found


def test_from_a_phone_to_the_desk_of_staff(
    phone: Page, tab: Page, site: RunningSite, curriculum: Path
) -> None:
    """Wrongly, then rightly and pressed twice; confirmed in French; read and decided upon."""
    address = "ana.phone@example.org"
    apply_from_a_phone(phone, site, address, curriculum)

    phone.goto("/outbox/")
    open_mail(phone, address)
    expect(phone.locator("body")).to_contain_text("Nous avons reçu votre candidature")
    expect(phone.locator("body")).to_contain_text("Bonjour,")
    expect(phone.locator("body")).not_to_contain_text("rédaction")

    log_in(tab, site)
    tab.goto("/admin/")
    tab.get_by_role("button", name="Campaigns").click()
    tab.get_by_role("link", name="Applications").click()
    # The newest is the first.
    tab.get_by_role("link", name="Ana Silva").first.click()
    decide(tab)
    read_what_was_sent(tab, curriculum)
    export(tab, address)


def apply_from_a_phone(phone: Page, site: RunningSite, address: str, curriculum: Path) -> None:
    """Send the form with a mistake and a file; then as it should be, with two presses."""
    phone.goto(FRENCH)
    fill_in(phone, "ana at example")
    phone.locator("main [type=file]").set_input_files(curriculum)
    send(phone)
    beside = phone.locator(".field:has([autocomplete=email])")
    expect(beside.locator(".field__error")).to_contain_text("@")
    expect(phone.locator("main [autocomplete=email]")).to_have_value("ana at example")
    assert_nothing_is_lost(phone)
    # The file is kept: a browser never gives a chosen one back.
    kept = phone.locator(".kept")
    expect(kept).to_contain_text("parcours.pdf")
    expect(kept.locator("input")).to_be_checked()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    phone.locator("main [autocomplete=email]").fill(address)
    phone.locator("main form button[type=submit]").dblclick()
    expect(phone).to_have_url(f"{site.url}{FRENCH}thank-you/")
    expect(phone.locator("h1")).to_have_text("Votre candidature est arrivée")
    assert stored(site, address) == 1


def decide(tab: Page) -> None:
    """Take the application on, give it a state and note something down."""
    tab.locator("[name=assigned_to]").select_option(index=1)
    tab.get_by_role("button", name="Save the assignment").click()
    expect(tab.locator(".messages")).to_contain_text("The assignment was saved.")
    tab.locator("[name=status]").select_option("in_review")
    tab.get_by_role("button", name="Save the state").click()
    expect(tab.locator(".messages")).to_contain_text("The state was saved.")
    note = tab.locator("[name=text]")
    # Wagtail looks out for what is typed from some two seconds after the page is there.
    edited = tab.locator("form[data-w-unsaved-has-edits-value=true]")
    for _attempt in range(60):
        note.press_sequentially("S")
        tab.wait_for_timeout(250)
        if edited.count():
            break
    note.fill("Speaks Portuguese too.")
    # Another button would take the note away: the browser asks, and here stays.
    tab.once("dialog", lambda dialog: dialog.dismiss())
    with tab.expect_event("dialog"):
        tab.get_by_role("button", name="Save the state").click(no_wait_after=True)
    expect(note).to_have_value("Speaks Portuguese too.")
    tab.get_by_role("button", name="Add note").click()
    expect(tab.locator("main blockquote")).to_have_text("Speaks Portuguese too.")
    history = tab.locator("main table").last
    expect(history).to_contain_text("State changed from “new” to “in review”")
    expect(history).to_contain_text("Assigned to")


def read_what_was_sent(tab: Page, curriculum: Path) -> None:
    """The questions and choices as the source words them; what was typed, as it was typed."""
    sent = tab.locator("main dl").first
    expect(sent).to_contain_text("How much time do you have?")
    expect(sent).to_contain_text("Four hours a month")
    expect(sent).to_contain_text(SCRIPT)
    expect(tab).not_to_have_title("x")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="parcours.pdf").click()
    assert download.value.path().read_bytes() == curriculum.read_bytes()


def export(tab: Page, address: str) -> None:
    """Take the list out as a file."""
    tab.goto("/admin/campaigns/applications/?status=in_review")
    tab.get_by_role("link", name="Export", exact=True).first.click()
    with tab.expect_download() as download:
        tab.locator("main form button[type=submit]").first.click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["email"] == address]
    assert (row["status"], row["language"], row["name"]) == ("in_review", "fr", "Ana Silva")
    assert row["How much time do you have?"] == "Four hours a month"
    assert row["A document about yourself, if you like"] == "parcours.pdf"


# --- far too large, and half -----------------------------------------------


def peaks(site: RunningSite) -> dict[str, int]:
    """Return the most memory that each process of the web server has had (bytes)."""
    port = site.url.rsplit(":", 1)[1]
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_text()
            status = (process / "status").read_text()
        except OSError:
            # It has ended meanwhile.
            continue
        peak = re.search(r"VmHWM:\s+(\d+)", status)
        if f"--bind\x00127.0.0.1:{port}\x00" in command and peak:
            found[process.name] = int(peak[1]) * 1024
    return found


def test_a_hundred_megabytes_are_refused_in_words_and_fill_no_memory(
    tab: Page, site: RunningSite, tmp_path: Path
) -> None:
    """Sent by a browser through the web server, which lets them go by."""
    huge = tmp_path / "film.pdf"
    with huge.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(100 * MEGABYTE)
    tab.goto(ENGLISH)
    fill_in(tab, "huge@example.org")
    tab.locator("main [type=file]").set_input_files(huge)
    before = peaks(site)
    assert before
    send(tab)
    beside = tab.locator(".field:has([type=file])")
    expect(beside).to_contain_text("“film.pdf” is larger than 5 MB", timeout=60_000)
    expect(tab.locator("main [autocomplete=email]")).to_have_value("huge@example.org")
    assert_nothing_is_lost(tab)
    expect(tab.locator("[aria-invalid=true]")).to_have_count(1)
    after = peaks(site)
    assert sum(after.values()) - sum(before.values()) < 32 * MEGABYTE
    assert stored(site, "huge@example.org") == 0
    # Nor is it on the disk.
    assert not [path for path in site.data_dir.rglob("*") if path.stat().st_size > 50 * MEGABYTE]


def test_what_is_larger_still_is_answered_in_words_too(
    tab: Page, site: RunningSite, tmp_path: Path
) -> None:
    """A browser shows no answer before it has sent everything."""
    film = tmp_path / "film.mov"
    with film.open("wb") as file:
        file.truncate(200 * MEGABYTE)
    tab.goto(ENGLISH)
    fill_in(tab, "larger@example.org")
    tab.locator("main [type=file]").set_input_files(film)
    send(tab)
    expect(tab.locator("main")).to_contain_text(
        "What was sent is too large for an application.", timeout=60_000
    )
    tab.go_back()
    assert_nothing_is_lost(tab)


def test_half_a_form_is_not_taken(site: RunningSite) -> None:
    """As when the train enters a tunnel: what is missing at the end was not left out."""
    host, port = site.url.removeprefix("http://").rsplit(":", 1)
    half = b'--x\r\nContent-Disposition: form-data; name="any"\r\n\r\nthing\r\n--x\r\n'
    head = (
        f"POST {ENGLISH} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {2 * len(half)}\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(head.encode() + half)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert "the form arrived incomplete" in answer.decode()


# --- as it looks -----------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar", "th"])
def test_a_form_with_mistakes_is_sound(tab: Page, curriculum: Path, language: str) -> None:
    """With a summary, with errors beside the fields and with a file that is kept."""
    tab.goto(f"/{language}{MENTOR}")
    tab.locator("main [type=file]").set_input_files(curriculum)
    send(tab)
    expect(tab.locator("[aria-invalid=true]").first).to_be_visible()
    assert faults_in_views(tab, VIEWS) == []


def test_a_form_is_printed_with_its_questions(tab: Page) -> None:
    """And without what only a screen has a use for."""
    tab.goto(ENGLISH)
    tab.emulate_media(media="print")
    for question in ("Your name", "What could you help with?", "Speaking in public"):
        expect(tab.locator("main").get_by_text(question, exact=True)).to_be_visible()
    for selector in ("main [type=file]", "main form button", "main .field--extra"):
        expect(tab.locator(selector)).to_be_hidden()
