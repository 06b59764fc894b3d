"""The whole way of a campaign, as communications staff go it: from nothing to won."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import RunningSite
from tests.e2e.test_main_job import log_in

pytestmark = pytest.mark.e2e

TITLE = "Names on the bill"
PETITION = "Who made this?"
UPDATE = "The first shop agrees"
SLUG = "names-on-the-bill"


def find_page(tab: Page, kind: str, **filters: str) -> int:
    """Return the id of the first English page of a kind, as the public API knows it."""
    query = "&".join(
        f"{name}={value}" for name, value in {"type": kind, "locale": "en", **filters}.items()
    )
    found: int = tab.evaluate(
        "async query => (await (await fetch(`/api/v2/pages/?${query}`)).json()).items[0].id", query
    )
    return found


def write(field: Locator, text: str) -> None:
    """Write into a field of rich text."""
    box = field.locator("[role=textbox]")
    box.click()
    box.press_sequentially(text)
    # The editor hands on what is typed a moment later.
    expect(field.locator("input[type=hidden]").first).to_have_value(re.compile(re.escape(text)))


def choose_page(tab: Page, panel: Locator, words: str) -> None:
    """Add a row to an inline panel and choose a page for it by its title."""
    panel.get_by_role("button", name=re.compile("^Add")).click()
    panel.get_by_role("button", name="Choose a page").last.click()
    dialog = tab.locator(".modal-dialog")
    dialog.locator("[name=q]").fill(words)
    # Each language has a page of the name; any of them would do.
    dialog.locator(f'a[data-title="{words}"][data-url^="/en/"]').click()
    expect(dialog).to_have_count(0)


def publish(tab: Page) -> None:
    """Press the button that publishes."""
    tab.get_by_role("button", name="More actions").last.click()
    tab.get_by_role("button", name="Publish", exact=True).click()
    expect(tab.locator(".messages .success")).to_be_visible()


def make_petition(tab: Page) -> None:
    """Make a petition for the campaign."""
    tab.goto(
        f"/admin/pages/add/petitions/petitionpage/{find_page(tab, 'petitions.PetitionIndexPage')}/"
    )
    tab.locator("[name=title]").fill(PETITION)
    tab.locator("[name=summary]").fill("Shops put the makers' names on the bill.")
    write(tab.locator("[data-contentpath=text]"), "Put the names of the makers on every bill.")
    publish(tab)


def make_campaign(tab: Page) -> None:
    """Make a campaign with an objective, a target and the petition; preview and publish it."""
    tab.goto(
        f"/admin/pages/add/campaigns/campaignpage/{find_page(tab, 'campaigns.CampaignIndexPage')}/"
    )
    tab.locator("[name=title]").fill(TITLE)
    tab.locator("[name=summary]").fill("Shops say who made what they sell.")
    write(tab.locator("[data-contentpath=problem]"), "Nobody knows who sewed the shirt.")
    write(tab.locator("[data-contentpath=ask]"), "Publish the list of your suppliers.")
    targets = tab.locator("[data-contentpath=targets]").first
    targets.get_by_title("Insert a block").first.click()
    targets.locator("[name=targets-0-value-name]").fill("The Corner Shop")
    targets.get_by_role("button", name="Add").last.click()
    day = targets.locator("[name=targets-0-value-answers-0-value-date]")
    day.fill("2026-03-02")
    # Leaves the calendar that opens with the field.
    day.press("Tab")
    objectives = tab.locator("[data-contentpath=objectives]").first
    objectives.get_by_title("Insert a block").first.click()
    objectives.locator("[name=objectives-0-value-title]").fill("Every maker has a name")
    tab.get_by_role("tab", name="With whom").click()
    petitions = tab.locator("#tab-with_whom").locator("section", has_text="Petitions and pledges")
    choose_page(tab, petitions.first, PETITION)
    preview(tab)
    # The draft saves itself; pressed while it does, the button would make the page a second time.
    expect(tab).to_have_url(re.compile(r"/edit/$"), timeout=20_000)
    expect(tab.get_by_text("Saved", exact=True)).to_be_visible(timeout=20_000)
    publish(tab)


def preview(tab: Page) -> None:
    """Look at the draft beside the editor: its words, and what it is to be linked to."""
    tab.get_by_role("button", name="Toggle preview").click()
    shown = tab.frame_locator("iframe[title=Preview]").first.locator("main")
    expect(shown).to_contain_text("Publish the list of your suppliers.", timeout=20_000)
    expect(shown).to_contain_text(PETITION)
    tab.get_by_role("button", name="Toggle preview").click()


def make_update(tab: Page, campaign: int) -> None:
    """Tell what has happened since."""
    tab.goto(f"/admin/pages/add/campaigns/campaignupdatepage/{campaign}/")
    tab.locator("[name=title]").fill(UPDATE)
    tab.locator("[name=summary]").fill("The Corner Shop prints names from May on.")
    publish(tab)


def test_from_nothing_to_won(tab: Page, site: RunningSite) -> None:
    """Makes it, sees it everywhere, translates it, ends it, and sees the petition thank."""
    log_in(tab, site)
    make_petition(tab)
    make_campaign(tab)
    campaign = find_page(tab, "campaigns.CampaignPage", slug=SLUG)
    make_update(tab, campaign)

    address = f"/en/campaigns/{SLUG}/"
    tab.goto(address)
    for words in (
        "Running",
        "Nobody knows who sewed the shirt.",
        "Publish the list of your suppliers.",
        "The Corner Shop",
        "Every maker has a name",
        PETITION,
        UPDATE,
    ):
        expect(tab.locator("main")).to_contain_text(words)
    for place in ("/en/campaigns/", "/en/", "/en/search/?q=suppliers+sewed"):
        tab.goto(place)
        expect(tab.locator("main")).to_contain_text(TITLE)
    feed = tab.request.get(f"{address}updates/feed/").text()
    assert UPDATE in feed

    translate(tab, campaign)
    tab.goto(f"/es/campaigns/{SLUG}/")
    expect(tab.locator("h1")).to_have_text("Nombres en la factura")
    expect(tab.locator("main")).to_contain_text(PETITION)

    tab.goto(f"/admin/pages/{campaign}/edit/")
    tab.get_by_role("tab", name="Outcome").click()
    tab.locator("[name=state]").select_option("won")
    publish_refused(tab)
    tab.locator("[name=outcome_date]").fill("2026-11-01")
    write(tab.locator("[data-contentpath=outcome]"), "Every shop in town prints names.")
    publish(tab)
    tab.goto(f"{address}?after")
    expect(tab.locator("main")).to_contain_text("Won")
    expect(tab.locator("main")).to_contain_text("Every shop in town prints names.")
    tab.goto("/en/petitions/who-made-this/?after")
    expect(tab.locator("main")).to_contain_text("No more signatures are needed.")
    expect(tab.locator("main")).to_contain_text("Thank you to everyone who signed.")
    expect(tab.locator("main form[method=post]")).to_have_count(0)


def translate(tab: Page, campaign: int) -> None:
    """Translate the campaign into Spanish in the translation editor, string by string."""
    tab.goto(f"/admin/localize/submit/page/{campaign}/")
    tab.locator("label", has_text="Spanish").locator("input").check()
    tab.get_by_role("button", name="Submit").click()
    expect(tab.locator(".messages .success")).to_be_visible()
    waiting = tab.get_by_role("button", name="Translate", exact=True)
    expect(waiting.first).to_be_visible(timeout=20_000)
    for left in range(waiting.count() - 1, -1, -1):
        waiting.first.click()
        tab.locator("textarea:visible").fill("Nombres en la factura")
        tab.get_by_role("button", name="Save", exact=True).click()
        expect(waiting).to_have_count(left, timeout=20_000)
    tab.get_by_role("button", name="Publish in Spanish").click()
    expect(tab.locator(".messages .success").last).to_be_visible()


def publish_refused(tab: Page) -> None:
    """An outcome without its day is refused, and nothing typed is lost."""
    tab.get_by_role("button", name="More actions").last.click()
    tab.get_by_role("button", name="Publish", exact=True).click()
    expect(tab.locator(".messages .error").first).to_be_visible()
    tab.get_by_role("tab", name="Outcome").click()
    expect(tab.locator("main")).to_contain_text("Give the day on which the campaign ended.")
    expect(tab.locator("[name=state]")).to_have_value("won")
