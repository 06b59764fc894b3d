"""Sharing news: what is taken, what is refused, and what becomes of it."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation
from wagtail.models import Revision, WorkflowState

from campaigns.applications import keeping
from campaigns.models import SentPicture, SentStory, StoryIndexPage, StoryPage
from campaigns.stories.forms import StoryForm
from core.public_forms import make_stamp
from tests.campaigns.applying import pdf
from tests.campaigns.stories import filled_in, photo, send, with_pictures
from users.models import User

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def url(story_index: StoryIndexPage) -> str:
    """Where the form is."""
    return f"{story_index.url}share/"


def draft_of(story: SentStory) -> StoryPage:
    """Return the page as it would be published."""
    assert story.page
    draft = story.page.get_latest_revision_as_object()
    assert isinstance(draft, StoryPage)
    return draft


def test_a_story_becomes_a_draft(story_index: StoryIndexPage) -> None:
    story = send(story_index)
    page = draft_of(story)
    assert not page.live and page.first_published_at is None
    assert page.get_parent().pk == story_index.pk
    assert page.title == "Forty journalists trained in Nairobi"
    assert page.summary == "We met for two days. Forty came. All stayed."
    assert "<p>We met for two days.</p><p>Forty came.<br/>All stayed.</p>" in str(
        page.body[0].value
    )
    assert page.countries == ("KE",)
    # Whose story it is, staff say: anybody could speak in an organisation's name.
    assert page.organisation is None and page.owner is None


def test_the_moderators_have_it_and_are_told(
    story_index: StoryIndexPage,
    admin: User,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = True
    with django_capture_on_commit_callbacks(execute=True):
        story = send(story_index)
    state = WorkflowState.objects.get()
    assert story.page and state.content_object.pk == story.page.pk
    assert state.status == WorkflowState.STATUS_IN_PROGRESS and state.requested_by is None
    assert [message.to for message in mail.outbox] == [[admin.email]] * len(mail.outbox) != []
    sent = "".join(message.subject + message.body for message in mail.outbox)
    assert "Forty journalists" in sent and "amina" not in sent.lower()


def test_the_sender_is_on_no_page_and_in_no_revision(story_index: StoryIndexPage) -> None:
    story = send(story_index)
    assert (story.name, story.email) == ("Amina Wanjiru", "amina@example.org")
    for revision in Revision.objects.all():
        assert "amina" not in str(revision.content).lower()
    page = StoryPage.objects.get()
    assert "amina" not in str(vars(page)).lower()


def test_everybody_reads_the_same_answer(story_index: StoryIndexPage, url: str) -> None:
    response = Client().post(url, filled_in())
    held = Client().post(url, filled_in(homepage="http://spam.example"))
    assert response["Location"] == held["Location"] == f"{url}thank-you/"
    page = Client().get(response["Location"]).content.decode()
    assert "We look at it first" in page and "noindex" in page


def test_markup_is_plain_text(story_index: StoryIndexPage) -> None:
    script = "<script>alert(1)</script>"
    embed = '<embed embedtype="image" id="1" alt="x" format="left"/><a linktype="page" id="1">y</a>'
    story = send(
        story_index,
        headline=f"News {script}",
        text=f"{script}\n\n{embed}",
        organisation=script,
        name=script + "Ana",
    )
    page = story.page
    assert page
    page.get_latest_revision().publish()
    shown = Client().get(page.url).content.decode()
    assert script not in shown and "<embed" not in shown and 'linktype="page"' not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown and "&lt;embed" in shown
    listed = Client().get(story_index.url).content.decode()
    assert script not in listed and "&lt;script&gt;" in listed


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("headline", "Please write a headline."),
        ("text", "Please tell us what happened."),
        ("organisation", "Please write the name of your organisation."),
        ("country", "Please choose the country."),
        ("name", "Please write your name."),
        ("email", "Please write your mail address."),
        ("people_agree", "We can publish only what the people shown have agreed to."),
        ("may_publish", "Please agree that the coalition may publish it."),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_lost(url: str, field: str, sentence: str) -> None:
    response = Client().post(url, filled_in(**{field: None}))
    page = response.content.decode()
    assert response.status_code == 422 and sentence in page
    assert not SentStory.objects.exists() and not StoryPage.objects.exists()
    for name, value in filled_in(**{field: None}).items():
        if name not in ("text", "people_agree", "may_publish", "once"):
            assert f'value="{value}"' in page, name
    assert ("Forty came." in page) == (field != "text")


def test_too_long_a_headline_says_how_long_it_is(url: str) -> None:
    response = Client().post(url, filled_in(headline="x" * 130))
    assert response.status_code == 422
    assert "This is 130 letters long; we can store 120." in response.content.decode()


def test_an_unknown_country_is_refused(url: str) -> None:
    response = Client().post(url, filled_in(country="XX"))
    assert "Please choose one of what is offered." in response.content.decode()


def test_pictures_need_words(url: str) -> None:
    response = Client().post(url, filled_in(pictures=[photo()]))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Please say what the pictures show." in page
    assert "Please say who made the pictures." in page


def test_pictures_are_kept_privately(
    story_index: StoryIndexPage, settings: Any, private: Path
) -> None:
    story = send(story_index, **with_pictures(photo(), photo("b.png", "PNG")))
    assert [picture.kind for picture in story.pictures.all()] == ["jpeg", "png"]
    for picture in story.pictures.all():
        assert (private / str(picture.file.name)).exists()
        with pytest.raises(ValueError, match="no address"):
            _ = picture.file.url
    assert draft_of(story).image is None and len(draft_of(story).body) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_of_these_kinds_are_taken(story_index: StoryIndexPage, kind: str) -> None:
    story = send(story_index, **with_pictures(photo("x.bin", kind)))
    assert story.pictures.get().kind == kind.lower()


def test_what_is_no_picture_is_refused_by_its_content(url: str) -> None:
    response = Client().post(url, filled_in(**with_pictures(pdf("photo.jpg"))))
    assert response.status_code == 422
    assert "“photo.jpg” is not JPEG, PNG or WebP" in response.content.decode()
    assert not SentPicture.objects.exists()


def test_the_limits_are_said_in_the_readers_language() -> None:
    for language, words in (("es", "como máximo 5 archivos"), ("en", "at most 5 files")):
        with translation.override(language):
            assert words in str(StoryForm()["pictures"].help_text)


def test_six_pictures_are_one_too_many(url: str) -> None:
    six = [photo(f"{number}.jpg") for number in range(6)]
    response = Client().post(url, filled_in(**with_pictures(*six)))
    assert response.status_code == 422
    assert "Please choose at most 5 files." in response.content.decode()


def test_good_pictures_are_kept_over_a_mistake(story_index: StoryIndexPage, url: str) -> None:
    response = Client().post(url, filled_in(**with_pictures(photo()), country=None))
    page = response.content.decode()
    token = page.split('name="pictures-kept" value="')[1].split('"')[0]
    assert SentPicture.objects.get().story is None
    words = {name: value for name, value in with_pictures().items() if name != "pictures"}
    story = send(story_index, **words, **{"pictures-kept": [token]})
    assert SentPicture.objects.get().story == story


def test_files_of_other_forms_cannot_be_asked_for(story_index: StoryIndexPage, url: str) -> None:
    # A token is good for a day, for the file that it was made for, and for this kind of form.
    response = Client().post(url, filled_in(**{"pictures-kept": [keeping._signer.sign("0" * 32)]}))
    assert response.status_code == 422
    assert "A file from your earlier try is no longer here." in response.content.decode()


def test_a_second_press_of_the_button_is_one_story(story_index: StoryIndexPage) -> None:
    for _n in range(2):
        send(story_index, **with_pictures(photo()))
    assert SentStory.objects.count() == StoryPage.objects.count() == 1
    assert SentPicture.objects.count() == 1
    # The same words in a form that was opened anew are another story.
    send(story_index, once="0" * 32)
    assert SentStory.objects.count() == 2


@pytest.mark.parametrize(
    ("others", "flag"),
    [
        ({"homepage": "x"}, "honeypot"),
        ({"email": "a@mailinator.com"}, "disposable"),
        ({"headline": "Buy at www.example.com"}, "link"),
    ],
)
def test_what_looks_like_a_program_is_held(
    story_index: StoryIndexPage, others: dict[str, str], flag: str
) -> None:
    story = send(story_index, **others, **with_pictures(photo()))
    assert story.flag == flag and story.page is None
    assert story.pictures.count() == 1
    assert not StoryPage.objects.exists()


def test_a_form_that_comes_at_once_is_held(story_index: StoryIndexPage, settings: Any) -> None:
    settings.SIGN_MIN_SECONDS = 3
    assert send(story_index, stamp=make_stamp(time.time())).flag == "speed"


def test_many_from_one_network_are_held(story_index: StoryIndexPage, settings: Any) -> None:
    settings.SIGN_NETWORK_LIMIT = 1
    flags = [send(story_index, headline=f"News {number}").flag for number in range(3)]
    assert flags == ["", "network", "network"]


def test_many_from_one_address_are_held(story_index: StoryIndexPage) -> None:
    flags = [send(story_index, headline=f"News {number}").flag for number in range(6)]
    assert flags == [""] * 5 + ["address"]


def test_a_form_of_another_site_is_not_read(url: str) -> None:
    response = Client().post(url, filled_in(), headers={"Origin": "https://evil.example"})
    assert response.status_code == 403 and not SentStory.objects.exists()


def test_what_is_too_large_is_refused_in_words(url: str, settings: Any) -> None:
    response = Client().post(url, filled_in(text="x" * 3_000_000))
    assert response.status_code in (413, 422) and not SentStory.objects.exists()
    assert "kept what you typed" in response.content.decode() or "3000000" in (
        response.content.decode().replace(",", "")
    )


def test_the_form_of_an_alias_and_of_a_list_without_stories(story_index: StoryIndexPage) -> None:
    page = Client().get(f"{story_index.url}share/")
    assert page.status_code == 200 and "no-cache" in page["Cache-Control"]
    assert "There are no stories here yet." in Client().get(story_index.url).content.decode()
    alias = story_index.create_alias(update_slug="copy", parent=story_index.get_parent())
    send(alias)
    assert StoryPage.objects.get().get_parent().pk == story_index.pk


def test_two_stories_of_the_same_headline_have_two_addresses(story_index: StoryIndexPage) -> None:
    send(story_index)
    send(story_index, text="Something else.", headline="share")
    send(story_index, text="And again.")
    slugs = set(StoryPage.objects.values_list("slug", flat=True))
    assert len(slugs) == 3 and "share" not in slugs
