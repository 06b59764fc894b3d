"""The links in mails: confirming, and "your comment"."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.logging import mask
from core.mail.models import OutgoingMail
from resources.commenting.mail import mail_confirmation
from resources.commenting.tokens import links, signed_links
from resources.models import Comment
from tests.resources.commenting import CommentFactory, section_url, send

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def comment(home: Any) -> Comment:
    """A comment that nobody has confirmed."""
    return CommentFactory(text="Say who decides.", name="Ana Silva", email="ana@example.org")


def state(comment: Comment) -> str:
    """Return its state in the database."""
    return Comment.objects.values_list("status", flat=True).get(pk=comment.pk)


def test_opening_the_link_shows_everything_and_changes_nothing(comment: Comment) -> None:
    for method in (Client().get, Client().head):
        response = method(links(comment)["confirm_url"])
        assert response.status_code == 200
        assert "no-cache" in response["Cache-Control"]
    page = Client().get(links(comment)["confirm_url"]).content.decode()
    for text in ("Say who decides.", "Ana Silva", "ana@example.org", "Portugal", "1 Ask first"):
        assert text in page
    assert '<meta name="robots" content="noindex">' in page
    assert state(comment) == "pending"


def test_the_button_confirms_and_the_comment_then_waits_for_staff(comment: Comment) -> None:
    url = links(comment)["confirm_url"]
    for _time in range(3):
        response = Client().post(url, follow=True)
        assert response.status_code == 200
        assert "Your comment is confirmed" in response.content.decode()
    comment.refresh_from_db()
    assert comment.status == "confirmed"
    assert comment.confirmed_at is not None
    assert "Say who decides." not in Client().get(comment.consultation.path).content.decode()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("withdrawn", "You have withdrawn this comment"),
        ("rejected", "This comment is not published"),
        ("published", "It is published below its section."),
        ("confirmed", "The coalition reads it before it is shown."),
    ],
)
def test_the_button_changes_nothing_once_it_is_decided(
    status: str, words: str, comment: Comment
) -> None:
    Comment.objects.update(status=status)
    for method in (Client().get, Client().post):
        response = method(links(comment)["confirm_url"], follow=True)
        assert words in response.content.decode()
        assert state(comment) == status


def test_who_is_held_for_a_check_confirms_and_goes_on_waiting(comment: Comment) -> None:
    Comment.objects.update(status="quarantined")
    response = Client().post(links(comment)["confirm_url"], follow=True)
    assert "Your comment is confirmed" in response.content.decode()
    comment.refresh_from_db()
    assert comment.status == "quarantined"
    assert comment.confirmed_at is not None


def test_a_comment_that_was_sent_in_time_can_be_confirmed_later(comment: Comment) -> None:
    comment.consultation.closed_at = timezone.now()
    comment.consultation.save()
    Client().post(links(comment)["confirm_url"])
    assert state(comment) == "confirmed"


@pytest.mark.parametrize("purpose", signed_links.purposes)
def test_a_link_that_is_not_ours_leads_nowhere(purpose: str, comment: Comment) -> None:
    url = links(comment)[f"{purpose}_url"]
    other = next(name for name in signed_links.purposes if name != purpose)
    mine = signed_links.make_token(comment.pk, purpose)
    forged = [
        url.replace(mine, mine[:-1]),
        url.replace(mine, signed_links.make_token(comment.pk, other)),
        url.replace(comment.pk.hex, "0" * 32),
    ]
    for address in forged:
        for method in (Client().get, Client().post):
            assert method(address).status_code == 404
    assert state(comment) == "pending"


def test_your_comment_shows_what_is_stored(comment: Comment) -> None:
    Comment.objects.update(answer="Not yet", verdict="taken_up")
    page = Client().get(links(comment)["manage_url"]).content.decode()
    for text in ("Say who decides.", "Ana Silva", "ana@example.org", "Portugal", "English"):
        assert text in page
    # What staff think of it is for the public, its writer included, once it is published.
    assert "Not yet" not in page
    Comment.objects.update(status="published", published_at=timezone.now())
    page = Client().get(links(comment)["manage_url"]).content.decode()
    assert "Not yet" in page
    assert "taken up" in page


def test_withdrawing_asks_once_and_takes_it_off_the_page(comment: Comment) -> None:
    Comment.objects.update(status="published", published_at=timezone.now())
    url = links(comment)["manage_url"]
    asked = Client().post(url, {"action": "withdraw"})
    assert "Withdraw your comment?" in asked.content.decode()
    assert state(comment) == "published"
    assert Client().post(url, {"action": "withdraw", "sure": "1"}).status_code == 303
    assert state(comment) == "withdrawn"
    assert "Say who decides." not in Client().get(comment.consultation.path).content.decode()
    assert (
        "Say who decides." not in Client().get(section_url(comment.consultation)).content.decode()
    )
    assert "You have withdrawn it" in Client().get(url).content.decode()


def test_erasing_leaves_nothing_but_that_something_was_erased(comment: Comment) -> None:
    mail_confirmation(comment)
    url = links(comment)
    asked = Client().post(url["manage_url"], {"action": "erase"})
    assert "Erase your comment?" in asked.content.decode()
    assert Comment.objects.exists()
    done = Client().post(url["manage_url"], {"action": "erase", "sure": "1"})
    assert "Your comment is erased" in done.content.decode()
    assert not Comment.objects.exists()
    assert not OutgoingMail.objects.exists()
    for address in url.values():
        assert Client().get(address).status_code == 404
    entry = ModelLogEntry.objects.get(action="resources.comments.erase")
    assert entry.object_id == str(comment.consultation_id)
    whole = f"{entry.label} {entry.data} {entry.message}"
    assert "Ana" not in whole
    assert comment.pk.hex not in whole.replace("-", "")


def test_what_others_see_can_be_changed(comment: Comment) -> None:
    Comment.objects.update(status="published", published_at=timezone.now())
    url, draft = links(comment)["manage_url"], comment.consultation.path
    assert "Ana Silva" in Client().get(draft).content.decode()
    changed = Client().post(url, {"action": "visibility", "visibility": "hidden"}, follow=True)
    assert "Saved." in changed.content.decode()
    assert "Ana Silva" not in Client().get(draft).content.decode()
    wrong = Client().post(url, {"action": "visibility", "visibility": "everything"})
    assert wrong.status_code == 422
    assert Comment.objects.get().visibility == "hidden"


@pytest.mark.parametrize("action", ["", "publish", "confirm"])
def test_no_other_action_does_anything(action: str, comment: Comment) -> None:
    before = Comment.objects.values().get()
    Client().post(links(comment)["manage_url"], {"action": action, "sure": "1"})
    assert Comment.objects.values().get() == before


def test_the_links_speak_every_language_of_the_site(comment: Comment) -> None:
    for code in ("es", "ar"):
        for url in links(comment).values():
            page = Client().get(url.replace("/en/", f"/{code}/")).content.decode()
            assert f'<html lang="{code}"' in page
            # The section's title stays in the draft's language, and says so.
            assert '<dd lang="en" dir="ltr">1 Ask first</dd>' in page


def test_search_engines_are_kept_off_the_links(comment: Comment) -> None:
    robots = Client().get("/robots.txt").content.decode()
    assert "Disallow: /en/comment/\n" in robots
    assert "Disallow: /en/comments/" not in robots


def test_logs_do_not_keep_the_links(comment: Comment) -> None:
    line = mask(f"Not Found: {links(comment)['manage_url']}")
    assert comment.pk.hex not in line
    assert line.endswith("/en/comment/…/")


def test_each_submission_has_links_of_its_own(comment: Comment) -> None:
    send(comment.consultation)
    other = Comment.objects.exclude(pk=comment.pk).get()
    Client().post(links(other)["confirm_url"])
    assert (state(other), state(comment)) == ("confirmed", "pending")
