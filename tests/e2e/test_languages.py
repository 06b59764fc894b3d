"""One petition in five languages: signed, confirmed and counted as one."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.e2e.conftest import RunningSite
from tests.e2e.flows import PLEDGE, fill_in, follow_confirmation_link, open_mail
from tests.i18n.foreign import foreign_in_page, foreign_in_text

pytestmark = pytest.mark.e2e

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def assert_of_one_language(tab: Page, language: str) -> None:
    """Nothing is in another language but what says so; the direction is the language's."""
    html = tab.locator("html")
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert list(foreign_in_page(tab.content(), language)) == [], tab.url


def total(tab: Page, site: RunningSite) -> int:
    """Return the pledge's public count."""
    entries = tab.request.get(f"{site.url}/api/petitions/").json()["petitions"]
    return next(entry["total"] for entry in entries if entry["url"].endswith(PLEDGE))


def test_signing_in_each_language_moves_one_count(scriptless: Page, site: RunningSite) -> None:
    """Reads, stumbles, signs, opens the mail, confirms: five times, and five more have signed."""
    tab = scriptless
    before = total(tab, site)
    for language in LANGUAGES:
        address = f"five.{language}@example.org"
        tab.goto(PLEDGE.replace("/en/", f"/{language}/"))
        assert_of_one_language(tab, language)
        tab.locator("main form button[type=submit]").click()
        expect(tab.locator("[aria-invalid=true]").first).to_be_visible()
        assert_of_one_language(tab, language)

        tab.locator("[name=kind][value=person]").check()
        fill_in(tab, address)
        tab.locator("main form button[type=submit]").click()
        expect(tab).to_have_url(re.compile("/check-your-mail/$"))
        assert_of_one_language(tab, language)

        open_mail(tab, address)
        assert_mail_of_one_language(tab, language)
        mail_url = tab.url
        follow_confirmation_link(tab)
        assert_of_one_language(tab, language)
        tab.goto(mail_url)
        tab.locator("a[href*='/signature/']:not([href*='/confirm/'])").first.click()
        assert_of_one_language(tab, language)
    assert total(tab, site) == before + len(LANGUAGES)


def assert_mail_of_one_language(tab: Page, language: str) -> None:
    """The subject, the text and the HTML of the mail that is open in the outbox."""
    frame = tab.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("lang", language)
    html = tab.request.get(f"{tab.url}html/").text()
    assert list(foreign_in_page(html, language)) == []
    assert foreign_in_text(tab.locator("h1").inner_text(), language) == []
    assert foreign_in_text(tab.locator("pre").inner_text(), language) == []
