"""The main job, as people do it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import RunningSite
from tests.e2e.flows import PETITION, PLEDGE, fill_in, follow_confirmation_link, open_mail

pytestmark = pytest.mark.e2e


def log_in(tab: Page, site: RunningSite) -> None:
    """Log in to the admin."""
    tab.goto("/admin/login/")
    tab.locator("[name=username]").fill(site.staff_email)
    tab.locator("[name=password]").fill(site.staff_password)
    tab.locator("button[type=submit]").click()
    expect(tab).to_have_url(f"{site.url}/admin/")


def publish(tab: Page, slug: str) -> None:
    """Change the summary of a petition in the page editor and publish it."""
    tab.goto("/admin/pages/")
    page_id = tab.evaluate(
        """async slug => {
            const query = `type=petitions.PetitionPage&slug=${slug}&locale=en`;
            const found = await fetch(`/api/v2/pages/?${query}`);
            return (await found.json()).items[0].id;
        }""",
        slug,
    )
    tab.goto(f"/admin/pages/{page_id}/edit/")
    tab.locator("[name=summary]").fill(
        "Tell people's stories with them: as far as they want them told."
    )
    tab.get_by_role("button", name="More actions").last.click()
    tab.get_by_role("button", name="Publish", exact=True).click()
    expect(tab.locator(".messages .success")).to_be_visible()


def test_an_editor_publishes_a_stranger_signs_and_the_count_moves_by_one(
    browser: Browser, site: RunningSite, scriptless: Page
) -> None:
    """Admin publishes, visitor signs with JavaScript off, confirms from the mail, sees 5,004."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    editor = context.new_page()
    log_in(editor, site)
    publish(editor, "my-story-my-dignity")
    context.close()

    scriptless.goto(PETITION)
    expect(scriptless.locator("main")).to_contain_text("5,003")
    fill_in(scriptless, "main.job@example.org")
    scriptless.locator("main form button[type=submit]").click()
    expect(scriptless).to_have_url(f"{site.url}{PETITION}check-your-mail/")

    open_mail(scriptless, "main.job@example.org")
    follow_confirmation_link(scriptless)
    expect(scriptless.locator("main")).to_contain_text("5,004")
    # Readers may see a page that is some seconds old.
    for _second in range(10):
        scriptless.goto(PETITION)
        if "5,004" in scriptless.locator("main").inner_text():
            break
        scriptless.wait_for_timeout(1000)
    expect(scriptless.locator("main")).to_contain_text("5,004")


def test_a_signer_takes_the_signature_back(scriptless: Page) -> None:
    """Signs, confirms, opens "your signature", withdraws in two steps."""
    scriptless.goto(PLEDGE)
    fill_in(scriptless, "changes.mind@example.org")
    scriptless.locator("main form button[type=submit]").click()
    open_mail(scriptless, "changes.mind@example.org")
    mail_url = scriptless.url
    follow_confirmation_link(scriptless)

    scriptless.goto(mail_url)
    own_page = "a[href*='/signature/']:not([href*='/confirm/']):not([href*='/unsubscribe/'])"
    scriptless.locator(own_page).first.click()
    expect(scriptless.locator("main")).to_contain_text("changes.mind@example.org")
    scriptless.locator("form:has([value=withdraw]) button").click()
    scriptless.locator("main form button[type=submit]").last.click()
    expect(scriptless.locator("main")).to_contain_text("withdrawn")
