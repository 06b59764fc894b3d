"""Stories that were sent in, as staff see them: the list, drafts, pictures, erasing, moderation."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, WorkflowState

from campaigns.applications.erasing import erase_expired as erase_forgotten
from campaigns.models import SentPicture, SentStory, StoryIndexPage, StoryPage
from campaigns.stories.drafting import start_moderation, start_what_waits
from campaigns.stories.erasing import erase, erase_expired
from campaigns.stories.housekeeping import erase_old_stories, submit_waiting_stories
from campaigns.stories.pictures import put_into_draft
from tests.campaigns.applying import browser
from tests.campaigns.stories import photo, send, statements, with_pictures
from users.models import User

# Wagtail leaves the temporary file of a rendition to the garbage collector; and nothing here
# depends on the kind of database.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

LIST = "/admin/campaigns/stories/"
VIEW, CHANGE, DELETE = "view_sentstory", "change_sentstory", "delete_sentstory"


def url_of(story: SentStory, below: str = "") -> str:
    """Return the address of a story's details, or of something below them."""
    return f"{LIST}{story.pk}/{below}"


@pytest.fixture
def held(story_index: StoryIndexPage) -> SentStory:
    """A story that may not be from a person."""
    return send(
        story_index, homepage="x", once="1" * 32, **with_pictures(photo(), photo("b.png", "PNG"))
    )


@pytest.fixture
def story(story_index: StoryIndexPage) -> SentStory:
    """A story with two pictures that has become a draft."""
    return send(story_index, **with_pictures(photo(), photo("b.png", "PNG")))


def test_the_list_shows_what_became_of_stories(story: SentStory, held: SentStory) -> None:
    page = browser(VIEW).get(LIST).content.decode()
    assert page.count("Forty journalists") == 2
    assert "filled in a field that people do not see" in page and "Draft" in page.title()
    assert story.email not in page
    one = browser(VIEW).get(f"{LIST}?is_held=true").content.decode()
    assert one.count("Forty journalists") == 1


@pytest.mark.parametrize("typed", ["amina@example.org", "Wanjiru", "journalists", "Kenya"])
def test_finding_a_story(story: SentStory, typed: str) -> None:
    assert "Forty journalists" in browser(VIEW).get(f"{LIST}?q={typed}").content.decode()
    assert "Forty journalists" not in browser(VIEW).get(f"{LIST}?q=nobody").content.decode()


def test_the_list_does_not_grow_in_queries(story_index: StoryIndexPage) -> None:
    client = browser(VIEW)
    numbers = []
    for many in (3, 3):
        for number in range(many):
            send(story_index, email=f"a{number}{len(numbers)}@example.org", headline=f"N {number}")
        client.get(LIST)
        numbers.append(statements(lambda: client.get(LIST)))
    assert numbers[0] == numbers[1]


def test_the_details_lead_to_the_draft(story: SentStory) -> None:
    page = browser(VIEW).get(url_of(story)).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[story.page_id]) in page
    for text in ("Amina Wanjiru", "amina@example.org", "Shelter Kenya", "Kenya", "Joseph Otieno"):
        assert text in page
    assert "Put it into the draft" not in page and "Erase it now" not in page


def test_who_may_do_what(story: SentStory, held: SentStory) -> None:
    picture = story.pictures.first()
    assert picture
    addresses = [LIST, url_of(story), url_of(story, f"pictures/{picture.pk}/")]
    for address in addresses:
        assert Client().get(address).status_code == 302
        assert browser().get(address).status_code in (302, 403)
        response = browser(VIEW).get(address)
        assert response.status_code == 200 and response.getvalue()
    for client in (browser(), browser(VIEW), browser(CHANGE)):
        for action in ({"action": "draft"}, {"action": "picture", "picture": picture.pk}):
            assert client.post(url_of(held), action).status_code in (302, 403)
        assert client.post(url_of(story, "erase/")).status_code in (302, 403)
    held.refresh_from_db()
    assert held.page is None and SentStory.objects.count() == 2
    assert not get_image_model().objects.exists()


def test_nobody_adds_edits_or_exports_stories(story: SentStory, admin_client: Client) -> None:
    for below in ("add/", f"edit/{story.pk}/", f"delete/{story.pk}/", "chooser/"):
        assert admin_client.get(f"{LIST}{below}").status_code == 404
    page = admin_client.get(f"{LIST}?export=csv")
    assert page["Content-Type"].startswith("text/html")
    bulk = reverse("wagtail_bulk_action", args=["campaigns", "sentstory", "delete"])
    admin_client.post(f"{bulk}?id={story.pk}")
    assert SentStory.objects.filter(pk=story.pk).exists()


