"""Reading stories: the list, a story, what is related to it, where else it is shown."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from campaigns.details import campaign_details
from campaigns.models import (
    CampaignIndexPage,
    CampaignPage,
    Organisation,
    StoryIndexPage,
    StoryPage,
)
from campaigns.stories.details import story_details
from campaigns.stories.finding import find
from core.models import HomePage
from resources.models import Topic
from tests.campaigns.stories import StoryPageFactory, about, photo, send, with_pictures
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    OrganisationFactory,
    OrganisationIndexPageFactory,
)
from tests.translating import translate

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def campaigns(home: HomePage) -> CampaignIndexPage:
    """The list of campaigns."""
    return CampaignIndexPageFactory(parent=home)


@pytest.fixture
def campaign(campaigns: CampaignIndexPage) -> CampaignPage:
    """A campaign."""
    return CampaignPageFactory(parent=campaigns)


@pytest.fixture
def haven(home: HomePage) -> Organisation:
    """An organisation in the directory."""
    OrganisationIndexPageFactory(parent=home)
    return OrganisationFactory(name="Haven", slug="haven")


def topic(slug: str) -> Topic:
    """Return a topic in the source language."""
    return Topic.objects.create(
        title=slug.title(), slug=slug, locale=Locale.objects.get(language_code="en")
    )


def titles(index: StoryIndexPage, asked: str = "") -> list[str]:
    """Return the titles that an address finds."""
    return [story.page.title for story in find(QueryDict(asked), index).found]


def related(story: StoryPage) -> list[str]:
    """Return what one is to keep reading."""
    return [page.title for page in story_details(story).keep_reading]


def test_the_newest_come_first_by_their_date(story_index: StoryIndexPage) -> None:
    StoryPageFactory(parent=story_index, title="Later", date=date(2019, 1, 1))
    StoryPageFactory(parent=story_index, title="Earlier", date=date(2018, 1, 1))
    assert titles(story_index) == ["Later", "Earlier"]
    assert titles(story_index, "sort=title") == ["Earlier", "Later"]


def test_by_topic_country_and_organisation(
    story_index: StoryIndexPage, haven: Organisation
) -> None:
    images, law = topic("images"), topic("law")
    about(
        StoryPageFactory(parent=story_index, title="One"),
        topics=(images, law),
        organisation=haven,
        countries=("KE",),
    )
    about(StoryPageFactory(parent=story_index, title="Two"), topics=(law,), countries=("KE", "TH"))
    StoryPageFactory(parent=story_index, title="Three")
    assert titles(story_index, "topic=images") == ["One"]
    assert titles(story_index, "topic=law") == ["Two", "One"]
    assert titles(story_index, "country=TH") == ["Two"]
    assert titles(story_index, "organisation=haven") == ["One"]
    assert titles(story_index, "organisation=haven&country=TH") == []
    page = Client().get(f"{story_index.url}?organisation=haven").content.decode()
    assert "<strong>1</strong> of 3 stories" in page and "Haven" in page and "Kenya" in page


def test_an_organisation_that_is_not_public_is_not_named(
    story_index: StoryIndexPage, home: HomePage
) -> None:
    hidden = OrganisationFactory(name="Hidden", slug="hidden", live=False)
    story = about(StoryPageFactory(parent=story_index), organisation=hidden)
    assert "Hidden" not in Client().get(story.url).content.decode()
    assert "Hidden" not in Client().get(story_index.url).content.decode()


def test_a_story_says_what_it_is_about(
    story_index: StoryIndexPage, campaign: CampaignPage, haven: Organisation
) -> None:
    story = about(
        StoryPageFactory(parent=story_index),
        campaigns=(campaign,),
        topics=(topic("images"),),
        organisation=haven,
        countries=("KE",),
    )
    page = Client().get(story.url).content.decode()
    for text in ("Haven", "/organisations/haven/", "Kenya", "Images", "My Story, My Dignity"):
        assert text in page
    assert "Keep reading" not in page


def test_keep_reading_leads_to_what_is_closest(
    story_index: StoryIndexPage, campaign: CampaignPage, haven: Organisation
) -> None:
    images, law = topic("images"), topic("law")
    story = about(
        StoryPageFactory(parent=story_index),
        campaigns=(campaign,),
        topics=(images, law),
        organisation=haven,
        countries=("KE",),
    )
    for title, what in {
        "campaign": {"campaigns": (campaign,)},
        "two topics": {"topics": (images, law)},
        "one topic": {"topics": (law,)},
        "organisation": {"organisation": haven},
        "country": {"countries": ("KE", "TH")},
        "nothing": {"countries": ("TH",), "topics": (topic("money"),)},
    }.items():
        about(StoryPageFactory(parent=story_index, title=title), **what)  # type: ignore[arg-type]
    assert related(story) == ["campaign", "two topics", "one topic", "organisation"]
    StoryPage.objects.get(title="campaign").unpublish()
    assert related(story) == ["two topics", "one topic", "organisation", "country"]
    assert "two topics" in Client().get(story.url).content.decode()


def test_the_newest_of_equals_comes_first(story_index: StoryIndexPage) -> None:
    story = about(StoryPageFactory(parent=story_index), countries=("KE",))
    for title in ("first", "second"):
        about(StoryPageFactory(parent=story_index, title=title), countries=("KE",))
    assert related(story) == ["second", "first"]


def test_a_story_without_anything_is_related_to_nothing(story_index: StoryIndexPage) -> None:
    story = StoryPageFactory(parent=story_index)
    StoryPageFactory(parent=story_index)
    assert related(story) == []


def test_what_is_private_is_nowhere(story_index: StoryIndexPage, campaign: CampaignPage) -> None:
    story = about(StoryPageFactory(parent=story_index), campaigns=(campaign,), countries=("KE",))
    other = about(
        StoryPageFactory(parent=story_index, title="Secret"),
        campaigns=(campaign,),
        countries=("KE",),
    )
    PageViewRestriction.objects.create(page=other, restriction_type="login")
    assert related(story) == []
    for page in (campaign, story_index):
        assert "Secret" not in Client().get(page.url).content.decode()
    assert "Secret" not in Client().get(f"{story_index.url}feed/").content.decode()


def test_campaigns_and_organisations_show_their_stories(
    story_index: StoryIndexPage, campaign: CampaignPage, haven: Organisation
) -> None:
    urls = [campaign.url, "/en/organisations/haven/"]
    for url in urls:
        assert "stories-title" not in Client().get(url).content.decode()
    about(
        StoryPageFactory(parent=story_index, title="Trained"),
        campaigns=(campaign,),
        organisation=haven,
    )
    for url in urls:
        page = Client().get(url).content.decode()
        assert "stories-title" in page and "Trained" in page


def test_in_another_language_the_facts_are_the_sources(
    story_index: StoryIndexPage, campaign: CampaignPage, haven: Organisation, spanish: Locale
) -> None:
    other = about(StoryPageFactory(parent=story_index, title="Other"), campaigns=(campaign,))
    story = about(
        StoryPageFactory(parent=story_index, title="Trained"),
        campaigns=(campaign,),
        topics=(topic("images"),),
        countries=("KE",),
    )
    for page in (story_index.get_parent().specific, story_index):
        translate(page, spanish)
    translated = translate(story, spanish)
    # Changed after the translation was made.
    about(story, organisation=haven, countries=("TH",), topics=(topic("law"),))
    with translation.override("es"):
        index = StoryIndexPage.objects.get(locale=spanish)
        found = find(QueryDict("country=TH"), index).found
        assert [one.page.pk for one in found] == [translated.pk]
        assert found[0].teller and found[0].teller.slug == "haven"
        details = story_details(translated)
        assert details.topics == ["Law"] and details.countries == ["Tailandia"]
        # Not translated: the source is read in its place.
        assert [page.pk for page in details.keep_reading] == [other.pk]


def test_a_story_told_in_one_language_only(
    story_index: StoryIndexPage, spanish: Locale, campaign: CampaignPage
) -> None:
    translate(story_index.get_parent().specific, spanish)
    index = translate(story_index, spanish)
    sent = send(index, headline="Cuarenta periodistas")
    assert sent.language == "es" and sent.page and sent.page.locale == spanish
    sent.page.get_latest_revision().publish()
    story = about(StoryPage.objects.get(pk=sent.page.pk), campaigns=(campaign,), countries=("KE",))
    assert "Cuarenta" in Client().get(story.url).content.decode()
    assert "Cuarenta" in Client().get(f"{index.url}?country=KE").content.decode()
    assert "Cuarenta" not in Client().get(campaign.url).content.decode()
    with translation.override("es"):
        assert [page.pk for page in campaign_details(campaign).stories] == [story.pk]


def test_the_feed(story_index: StoryIndexPage) -> None:
    StoryPageFactory(parent=story_index, title="News & more", summary="About <b>it</b>")
    StoryPageFactory(parent=story_index, title="Draft").unpublish()
    response = Client().get(f"{story_index.url}feed/")
    feed = response.content.decode()
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response["Content-Language"] == "en"
    assert "News &amp; more" in feed and "&amp;lt;b&amp;gt;" in feed and "Draft" not in feed
    again = Client().get(f"{story_index.url}feed/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_the_list_asks_for_its_own_addresses(story_index: StoryIndexPage) -> None:
    story = StoryPageFactory(parent=story_index)
    for slug in ("share", "feed"):
        story.slug = slug
        with pytest.raises(ValidationError, match="taken by the list of stories"):
            story.full_clean()


def test_nothing_sent_in_is_public_before_moderation(
    story_index: StoryIndexPage, campaign: CampaignPage, settings: Any
) -> None:
    word = "Zanzibarian"
    story = send(
        story_index, headline=f"{word} news", text=word, **with_pictures(photo(f"{word}.jpg"))
    )
    page = story.page
    assert page
    public = [
        story_index.url,
        f"{story_index.url}feed/",
        f"{story_index.url}?country=KE",
        "/en/search/?q=" + word,
        "/sitemap.xml",
        "/sitemap-en.xml",
        "/api/v2/pages/?type=campaigns.StoryPage&fields=*",
        f"/api/v2/pages/?search={word}",
        campaign.url,
        "/en/",
    ]
    for url in public:
        answer = Client().get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode().replace(f'value="{word}"', "").replace(f"q={word}", "")
        assert "Zanzibarian news" not in text and page.slug not in text, url
    slug_url = f"{story_index.url}{page.slug}/"
    assert Client().get(slug_url).status_code == 404
    assert Client().get(f"/api/v2/pages/{page.pk}/").status_code == 404
    picture = story.pictures.get()
    for address in (
        f"{settings.MEDIA_URL}{picture.file.name}",
        f"{settings.MEDIA_URL}original_images/{word}.jpg",
        f"/admin/campaigns/stories/{story.pk}/pictures/{picture.pk}/",
    ):
        assert Client().get(address).status_code in (302, 404), address
    assert not list(settings.MEDIA_ROOT.glob(f"**/{word}*")) if settings.MEDIA_ROOT else True
    page.get_latest_revision().publish()
    for url in public[:5]:
        assert word in Client().get(url).content.decode() or url.endswith(".xml"), url
