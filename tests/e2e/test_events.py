"""Events in a browser: the visitor's own time, forms without a script, widths and colours."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import RunningSite, run_python
from tests.e2e.test_public_pages import VIEWS, faults_in_views

pytestmark = pytest.mark.e2e

LIST = "/en/panels/"
EVENT = f"{LIST}whose-picture/"
PAST = f"{LIST}four-principles/"


@pytest.fixture(scope="module", autouse=True)
def _events(site: RunningSite) -> None:
    run_python(site, "from tests.campaigns.events_world import make_events; make_events()")


@pytest.fixture
def traveller(
    browser: Browser, site: RunningSite, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """The tab of a visitor whose clock is in the zone that the test names."""
    context = browser.new_context(base_url=site.url, timezone_id=request.param)
    yield context.new_page()
    context.close()


def own_times(tab: Page) -> list[str]:
    """Return the visitor's own times that are shown, with plain spaces."""
    shown = tab.locator(".session [data-local-time]:visible [data-own]")
    return [" ".join(text.split()) for text in shown.all_inner_texts()]


@pytest.mark.parametrize(
    ("traveller", "expected"),
    [
        (
            "America/New_York",
            [
                "Wednesday, June 27, 2040 at 8:00 AM – 9:30 AM (Eastern Daylight Time)",
                "Wednesday, June 27, 2040 at 10:00 PM – Thursday, June 28, 2040 at 1:00 AM "
                "(Eastern Daylight Time)",
                "Friday, June 29, 2040 at 8:00 AM – 9:30 AM (Eastern Daylight Time)",
            ],
        ),
        (
            "Australia/Lord_Howe",
            [
                "Wednesday, June 27, 2040 at 10:30 PM – Thursday, June 28, 2040 at 12:00 AM "
                "(Lord Howe Standard Time)",
                "Thursday, June 28, 2040 at 12:30 PM – 3:30 PM (Lord Howe Standard Time)",
                "Friday, June 29, 2040 at 10:30 PM – Saturday, June 30, 2040 at 12:00 AM "
                "(Lord Howe Standard Time)",
            ],
        ),
        # What the page says already is not said again.
        (
            "Europe/London",
            ["Thursday, June 28, 2040 at 3:00 AM – 6:00 AM (British Summer Time)"],
        ),
        (
            "Africa/Nairobi",
            [
                "Wednesday, June 27, 2040 at 3:00 PM – 4:30 PM (East Africa Time)",
                "Thursday, June 28, 2040 at 5:00 AM – 8:00 AM (East Africa Time)",
                "Friday, June 29, 2040 at 3:00 PM – 4:30 PM (East Africa Time)",
            ],
        ),
    ],
    indirect=["traveller"],
)
def test_the_visitors_own_time_is_added(traveller: Page, expected: list[str]) -> None:
    traveller.goto(EVENT)
    expect(traveller.locator("[data-own]").nth(1)).not_to_be_empty()
    assert own_times(traveller) == expected


@pytest.mark.parametrize("traveller", ["Africa/Nairobi"], indirect=True)
@pytest.mark.parametrize(
    ("path", "zone", "year"),
    [
        (EVENT.replace("/en/", "/ar/"), "توقيت شرق أفريقيا", "2040"),
        (EVENT.replace("/en/", "/th/"), "เวลาแอฟริกาตะวันออก", "2583"),
    ],
)
def test_it_is_in_the_language_and_the_digits_of_the_page(
    traveller: Page, path: str, zone: str, year: str
) -> None:
    traveller.goto(path)
    expect(traveller.locator("[data-own]").first).not_to_be_empty()
    first = own_times(traveller)[0]
    assert zone in first
    assert year in first
    assert "27" in first


def test_nothing_is_lost_without_a_script(scriptless: Page) -> None:
    scriptless.goto(EVENT)
    assert own_times(scriptless) == []
    session = scriptless.locator(".session").first
    expect(session).to_contain_text("Wednesday, June 27, 2040, 1:00")
    expect(session).to_contain_text("British Summer Time (GMT+01:00)")
    scriptless.get_by_role("button", name="Send the question").click()
    expect(scriptless.locator(".error-summary")).to_contain_text("Please write your question.")
    scriptless.get_by_label("Your question").fill("How do you ask for consent?")
    scriptless.get_by_role("button", name="Send the question").click()
    expect(scriptless.get_by_role("heading", level=1)).to_have_text("Thank you for your question")
    scriptless.get_by_role("link", name="Back to the event").click()
    expect(scriptless).to_have_title("Whose picture is it? – Undersigned")


def test_a_calendar_is_a_file(tab: Page) -> None:
    tab.goto(EVENT)
    with tab.expect_download() as caught:
        tab.get_by_role("link", name="Add all sessions").click()
    assert caught.value.suggested_filename == "whose-picture.ics"


def test_axe_finds_no_violation_on_events(tab: Page) -> None:
    """With a session that is cancelled, one that is over, and in the other direction."""
    found = []
    for path in (EVENT, PAST, EVENT.replace("/en/", "/ar/")):
        tab.goto(path)
        found += faults_in_views(tab, VIEWS)
    assert found == []


def test_print_keeps_what_paper_can_use(tab: Page) -> None:
    tab.emulate_media(media="print")
    tab.goto(EVENT)
    expect(tab.locator(".times__when").first).to_be_visible()
    expect(tab.locator(".event__questions")).to_be_hidden()
    expect(tab.get_by_role("link", name="Add all sessions")).to_be_hidden()
