"""What holds for every public page: reachable, accessible, light, without a cookie."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e.conftest import MorePages, RunningSite
from tests.e2e.flows import PETITION
from tests.e2e.public_pages import FORMS, KINDS, MISSING, in_language

pytestmark = pytest.mark.e2e

WEIGHT_LIMIT = 50_000
# A desk in the light and a phone in the dark: width in pixels, colour scheme.
VIEWS = ((1280, "light"), (390, "dark"))
PHONE = VIEWS[1:]
# Those that are read in both views: a language of each direction.
BOTH_VIEWS = ("en", "ar")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def violations(tab: Page) -> list[str]:
    """Return what axe finds wrong with the page in the tab."""
    # It stays in the page, which may be looked at more than once.
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(Axe().axe_script)
    run = "axe.run({resultTypes: ['violations']}).then(({violations}) => violations)"
    found = tab.evaluate(run)
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"]
    ]


def faults(tab: Page) -> list[str]:
    """Return what axe finds wrong with the page in the tab, and what sticks out at the side."""
    found = violations(tab)
    overflow = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return found + ([f"{overflow} pixels too wide"] if overflow > 0 else [])


def assert_sound(tab: Page) -> None:
    """The page has no axe violation and nothing that sticks out at the side."""
    assert faults(tab) == [], tab.url


def faults_on_paper(tab: Page) -> list[str]:
    """Return what would be printed though nobody can click or send it, and bare headings.

    A list of what has changed says something on paper too, and applications are filled in
    by hand, as a note's checklists and letters are.
    """
    tab.emulate_media(media="print")
    menus = "nav:not(:has(.comparison__contents))"
    forms = ":is(form, select, textarea):not(.application *)"
    clickable = tab.locator(f":is({menus}, {forms}, button):visible")
    found = [f"printed: {text[:60]}" for text in clickable.all_inner_texts()]
    found += tab.locator("section:has(> :is(h2, h3)):visible").evaluate_all(
        """sections => sections
            .filter(section => section.innerText === section.querySelector("h2, h3").innerText)
            .map(section => `printed without a text: ${section.innerText}`)"""
    )
    tab.emulate_media(media="screen")
    return [f"{tab.url} {fault}" for fault in found]


def faults_in_views(tab: Page, views: tuple[tuple[int, str], ...]) -> list[str]:
    """Return what is wrong with the page in the tab, looked at in one way after the other."""
    found = []
    for width, scheme in views:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme=scheme)
        found += [f"{tab.url} {scheme}: {fault}" for fault in faults(tab)]
    return found


@pytest.fixture
def stranger(browser: Browser, site: RunningSite) -> Iterator[Page]:
    """The tab of a reader who has seen nothing of the site yet.

    Nothing is loaded from anywhere else, and nothing is kept on the device.
    """
    elsewhere: list[str] = []
    context = browser.new_context(base_url=site.url)
    tab = context.new_page()
    tab.on(
        "request",
        lambda request: (
            None if request.url.startswith((site.url, "data:")) else elsewhere.append(request.url)
        ),
    )
    yield tab
    assert elsewhere == []
    assert context.cookies() == []
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_is_sound_and_leaves_nothing_behind(
    stranger: Page, more_pages: MorePages, language: str
) -> None:
    """No axe violation, nothing too wide, no cookie, no storage, no request to a third party.

    On paper there is nothing to click.
    """
    paths = [in_language(path, language) for path in KINDS + MISSING]
    if language in BOTH_VIEWS:
        paths += more_pages.of(language)
    found = []
    for path in paths:
        stranger.goto(path)
        found += faults_in_views(stranger, VIEWS if language in BOTH_VIEWS else PHONE)
        if language in BOTH_VIEWS:
            found += faults_on_paper(stranger)
        if stranger.locator("[type=password]").count():
            # Only those who log in need one: it tells their forms from forged ones.
            stranger.context.clear_cookies()
    assert found == []


@pytest.mark.parametrize("language", BOTH_VIEWS)
def test_forms_that_come_back_are_sound(stranger: Page, language: str) -> None:
    """With a summary of what is missing."""
    found = []
    for path in FORMS:
        stranger.goto(in_language(path, language))
        stranger.locator("main form:not([role=search]) button[type=submit]").last.click()
        expect(stranger.locator("[aria-invalid=true]").first).to_be_visible()
        found += faults_in_views(stranger, VIEWS)
    assert found == []


def test_the_last_steps_of_a_signature_are_sound(stranger: Page, more_pages: MorePages) -> None:
    """What is asked before one is taken back or erased."""
    for action in ("withdraw", "erase"):
        stranger.goto(more_pages.signature)
        stranger.locator(f"form:has([value={action}]) button").click()
        assert faults_in_views(stranger, VIEWS) == []


def test_the_petition_page_is_light(tab: Page) -> None:
    """Under 50 kB on the wire with its CSS and JavaScript, pictures aside."""
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if response.request.resource_type != "image":
            sizes = response.request.sizes()
            weights[response.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    responses: list[Response] = []
    tab.on("response", lambda response: responses.append(response))
    tab.goto(PETITION)
    tab.wait_for_load_state("networkidle")
    for response in responses:
        weigh(response)
    assert len(weights) > 2
    assert sum(weights.values()) < WEIGHT_LIMIT, weights


def test_arabic_runs_from_right_to_left(tab: Page) -> None:
    """The page says so, and the layout is mirrored."""
    tab.goto(PETITION.replace("/en/", "/ar/"))
    html = tab.locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    expect(html).to_have_attribute("lang", "ar")
    assert tab.locator("h1").evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_the_language_switcher_leads_to_the_same_page(scriptless: Page) -> None:
    """From the English petition to the Spanish one."""
    scriptless.goto(PETITION)
    scriptless.locator("a[hreflang=es]:visible, summary:visible").first.click()
    link = scriptless.locator("a[hreflang=es]:visible")
    if link.count():
        link.first.click()
    expect(scriptless.locator("html")).to_have_attribute("lang", "es")
    assert scriptless.url.endswith(PETITION.replace("/en/", "/es/"))