def test_staff_make_a_draft_of_what_was_held(
    held: SentStory, django_capture_on_commit_callbacks: Any
) -> None:
    client = browser(VIEW, CHANGE)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url_of(held), {"action": "draft"}, follow=True)
    assert "The draft is made." in response.content.decode()
    held.refresh_from_db()
    assert held.page and not held.page.live and held.flag == ""
    assert WorkflowState.objects.get().requested_by is not None
    # A second press, or somebody else a moment later.
    client.post(url_of(held), {"action": "draft"})
    assert StoryPage.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="campaigns.stories.draft").count() == 1


def test_without_the_list_there_is_no_draft(held: SentStory) -> None:
    assert held.index
    held.index.delete()
    response = browser(VIEW, CHANGE).post(url_of(held), {"action": "draft"}, follow=True)
    assert "The list that the story was sent to is gone." in response.content.decode()
    held.refresh_from_db()
    assert held.page is None and held.flag


def test_pictures_go_into_the_draft_without_what_the_camera_wrote(
    story: SentStory, settings: Any
) -> None:
    client = browser(VIEW, CHANGE)
    first, second = story.pictures.all()
    for picture in (first, second, second):
        client.post(url_of(story), {"action": "picture", "picture": picture.pk})
    page = story.page
    assert page
    draft: Any = page.get_latest_revision_as_object()
    assert draft.image_description == "The group in front of the school."
    assert [block.block_type for block in draft.body] == ["paragraph", "figure"]
    figure = draft.body[1].value["image"]
    assert figure.contextual_alt_text == "The group in front of the school."
    assert get_image_model().objects.count() == 2
    for image in (draft.image, figure):
        assert image.credit == "Joseph Otieno"
        # Nobody can guess where it lies: of its name nothing is left.
        assert len(Path(image.file.name).stem) >= 32
        with image.file.open("rb") as file, Image.open(file) as opened:
            assert not opened.getexif() and b"shelter" not in file.read()
            # Upright, as the camera meant it.
            assert opened.size == (4, 8)
    assert not StoryPage.objects.get().live
    draft.save_revision().publish()
    shown = Client().get(StoryPage.objects.get().url).content.decode()
    assert shown.count("The group in front of the school.") == 2 and "Joseph Otieno" in shown


def test_a_broken_picture_is_said_to_be_one(story: SentStory) -> None:
    picture = story.pictures.first()
    assert picture
    picture.file.save("", ContentFile(b"\xff\xd8\xff broken"), save=True)
    response = browser(VIEW, CHANGE).post(
        url_of(story), {"action": "picture", "picture": picture.pk}, follow=True
    )
    assert "The picture is broken" in response.content.decode()
    assert not get_image_model().objects.exists()


def test_pictures_of_another_story_are_not_put_in(story: SentStory, held: SentStory) -> None:
    other = held.pictures.first()
    assert other
    client = browser(VIEW, CHANGE)
    for key in (other.pk, "nonsense", "00000000-0000-0000-0000-000000000000"):
        client.post(url_of(story), {"action": "picture", "picture": key})
    assert client.get(url_of(story, f"pictures/{other.pk}/")).status_code == 404
    assert not put_into_draft(other.pk, None)
    assert not get_image_model().objects.exists()


def test_a_picture_is_shown_to_staff_and_kept_by_no_cache(story: SentStory) -> None:
    picture = story.pictures.first()
    assert picture
    response = browser(VIEW).get(url_of(story, f"pictures/{picture.pk}/"))
    assert response["Content-Type"] == "image/jpeg"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue().startswith(b"\xff\xd8\xff")
    picture.file.storage.delete(str(picture.file.name))
    assert browser(VIEW).get(url_of(story, f"pictures/{picture.pk}/")).status_code == 404


