"""Every kind of public page of the demonstration, by its address."""

from tests.e2e.flows import PETITION, PLEDGE

CAMPAIGN = "/en/campaigns/my-story-my-dignity/"
NOTE = "/en/guidance/use-of-victims-images/"
EDITIONS = "/en/editions/use-of-victims-images/"
EVENT = "/en/events/from-consent-to-headline/"
FORM = "/en/about/mentorship/mentor/"
STORIES = "/en/stories/"

# All of them are there in each language.
KINDS = [
    "/en/",
    "/en/petitions/",
    PETITION,
    PLEDGE,
    f"{PETITION}check-your-mail/",
    f"{PETITION}thank-you/",
    "/en/guidance/",
    "/en/guidance/?q=zebra",
    NOTE,
    f"{NOTE}short/",
    EDITIONS,
    f"{EDITIONS}1/",
    f"{EDITIONS}compare/?from=1&to=2",
    "/en/campaigns/",
    CAMPAIGN,
    f"{CAMPAIGN}updates/",
    f"{CAMPAIGN}the-guardian-confirms/",
    "/en/organisations/",
    "/en/organisations/?q=zebra",
    "/en/organisations/by-country/",
    "/en/organisations/open-chapter/",
    "/en/events/",
    EVENT,
    "/en/events/what-a-style-guide-can-say-about-us/",
    f"{EVENT}question-sent/",
    STORIES,
    f"{STORIES}the-reporter-came-twice/",
    f"{STORIES}share/",
    f"{STORIES}share/thank-you/",
    "/en/about/",
    "/en/about/mentorship/",
    FORM,
    f"{FORM}thank-you/",
    "/en/privacy/",
    "/en/search/",
    "/en/search/?q=media",
    "/en/search/?q=zebra",
    "/en/_util/login/",
]
# Neither of them is a page: the first is an address that nobody gave, the second a broken link.
MISSING = ["/en/nothing-here/", "/en/signature/damaged-link/"]
# Where a form that is sent empty comes back with what is missing.
FORMS = [PETITION, PLEDGE, EVENT, FORM, f"{STORIES}share/"]


def in_language(path: str, language: str) -> str:
    """Return the address of the same page in another language."""
    return path.replace("/en/", f"/{language}/", 1)
