"""Stories, and what people send through "share your news"."""

import io
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from campaigns.models import (
    CampaignPage,
    Organisation,
    SentStory,
    StoryCampaign,
    StoryIndexPage,
    StoryPage,
)
from resources.models import Topic
from tests.factories import PublishedPageFactory


class StoryIndexPageFactory(PublishedPageFactory):
    """The list of stories."""

    class Meta:
        model = StoryIndexPage

    title = "Stories"
    slug = "stories"


class StoryPageFactory(PublishedPageFactory):
    """A story."""

    class Meta:
        model = StoryPage

    title = factory.Sequence(lambda n: f"Story number {n}")
    slug = factory.Sequence(lambda n: f"story-{n}")
    summary = "What an organisation has done."
    date = factory.Sequence(lambda n: date(2018, 1, 1) + timedelta(days=n))


def about(
    story: StoryPage,
    *,
    campaigns: tuple[CampaignPage, ...] = (),
    topics: tuple[Topic, ...] = (),
    organisation: Organisation | None = None,
    countries: tuple[str, ...] = (),
) -> StoryPage:
    """Say what a story is about, as an editor does, and publish."""
    for campaign in campaigns:
        story.campaigns.add(StoryCampaign(campaign=campaign))
    story.topics.set(topics)
    story.organisation, story.countries = organisation, countries
    story.save_revision().publish()
    return StoryPage.objects.get(pk=story.pk)


def filled_in(**others: Any) -> dict[str, Any]:
    """Return the form as a person fills it in."""
    data = {
        "headline": "Forty journalists trained in Nairobi",
        "text": "We met for two days.\n\nForty came.\nAll stayed.",
        "organisation": "Shelter Kenya",
        "country": "KE",
        "name": "Amina Wanjiru",
        "email": "amina@example.org",
        "people_agree": "on",
        "may_publish": "on",
        "once": UUID(int=77).hex,
    }
    return {name: value for name, value in (data | others).items() if value is not None}


def send(index: StoryIndexPage, client: Client | None = None, **others: Any) -> SentStory:
    """Send the form and return what is stored."""
    response = (client or Client()).post(f"{index.url}share/", filled_in(**others))
    assert response.status_code == 303, response.content.decode()
    return SentStory.objects.latest("created_at")


def photo(name: str = "IMG_1.jpg", kind: str = "JPEG", side: int = 8) -> SimpleUploadedFile:
    """Return a picture with what a camera writes into it."""
    picture = Image.new("RGB", (side, side // 2), "navy")
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "taken at the shelter", 6
    content = io.BytesIO()
    picture.save(content, kind, exif=exif)
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def with_pictures(*pictures: Any) -> dict[str, Any]:
    """Return what the form says of pictures."""
    return {
        "pictures": list(pictures),
        "pictures_show": "The group in front of the school.",
        "pictures_by": "Joseph Otieno",
    }


def statements(call: Any) -> int:
    """Return the number of SQL statements of a call."""
    with CaptureQueriesContext(connection) as captured:
        call()
    frame = ("SAVEPOINT", "RELEASE")
    return len([query for query in captured if not query["sql"].startswith(frame)])
