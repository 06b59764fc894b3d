"""A translator's day: the list, the editor, and the page live."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import RunningSite, run_python

pytestmark = pytest.mark.e2e

EMAIL, PASSWORD = "translator@example.org", "correct horse battery"
PAGE = "/th/about/how-we-count/"
NEW_WORDS = "ใครก็ตรวจสอบตัวเลขนี้ได้"

# An editor adds a sentence in English; somebody joins the Thai translators.
SETTING = f"""
from core.models import StandardPage
from translators.models import TranslatorGroup
from users.models import User

page = StandardPage.objects.get(slug="how-we-count", locale__language_code="en")
page.introduction = "Anybody can check this number."
page.save_revision().publish()
user = User.objects.create_user("{EMAIL}", "{PASSWORD}")
user.groups.add(TranslatorGroup.objects.get(locale__language_code="th").group)
"""


def test_a_translator_finds_finishes_and_publishes(tab: Page, site: RunningSite) -> None:
    """Without asking anyone: log in, see what has changed, translate it, see it live."""
    run_python(site, SETTING)
    tab.goto(f"{PAGE}?before")
    expect(tab.get_by_role("note")).to_be_visible()

    tab.goto("/admin/login/")
    tab.locator("[name=username]").fill(EMAIL)
    tab.locator("[name=password]").fill(PASSWORD)
    tab.locator("button[type=submit]").click()
    expect(tab).to_have_url(re.compile("/admin/translations/$"))
    row = tab.locator("tr", has_text="How we count")
    expect(row).to_contain_text("Outdated", ignore_case=True)
    expect(row).to_contain_text("1 of 17 to translate")
    row.get_by_role("link", name="How we count", exact=True).click()

    publish = tab.get_by_role("button", name="Publish in Thai")
    publish.click()
    expect(tab.locator(".messages")).to_contain_text("Text: 1 string is missing")

    tab.get_by_role("button", name="Translate", exact=True).click()
    tab.locator("textarea:visible").fill(NEW_WORDS)
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.locator(".js-translation-editor")).to_contain_text(NEW_WORDS)
    publish.click()
    expect(tab.locator(".messages .success")).to_be_visible()

    tab.get_by_role("link", name="Back to the list").click()
    # What is done stands at the end of the list, on another page of it.
    tab.locator("input[name=q]").last.fill("How we count")
    expect(tab.locator("tr", has_text="How we count")).to_contain_text("Done", ignore_case=True)
    tab.goto(f"{PAGE}?after")
    expect(tab.locator("main")).to_contain_text(NEW_WORDS)
    expect(tab.get_by_role("note")).to_have_count(0)
