"""What two do at once: a story is taken once, and many at once all find a place in the tree."""

from pathlib import Path

from django.test import Client

from campaigns.models import SentPicture, SentStory, StoryIndexPage, StoryPage
from campaigns.stories.erasing import erase
from campaigns.stories.pictures import put_into_draft
from images.models import CustomImage
from tests.campaigns.applying import member
from tests.campaigns.stories import filled_in, photo, send, with_pictures
from tests.petitions.threads import at_once, needs_postgresql, times

pytestmark = needs_postgresql


def press(url: str, number: int) -> int:
    """Send a form, with a picture of its own to read from."""
    data = filled_in(headline=f"News {number}", email=f"a{number}@example.org")
    return Client().post(url, {**data, **with_pictures(photo())}).status_code


def test_a_form_that_is_sent_ten_times_at_once_is_taken_once(
    story_index: StoryIndexPage, private: Path
) -> None:
    assert at_once(*times(10, press, f"{story_index.url}share/", 1)) == [303] * 10
    assert SentStory.objects.count() == StoryPage.objects.count() == 1
    assert SentPicture.objects.count() == 1
    assert len([path for path in private.rglob("*") if path.is_file()]) == 1


def test_ten_stories_at_once_all_become_drafts(story_index: StoryIndexPage) -> None:
    url = f"{story_index.url}share/"
    answers = at_once(*(lambda number=number: press(url, number) for number in range(10)))
    assert answers == [303] * 10
    assert StoryPage.objects.child_of(story_index).count() == 10
    assert StoryIndexPage.objects.get().numchild == 10
    assert StoryPage.find_problems() == ([], [], [], [], [])


def test_a_picture_is_put_in_once(story_index: StoryIndexPage) -> None:
    picture = send(story_index, **with_pictures(photo())).pictures.get()
    done = at_once(*times(6, put_into_draft, picture.pk, member()))
    assert sum(done) == CustomImage.objects.count() == 1


def test_a_story_is_erased_once(story_index: StoryIndexPage) -> None:
    story = send(story_index)
    assert sum(at_once(*times(6, erase, story.pk))) == 1
