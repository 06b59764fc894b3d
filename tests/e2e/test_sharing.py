"""Passing on: copied addresses, short links made in the admin, sheets with QR codes to print."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import RunningSite
from tests.e2e.flows import PETITION
from tests.e2e.test_public_pages import assert_sound

pytestmark = pytest.mark.e2e


def test_the_address_of_a_page_is_copied(
    context: BrowserContext, tab: Page, site: RunningSite
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    tab.goto("/en/about/")
    tab.get_by_text("Share this page").click()
    assert_sound(tab)
    tab.get_by_role("button", name="Copy the address").click()
    expect(tab.locator(".share__status")).to_have_text("Copied")
    assert tab.evaluate("navigator.clipboard.readText()") == f"{site.url}/en/about/"


def test_without_a_script_the_links_and_the_address_are_there(scriptless: Page) -> None:
    scriptless.goto(PETITION)
    scriptless.get_by_text("Share this page").click()
    expect(scriptless.get_by_role("link", name="WhatsApp")).to_be_visible()
    expect(scriptless.get_by_label("Address of this page")).to_be_visible()
    expect(scriptless.get_by_role("button", name="Copy the address")).to_be_hidden()


def test_staff_make_a_short_link_and_print_its_code(
    browser: Browser, context: BrowserContext, site: RunningSite
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    tab = context.new_page()
    tab.goto("/admin/login/")
    tab.locator("[name=username]").fill(site.staff_email)
    tab.locator("[name=password]").fill(site.staff_password)
    tab.locator("form [type=submit]").click()
    pages = "/api/v2/pages/?type=petitions.PetitionPage&slug=my-story-my-dignity&locale=en"
    [page] = context.request.get(pages).json()["items"]
    tab.goto(f"/admin/pages/{page['id']}/edit/")
    tab.get_by_role("link", name="Make a short link").last.click()
    # The page and its title are filled in already.
    expect(tab.locator("[name=label]")).not_to_have_value("")
    tab.locator("[name=label]").fill("Posters in Geneva")
    tab.locator("[name=source]").fill("poster-geneva")
    tab.get_by_role("button", name="Make the link").click()
    address = tab.locator(".short-address").inner_text()
    assert re.fullmatch(rf"{site.url}/s/[2-9b-z]{{6}}/", address)
    assert tab.get_by_alt_text("QR code").evaluate("picture => picture.naturalWidth") > 0

    tab.get_by_role("button", name="Copy the address").click()
    expect(tab.get_by_text("Copied", exact=True)).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()") == address
    tab.goto("/admin/short-links/?q=Geneva")
    expect(tab.get_by_role("link", name="Posters in Geneva").first).to_be_visible()

    visitor = browser.new_context(base_url=site.url)
    reader = visitor.new_page()
    reader.goto(address)
    assert reader.url.endswith(f"{PETITION}?source=poster-geneva")
    # In another language it still counts.
    spanish = reader.locator(".languages__link[hreflang=es]")
    expect(spanish).to_have_attribute("href", re.compile(r"/es/\S+\?source=poster-geneva$"))
    reader.goto(f"{address}qr/")
    assert_sound(reader)
    # The sheet is one page of paper.
    pdf = reader.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    visitor.close()
