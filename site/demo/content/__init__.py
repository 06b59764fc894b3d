"""The demonstration's texts in English, in the order in which the pages are made."""

from demo.content.applications import MENTEE, MENTOR, MENTORSHIP, REGISTRATION
from demo.content.campaigns import CAMPAIGN, CAMPAIGN_LIST
from demo.content.directory import DIRECTORY_PAGE
from demo.content.events import EVENT_LIST, PAST_WEBINAR, WEBINAR
from demo.content.guidance import GUIDANCE_LIST
from demo.content.home import HOME, PETITION_LIST
from demo.content.page import PageContent
from demo.content.petitions import CLOSED_PLEDGE, MY_STORY, PLEDGE
from demo.content.standard import ABOUT, ACCESSIBILITY, COUNTING, PRIVACY
from demo.content.stories import STORIES, STORY_LIST
from demo.content.updates import UPDATES

# Parents before their children; what is in the menu has its order. Of the petitions, the one that
# goes live last is listed first.
FIRST_PAGES: list[PageContent] = [
    HOME,
    CAMPAIGN_LIST,
    PETITION_LIST,
    CLOSED_PLEDGE,
    PLEDGE,
    MY_STORY,
    GUIDANCE_LIST,
    DIRECTORY_PAGE,
    EVENT_LIST,
    STORY_LIST,
    ABOUT,
    COUNTING,
    PRIVACY,
    ACCESSIBILITY,
]
# Those that refer to petitions, guidance and organisations, and to each other: what is referred to
# comes first.
CAMPAIGN_PAGES: list[PageContent] = [
    CAMPAIGN,
    *UPDATES,
    *STORIES,
    MENTORSHIP,
    MENTOR,
    MENTEE,
    REGISTRATION,
    WEBINAR,
    PAST_WEBINAR,
]
PAGES = [*FIRST_PAGES, *CAMPAIGN_PAGES]

SITE_NAME = "Undersigned"
FOOTER_TITLE = "Footer"
FOOTER_TEXT = (
    "<p>Undersigned shows how a coalition can ask, pledge and be counted together. This is a "
    "demonstration: the coalition, the people and the organisations that have signed here are "
    'invented. <a href="page:counting">How we count</a>. '
    '<a href="page:accessibility">Accessibility</a>.</p>'
)
CONTACT_EMAIL = "contact@example.org"
