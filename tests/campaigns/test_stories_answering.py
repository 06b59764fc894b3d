"""Writing to those who sent stories: what was published, what is asked, what is declined."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, WorkflowState

from campaigns.models import SentStory, StoryIndexPage, StoryPage
from campaigns.stories.answering import answer
from campaigns.stories.drafting import start_what_waits
from campaigns.stories.erasing import erase
from campaigns.stories.pictures import put_into_draft
from core.mail.models import OutgoingMail
from core.mail.sending import drain
from tests.campaigns.applying import browser
from tests.campaigns.stories import photo, send, with_pictures
from tests.campaigns.test_stories_admin import CHANGE, VIEW, url_of
from users.models import User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    # Wagtail leaves the temporary file of a rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

WORDS = "Who are <b>the forty</b>?\n\nPlease tell us."


@pytest.fixture
def story(story_index: StoryIndexPage, django_capture_on_commit_callbacks: Any) -> SentStory:
    """A story from somebody who reads Spanish; the moderators have its draft."""
    with django_capture_on_commit_callbacks(execute=True):
        sent = send(story_index, **with_pictures(photo(), photo("b.png", "PNG")))
    SentStory.objects.update(language="es")
    sent.refresh_from_db()
    return sent


def mails() -> list[Any]:
    """Send what waits; return what went to the sender."""
    mail.outbox.clear()
    drain()
    return [one for one in mail.outbox if one.to == ["amina@example.org"]]


def test_the_sender_is_told_once_of_what_is_published(story: SentStory, admin: User) -> None:
    state = WorkflowState.objects.get()
    state.current_task_state.task.specific.on_action(state.current_task_state, admin, "approve")
    (told,) = mails()
    page = StoryPage.objects.get()
    assert told.subject == "Tu historia está publicada"
    for text in (told.body, told.alternatives[0][0]):
        assert page.full_url in text and "Forty journalists trained in Nairobi" in text
    page.save_revision().publish()
    page.unpublish()
    page.save_revision().publish()
    assert StoryPage.objects.get().live and mails() == []


def test_a_page_that_nobody_sent_tells_nobody(story_index: StoryIndexPage) -> None:
    page = StoryPage(title="Ours", slug="ours", summary="By staff.", live=False)
    story_index.add_child(instance=page)
    page.save_revision().publish()
    assert not OutgoingMail.objects.exists()


def test_a_question_goes_once_and_as_it_was_typed(story: SentStory) -> None:
    client = browser(VIEW, CHANGE)
    typed = {"action": "answer", "words": WORDS, "after": 0}
    shown = client.get(url_of(story)).content.decode()
    assert 'name="after" value="0"' in shown
    assert "is on its way" in client.post(url_of(story), typed, follow=True).content.decode()
    # A second press sends the same again.
    assert "No mail was sent" in client.post(url_of(story), typed, follow=True).content.decode()
    (asked,) = mails()
    assert asked.subject == "Sobre la historia que nos enviaste"
    assert WORDS in asked.body and "Nuestro equipo escribe" in asked.body
    assert "&lt;b&gt;the forty&lt;/b&gt;" in asked.alternatives[0][0]
    shown = client.get(url_of(story)).content.decode()
    assert 'name="after" value="1"' in shown and "&lt;b&gt;the forty&lt;/b&gt;" in shown
    entry = ModelLogEntry.objects.get(action="campaigns.stories.ask")
    assert "forty" not in f"{entry.label} {entry.data}"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_without_words_nothing_is_sent_and_the_form_says_so(story: SentStory) -> None:
    typed = {"action": "answer", "words": " ", "declines": "on", "after": 0}
    response = browser(VIEW, CHANGE).post(url_of(story), typed)
    assert response.status_code == 422 and "This field is required" in response.content.decode()
    assert "checked" in response.content.decode()
    story.refresh_from_db()
    assert story.declined_at is None and not mails()


def test_only_those_who_may_change_write_to_senders(story: SentStory) -> None:
    for client in (Client(), browser(), browser(VIEW), browser(CHANGE)):
        typed = {"action": "answer", "words": WORDS, "after": 0}
        assert client.post(url_of(story), typed).status_code in (302, 403)
    assert not OutgoingMail.objects.filter(to="amina@example.org").exists()


def test_a_declined_story_waits_for_nobody(story: SentStory, admin: User) -> None:
    client = browser(VIEW, CHANGE)
    typed = {"action": "answer", "words": "It names a child.", "declines": "on", "after": 0}
    client.post(url_of(story), typed)
    (declined,) = mails()
    assert "No la vamos a publicar" in declined.body and "It names a child." in declined.body
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert start_what_waits() == 0
    listed = client.get("/admin/campaigns/stories/").content.decode()
    assert "declined" in listed.lower()
    # Not even one that never reached the moderators.
    WorkflowState.objects.all().delete()
    assert start_what_waits() == 0


def test_what_readers_can_see_is_not_declined(story: SentStory, admin: User) -> None:
    page = StoryPage.objects.get()
    page.save_revision().publish()
    assert not answer(story.pk, "No.", declines=True, after=0, user=admin)
    story.refresh_from_db()
    assert story.declined_at is None
    assert answer(story.pk, "Thank you.", declines=False, after=0, user=admin)


@pytest.mark.parametrize("declines", [True, False])
def test_erasing_takes_the_draft_of_a_declined_story_along(
    story: SentStory, admin: User, declines: bool, private: Path
) -> None:
    for picture in story.pictures.all():
        put_into_draft(picture.pk, admin)
    files = [Path(image.file.path) for image in get_image_model().objects.all()]
    assert answer(story.pk, WORDS, declines=declines, after=0, user=admin)
    erase(story.pk, admin)
    assert StoryPage.objects.exists() is not declines
    assert get_image_model().objects.count() == (0 if declines else 2)
    assert len(files) == 2
    assert not OutgoingMail.objects.filter(reference=f"story:{story.pk.hex}").exists()


def test_a_picture_that_is_used_elsewhere_stays(
    story: SentStory, story_index: StoryIndexPage, admin: User
) -> None:
    first, second = story.pictures.all()
    put_into_draft(first.pk, admin)
    put_into_draft(second.pk, admin)
    first.refresh_from_db()
    other = StoryPage(title="Ours", slug="ours", summary="By staff.", image=first.image)
    story_index.add_child(instance=other)
    answer(story.pk, WORDS, declines=True, after=0, user=admin)
    erase(story.pk)
    assert get_image_model().objects.get() == first.image


def test_the_page_leads_to_what_was_sent_in(story: SentStory, admin_client: Client) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[story.page_id])
    assert url_of(story) in admin_client.get(edit).content.decode()
    index = reverse("wagtailadmin_pages:edit", args=[story.index_id])
    assert "campaigns/stories/" not in admin_client.get(index).content.decode().split("<main")[1]
