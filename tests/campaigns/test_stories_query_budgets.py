"""How many statements each address of stories costs, and that none grows with stories."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from campaigns.models import CampaignPage, Organisation, StoryIndexPage, StoryPage
from core.models import HomePage
from resources.models import Topic
from tests.campaigns.stories import StoryPageFactory, about, filled_in, statements
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    OrganisationFactory,
    OrganisationIndexPageFactory,
)

pytestmark = pytest.mark.django_db

# Finding any page: its site, the first page in each language, the one to begin at; the page's
# ancestors and their restrictions.
FINDING = 1 + 1 + 1 + 2
# For each step on the way to it: which page, and which kind of page.
STEP = 2
# Around any page: settings, the menu with its restrictions.
AROUND = 1 + 2
# The page in its other languages; whether it was translated from a text that is newer.
LANGUAGES = 1 + 1
# Restrictions and pages, in any list of pages.
PAGES = 2


@pytest.fixture
def campaign(home: HomePage) -> CampaignPage:
    """A campaign."""
    return CampaignPageFactory(parent=CampaignIndexPageFactory(parent=home))


@pytest.fixture
def what(home: HomePage, campaign: CampaignPage) -> dict[str, Any]:
    """What stories can have in common."""
    OrganisationIndexPageFactory(parent=home)
    english = Locale.objects.get(language_code="en")
    return {
        "campaigns": (campaign,),
        "topics": (Topic.objects.create(title="Images", slug="images", locale=english),),
        "organisation": OrganisationFactory(name="Haven", slug="haven"),
        "countries": ("KE", "TH"),
    }


def add(index: StoryIndexPage, number: int, what: dict[str, Any]) -> list[StoryPage]:
    """Add stories about the same."""
    return [about(StoryPageFactory(parent=index), **what) for _n in range(number)]


def get(url: str) -> int:
    """Return what an address costs once caches are warm."""
    Client().get(url)
    return statements(lambda: Client().get(url))


def test_the_list(story_index: StoryIndexPage, what: dict[str, Any]) -> None:
    """Pages; what they are about, their organisations, topics and their titles. No pictures."""
    add(story_index, 3, what)
    own = PAGES + 1 + 1 + 2
    assert get(story_index.url) == FINDING + STEP + AROUND + LANGUAGES + own
    before = get(story_index.url)
    add(story_index, 3, what)
    assert get(story_index.url) == before


def test_a_story(story_index: StoryIndexPage, what: dict[str, Any]) -> None:
    """Its organisation, and as readers find it, with the directory (two); its campaigns: rows,
    what identifies them, pages; topics: rows, titles, what identifies them; related stories, and
    their pages.
    """
    story = add(story_index, 3, what)[0]
    own = 1 + 1 + 2 + (1 + 1 + PAGES) + 3 + (1 + PAGES)
    cost = get(story.url)
    assert cost <= FINDING + 2 * STEP + AROUND + LANGUAGES + own
    add(story_index, 6, what)
    assert get(story.url) == cost


def test_a_story_about_nothing(story_index: StoryIndexPage) -> None:
    """Campaigns, topics with their titles, related stories: there is none."""
    story = StoryPageFactory(parent=story_index)
    assert get(story.url) <= FINDING + 2 * STEP + AROUND + LANGUAGES + 1 + 2 + 1


def test_the_feed(story_index: StoryIndexPage, what: dict[str, Any]) -> None:
    add(story_index, 2, what)
    cost = get(f"{story_index.url}feed/")
    # The list's page is found; the site's name; the stories, in one.
    assert cost <= FINDING + STEP + 2 + 1
    add(story_index, 4, what)
    assert get(f"{story_index.url}feed/") == cost


def test_campaigns_and_organisations(
    story_index: StoryIndexPage, campaign: CampaignPage, what: dict[str, Any]
) -> None:
    """Which stories; their pages; on a campaign also the list of all, and whether it may be read.
    Nothing more for more of them.
    """
    organisation: Organisation = what["organisation"]
    urls = [campaign.url, f"/en/organisations/{organisation.slug}/"]
    without = [get(url) for url in urls]
    add(story_index, 3, what)
    with_stories = [get(url) for url in urls]
    assert [after - before for before, after in zip(without, with_stories, strict=True)] == [
        PAGES + 2,
        PAGES,
    ]
    add(story_index, 3, what)
    assert [get(url) for url in urls] == with_stories


def test_sending_does_not_grow_with_stories(
    story_index: StoryIndexPage, what: dict[str, Any]
) -> None:
    def send(number: int) -> None:
        data = filled_in(headline=f"News {number}", email=f"a{number}@example.org")
        assert Client().post(f"{story_index.url}share/", data).status_code == 303

    send(1)
    cost = statements(lambda: send(2))
    add(story_index, 6, what)
    assert statements(lambda: send(3)) <= cost
