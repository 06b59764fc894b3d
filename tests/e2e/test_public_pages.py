"""What holds for every public page: reachable, accessible, light, without a cookie."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.e2e.conftest import RunningSite
from tests.e2e.flows import PETITION, PLEDGE, fill_in, open_mail

pytestmark = pytest.mark.e2e

CAMPAIGN = "/en/campaigns/my-story-my-dignity/"
PAGES = [
    "/en/",
    "/es/",
    "/fr/",
    "/ar/",
    "/th/",
    "/en/petitions/",
    PETITION,
    PETITION.replace("/en/", "/es/"),
    PETITION.replace("/en/", "/ar/"),
    PETITION.replace("/en/", "/th/"),
    PLEDGE,
    f"{PETITION}check-your-mail/",
    f"{PETITION}thank-you/",
    "/en/campaigns/",
    CAMPAIGN,
    CAMPAIGN.replace("/en/", "/ar/"),
    f"{CAMPAIGN}updates/",
    f"{CAMPAIGN}the-guardian-confirms/",
    "/en/organisations/",
    "/th/organisations/by-country/",
    "/ar/organisations/open-chapter/",
    "/en/events/",
    "/en/events/from-consent-to-headline/",
    "/fr/events/what-a-style-guide-can-say-about-us/",
    "/en/about/",
    "/en/about/mentorship/",
    "/en/about/mentorship/mentor/",
    "/ar/about/mentorship/mentee/",
    "/en/privacy/",
    "/en/search/",
    "/en/search/?q=consent",
    "/ar/search/?q=الموافقة",
    "/th/search/?q=zebra",
    "/en/nothing-here/",
    "/en/signature/damaged-link/",
]
WEIGHT_LIMIT = 50_000


@pytest.fixture(params=["light", "dark"])
def coloured(request: pytest.FixtureRequest, browser: Browser, site: RunningSite) -> Iterator[Page]:
    """A tab in each colour scheme, as wide as a phone in the dark and a desk in the light."""
    width = 1280 if request.param == "light" else 390
    context = browser.new_context(
        base_url=site.url,
        color_scheme=request.param,
        viewport={"width": width, "height": 900},
    )
    yield context.new_page()
    context.close()


def violations(tab: Page) -> list[str]:
    """Return what axe finds wrong with the page in the tab."""
    found = Axe().run(tab).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"]
    ]


def assert_sound(tab: Page) -> None:
    """The page has no axe violation and nothing that sticks out at the side."""
    assert violations(tab) == []
    overflow = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, f"{tab.url} is {overflow} pixels too wide"


def test_axe_finds_no_violation(coloured: Page) -> None:
    """On each public page, in both colour schemes and at two widths."""
    for path in PAGES:
        coloured.goto(path)
        assert_sound(coloured)


def test_axe_finds_no_violation_in_the_states_of_signing(coloured: Page) -> None:
    """The form with errors, the page behind the link, "your signature" and its two steps."""
    coloured.goto(PLEDGE)
    coloured.locator("main form button[type=submit]").click()
    expect(coloured.locator("[aria-invalid=true]").first).to_be_visible()
    assert_sound(coloured)

    width = coloured.viewport_size
    address = f"axe{width and width['width']}@example.org"
    coloured.goto(PETITION)
    fill_in(coloured, address)
    coloured.locator("main form button[type=submit]").click()
    open_mail(coloured, address)
    mail_url = coloured.url
    assert_sound(coloured)
    for selector in (
        "a[href*='/signature/confirm/']",
        "a[href*='/signature/']:not([href*='confirm'])",
    ):
        coloured.goto(mail_url)
        coloured.locator(selector).first.click()
        assert_sound(coloured)
    for action in ("withdraw", "erase"):
        coloured.locator(f"form:has([value={action}]) button").click()
        assert_sound(coloured)
        coloured.go_back()


def test_a_reader_gets_no_cookie(context: BrowserContext, tab: Page) -> None:
    """Not on any page, and nothing else is stored on the device either."""
    for path in PAGES:
        tab.goto(path)
    assert context.cookies() == []
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0


def test_everything_comes_from_this_site(tab: Page, site: RunningSite) -> None:
    """No request to a third party."""
    elsewhere: list[str] = []
    tab.on(
        "request",
        lambda request: (
            elsewhere.append(request.url)
            if not request.url.startswith((site.url, "data:"))
            else None
        ),
    )
    for path in PAGES:
        tab.goto(path)
        tab.wait_for_load_state("networkidle")
    assert elsewhere == []


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
