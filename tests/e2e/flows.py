"""What a visitor does, step by step, for the tests that do it."""

import re

from playwright.sync_api import Page, expect

# Stands at 5,003 when the site starts. Only the test of the main job adds to it.
PETITION = "/en/petitions/my-story-my-dignity/"
PLEDGE = "/en/petitions/dignity-in-media-pledge/"


def fill_in(tab: Page, email: str, *, given_name: str = "Ana", country: str = "PT") -> None:
    """Fill in the sign form of the petition that is open in the tab."""
    tab.locator("[name=given_name]").fill(given_name)
    tab.locator("[name=family_name]").fill("Silva")
    tab.locator("[name=email]").fill(email)
    tab.locator("[name=country]").select_option(country)
    tab.locator("[name=visibility][value=full]").check()
    tab.locator("[name=consent_terms]").check()


def open_mail(tab: Page, address: str) -> None:
    """Open the newest mail to `address` in the outbox, waiting for the worker to write it."""
    row = tab.locator("tr", has_text=address)
    for _attempt in range(40):
        tab.goto("/outbox/")
        if row.count():
            break
        tab.wait_for_timeout(250)
    row.first.locator("a").click()


def follow_confirmation_link(tab: Page) -> None:
    """Follow the link in the mail that is open, and press the button behind it."""
    tab.locator("a[href*='/signature/confirm/']").first.click()
    tab.locator("main form button").click()
    expect(tab).to_have_url(re.compile("/thank-you/$"))