def test_erasing_takes_the_sender_and_leaves_the_page(story: SentStory, private: Path) -> None:
    client = browser(VIEW, DELETE)
    asked = client.get(url_of(story, "erase/")).content.decode()
    assert "2 pictures as they were sent" in asked and "The page that was made of it stays" in asked
    client.post(url_of(story, "erase/"))
    assert client.post(url_of(story, "erase/")).status_code == 302
    assert not SentStory.objects.exists() and not SentPicture.objects.exists()
    assert not [path for path in private.rglob("*") if path.is_file()]
    assert StoryPage.objects.count() == 1
    entry = ModelLogEntry.objects.get(action="campaigns.stories.erase")
    assert "Amina" not in f"{entry.label} {entry.data}"


def test_everything_is_erased_after_its_time(story: SentStory, held: SentStory) -> None:
    SentStory.objects.filter(pk=story.pk).update(created_at=timezone.now() - timedelta(days=181))
    SentStory.objects.filter(pk=held.pk).update(created_at=timezone.now() - timedelta(days=179))
    erase_old_stories()
    assert SentStory.objects.get() == held
    assert erase_expired() == 0 and not erase(story.pk)


def test_pictures_whose_form_never_came_are_erased(
    story_index: StoryIndexPage, private: Path
) -> None:
    data = {**with_pictures(photo()), "headline": ""}
    assert Client().post(f"{story_index.url}share/", data).status_code == 422
    kept = SentPicture.objects.get()
    assert erase_forgotten() == (0, 0)
    SentPicture.objects.filter(pk=kept.pk).update(created_at=timezone.now() - timedelta(days=2))
    assert erase_forgotten() == (0, 1)
    assert not [path for path in private.rglob("*") if path.is_file()]


def test_pictures_of_stories_are_not_taken_for_forgotten(story: SentStory, private: Path) -> None:
    SentPicture.objects.update(created_at=timezone.now() - timedelta(days=3))
    assert erase_forgotten() == (0, 0)
    assert len([path for path in private.rglob("*") if path.is_file()]) == 2


def test_what_never_reached_the_moderators_is_submitted_later(story: SentStory) -> None:
    # Nothing ran after the commit.
    assert not WorkflowState.objects.exists()
    submit_waiting_stories()
    assert WorkflowState.objects.get().object_id == str(story.page_id)
    assert start_what_waits() == 0


def test_moderators_are_told_in_their_language_not_in_the_senders(
    story: SentStory, admin: User
) -> None:
    assert story.page
    with translation.override("es"):
        start_moderation(story.page)
        assert translation.get_language() == "es"
    assert mail.outbox
    assert not [one.subject for one in mail.outbox if "página" in one.subject]


def test_approving_publishes_the_story(
    story_index: StoryIndexPage, admin: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        story = send(story_index, **with_pictures(photo()))
    picture = story.pictures.get()
    put_into_draft(picture.pk, admin)
    state = WorkflowState.objects.get()
    state.current_task_state.task.specific.on_action(state.current_task_state, admin, "approve")
    page = StoryPage.objects.get()
    assert page.live and page.image is not None
    assert "Forty journalists" in Client().get(story_index.url).content.decode()


def test_the_editor_and_reports_open_without_a_sender(
    story: SentStory, admin_client: Client
) -> None:
    submit_waiting_stories()
    put_into_draft(story.pictures.first().pk, None)  # type: ignore[union-attr]
    erase(story.pk)
    for address in (
        reverse("wagtailadmin_pages:edit", args=[story.page_id]),
        reverse("wagtailadmin_pages:history", args=[story.page_id]),
        reverse("wagtailadmin_pages:workflow_history", args=[story.page_id]),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_home"),
    ):
        assert admin_client.get(address).status_code == 200, address


def test_communications_staff_may_read_and_erase(db: Any) -> None:
    names = Group.objects.get(name="Communications staff").permissions.values_list(
        "codename", flat=True
    )
    assert {VIEW, CHANGE, DELETE} <= set(names)


def test_the_permissions_can_be_taken_back_and_given_again(db: Any) -> None:
    module: Any = import_module("campaigns.migrations.0009_communications_staff_stories")
    group = Group.objects.get(name="Communications staff")
    editor = SimpleNamespace(connection=connection)
    module.remove_permissions(apps, editor)
    assert not group.permissions.filter(codename=VIEW).exists()
    module.add_permissions(apps, editor)
    assert group.permissions.filter(codename=VIEW).exists()


def test_an_editor_makes_a_story_by_hand(story_index: StoryIndexPage, admin_client: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["campaigns", "storypage", story_index.pk])
    page = admin_client.get(address).content.decode()
    assert "Whose story it is." in page and "Where it happened." in page
