"""The demonstration's texts in English, in the order in which the pages are made."""

from demo.content.guidance import GUIDANCE_LIST
from demo.content.home import HOME, PETITION_LIST
from demo.content.page import PageContent
from demo.content.petitions import CLOSED_PLEDGE, MY_STORY, PLEDGE
from demo.content.standard import ABOUT, ACCESSIBILITY, COUNTING, PRIVACY

# Parents before their children. Of the petitions, the one that goes live last is listed first.
PAGES: list[PageContent] = [
    HOME,
    PETITION_LIST,
    CLOSED_PLEDGE,
    PLEDGE,
    MY_STORY,
    GUIDANCE_LIST,
    ABOUT,
    COUNTING,
    PRIVACY,
    ACCESSIBILITY,
]

SITE_NAME = "Undersigned"
FOOTER_TITLE = "Footer"
FOOTER_TEXT = (
    "<p>Undersigned shows how a coalition can ask, pledge and be counted together. This is a "
    "demonstration: the coalition, the people and the organisations that have signed here are "
    'invented. <a href="page:counting">How we count</a>. '
    '<a href="page:accessibility">Accessibility</a>.</p>'
)
CONTACT_EMAIL = "contact@example.org"
