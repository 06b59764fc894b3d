"""The whole flow without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.flows import PLEDGE, open_mail

pytestmark = pytest.mark.e2e


def tab_to(tab: Page, selector: str, limit: int = 80) -> None:
    """Press Tab until the element has the focus, and see that the focus shows."""
    for _press in range(limit):
        tab.keyboard.press("Tab")
        # While the next page is on its way nothing has the focus.
        if tab.evaluate("selector => document.activeElement?.matches(selector)", selector):
            outline = tab.evaluate(
                """() => {
                    const style = getComputedStyle(document.activeElement);
                    return style.outlineStyle !== "none" || style.boxShadow !== "none";
                }"""
            )
            assert outline, f"The focus on {selector} cannot be seen"
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_sign_confirm_and_change_by_keyboard(tab: Page) -> None:
    """Skip link, form, mail, button, visibility: Tab, Space, Enter and letters only."""
    tab.goto(PLEDGE)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash").startswith("#")

    tab_to(tab, "[name=given_name]")
    tab.keyboard.type("Kim")
    tab_to(tab, "[name=email]")
    tab.keyboard.type("keys@example.org")
    tab_to(tab, "[name=country]")
    tab.keyboard.type("Portugal")
    tab_to(tab, "[name=consent_terms]")
    tab.keyboard.press("Space")
    tab_to(tab, "main form button[type=submit]")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("/check-your-mail/(#|$)"))

    open_mail(tab, "keys@example.org")
    mail_url = tab.url
    tab_to(tab, "a[href*='/signature/confirm/']")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("/signature/confirm/"))
    tab_to(tab, "main form button")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("/thank-you/(#|$)"))

    tab.goto(mail_url)
    tab_to(tab, "a[href*='/signature/']:not([href*='confirm']):not([href*='unsubscribe'])")
    tab.keyboard.press("Enter")
    expect(tab.locator("[name=visibility]").first).to_be_visible()
    tab_to(tab, "[name=visibility]")
    tab.keyboard.press("ArrowUp")
    tab_to(tab, "form:has([value=visibility]) button")
    tab.keyboard.press("Enter")
    expect(tab.locator("main [role=status]").first).to_be_visible()


def test_errors_are_found_by_keyboard(tab: Page) -> None:
    """The summary has the focus; its links lead to the fields."""
    tab.goto(PLEDGE)
    tab_to(tab, "main form button[type=submit]")
    tab.keyboard.press("Enter")
    expect(tab.locator("[aria-invalid=true]").first).to_be_visible()
    tab_to(tab, "a[href='#id_given_name']", limit=15)
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.name") == "given_name"
