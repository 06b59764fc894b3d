"""Sending comments: what is stored, what is mailed, and that everybody gets the same answer."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.public_forms import make_stamp
from resources.commenting import moderating
from resources.commenting.confirming import confirm
from resources.commenting.erasing import erase, erase_expired
from resources.commenting.submitting import MAX_MAILS
from resources.commenting.withdrawing import withdraw
from resources.models import Comment, Consultation
from tests.petitions.html import read_html
from tests.resources.commenting import (
    SECTIONS,
    CommentFactory,
    ConsultationFactory,
    form_data,
    section_url,
    send,
    sent_mails,
)

pytestmark = pytest.mark.django_db

HELD: dict[str, dict[str, str]] = {
    "honeypot": {"homepage": "https://spam.example/"},
    "disposable": {"email": "ana@mailinator.com"},
    "link": {"name": "www.spam.example"},
    "speed": {"stamp": make_stamp(time.time())},
    "links": {"text": "Look at " + " ".join(f"https://spam.example/{n}" for n in range(11))},
}


@pytest.fixture
def consultation(home: Any) -> Consultation:
    """A draft that is open for a week."""
    return ConsultationFactory()


def answer_to(consultation: Consultation, **typed: str) -> tuple[Any, ...]:
    """Return everything a browser sees after sending the form, and the page it is led to.

    But for the id, which each request has of its own.
    """
    client = Client()
    sent = client.post(section_url(consultation), form_data(**typed))
    shown = client.get(sent["Location"])
    assert not client.cookies
    for answer in (sent, shown):
        del answer["X-Request-ID"]
    return (
        (sent.status_code, sorted(sent.items()), sent.content),
        (shown.status_code, sorted(shown.items()), shown.content),
    )


def test_a_comment_waits_for_its_writer_with_everything_that_was_typed(
    consultation: Consultation,
) -> None:
    response = send(consultation, "principle-1")
    assert response.status_code == 303
    comment = Comment.objects.get()
    stored = {
        name: getattr(comment, name)
        for name in ("section_key", "section_title", "name", "organisation", "email", "text")
    }
    assert stored == {
        "section_key": SECTIONS[1].key,
        "section_title": "Principle 1 – Respect",
        "name": "Ana Silva",
        "organisation": "Guild of Photographers",
        "email": "ana@example.org",
        "text": "What does “respect” mean here?",
    }
    assert (comment.status, comment.visibility, comment.country.code) == ("pending", "full", "PT")
    assert comment.consultation == consultation


def test_the_mail_says_nothing_that_the_writer_typed(consultation: Consultation) -> None:
    send(consultation, text="SECRET words", name="SECRET name", organisation="SECRET guild")
    [mail] = sent_mails()
    assert mail.to == ["ana@example.org"]
    whole = mail.subject + mail.body + str(mail.alternatives)
    assert "SECRET" not in whole
    assert "Ask first" not in whole
    assert consultation.title in mail.body
    assert "/en/comment/confirm/" in str(mail.merge_data)


def test_a_mail_is_in_the_language_of_the_draft(home: Any, spanish: Any) -> None:
    consultation = ConsultationFactory(language="es", title="Guía de imágenes")
    response = Client().post(
        section_url(consultation).replace("/es/", "/en/"), form_data(), follow=True
    )
    assert response.status_code == 200
    assert Comment.objects.get().language == "es"
    assert OutgoingMail.objects.get().language == "es"


@pytest.mark.parametrize("status", Comment.Status.values)
def test_a_repeated_comment_gets_the_answer_of_a_new_one(
    status: str, consultation: Consultation
) -> None:
    first = answer_to(consultation, email="first@example.org")
    send(consultation)
    Comment.objects.filter(email="ana@example.org").update(status=status)
    assert answer_to(consultation) == first
    assert Comment.objects.filter(email="ana@example.org").count() == 1


@pytest.mark.parametrize("reason", HELD)
def test_a_comment_that_is_held_gets_the_answer_of_a_new_one(
    reason: str, consultation: Consultation, settings: Any
) -> None:
    # The stamp is as old as this process.
    settings.SIGN_MIN_SECONDS = 86_400
    first = answer_to(consultation, email="first@example.org")
    assert answer_to(consultation, **HELD[reason]) == first
    stored = Comment.objects.latest("created_at")
    assert (stored.status, stored.quarantine_reason) == ("quarantined", reason)
    # Its writer is asked to confirm once staff have looked at it.
    assert OutgoingMail.objects.count() == Comment.objects.filter(mails=1).count() == 1


def test_ten_links_are_no_reason_to_hold_a_comment(consultation: Consultation) -> None:
    send(consultation, text=" ".join(f"https://www.example.com/{n}" for n in range(10)))
    assert Comment.objects.get().status == "pending"


def test_the_next_comment_from_a_crowded_network_gets_the_same_answer(
    consultation: Consultation, settings: Any
) -> None:
    settings.SIGN_NETWORK_LIMIT = 1
    client = Client(REMOTE_ADDR="203.0.113.9")
    for number in range(2):
        response = client.post(section_url(consultation), form_data(text=f"Comment {number}"))
        assert response.status_code == 303
    assert Comment.objects.get(text="Comment 1").quarantine_reason == "network"
    assert Comment.objects.get(text="Comment 0").status == "pending"


def test_nothing_of_the_network_is_stored(consultation: Consultation) -> None:
    Client(REMOTE_ADDR="203.0.113.77").post(section_url(consultation), form_data())
    for model in (Comment, OutgoingMail):
        for row in model.objects.values():
            assert "203.0.113" not in str(row)


def test_the_same_sent_twice_is_taken_once(consultation: Consultation) -> None:
    for _time in range(2):
        assert send(consultation).status_code == 303
    # One mailbox, however it is spelt.
    assert send(consultation, email="ANA@example.org").status_code == 303
    assert Comment.objects.count() == 1
    assert Comment.objects.get().mails == OutgoingMail.objects.count() == 3


def test_one_person_may_say_several_things(consultation: Consultation) -> None:
    send(consultation)
    send(consultation, text="Something else")
    send(consultation, "principle-1")
    send(ConsultationFactory())
    assert Comment.objects.count() == OutgoingMail.objects.count() == 4


def test_what_was_withdrawn_can_be_sent_again(consultation: Consultation) -> None:
    send(consultation)
    Comment.objects.update(status="withdrawn", withdrawn_at=timezone.now())
    send(consultation)
    comment = Comment.objects.get()
    assert (comment.status, comment.withdrawn_at, comment.mails) == ("pending", None, 2)


def test_what_was_withdrawn_is_held_when_it_comes_again_under_suspicion(
    consultation: Consultation, admin: Any
) -> None:
    send(consultation)
    comment = Comment.objects.get()
    confirm(comment)
    withdraw(comment)
    send(consultation, homepage="x")
    comment.refresh_from_db()
    assert (comment.status, comment.quarantine_reason) == ("quarantined", "honeypot")
    assert (comment.confirmed_at, comment.withdrawn_at, comment.mails) == (None, None, 1)
    # It is confirmed anew like any other that was held.
    moderating.release([comment.pk], admin)
    comment.refresh_from_db()
    assert (comment.status, comment.mails) == ("pending", 2)


@pytest.mark.parametrize("status", ["pending", "quarantined", "confirmed", "published", "rejected"])
def test_nothing_else_is_held_when_it_comes_again_under_suspicion(
    status: str, consultation: Consultation
) -> None:
    send(consultation)
    Comment.objects.update(status=status)
    before = Comment.objects.values().get()
    send(consultation, homepage="x")
    assert Comment.objects.values().get() == before


def test_what_was_rejected_stays_rejected(consultation: Consultation) -> None:
    send(consultation)
    Comment.objects.update(status="rejected")
    send(consultation)
    comment = Comment.objects.get()
    assert (comment.status, comment.mails) == ("rejected", 1)


def test_what_was_held_is_let_go_when_it_comes_again_without_suspicion(
    consultation: Consultation,
) -> None:
    send(consultation, homepage="x")
    assert Comment.objects.get().status == "quarantined"
    send(consultation)
    comment = Comment.objects.get()
    assert (comment.status, comment.quarantine_reason, comment.mails) == ("pending", "", 1)


def test_nobody_s_mailbox_is_filled_in_their_name(consultation: Consultation) -> None:
    answers = {
        send(consultation, text=f"Comment {number}").content for number in range(MAX_MAILS + 5)
    }
    assert len(answers) == 1
    send(consultation, text="Comment 0")
    assert OutgoingMail.objects.count() == MAX_MAILS
    assert Comment.objects.filter(mails=0).count() == 5
    # Another address, and another draft, are not held up by it.
    send(consultation, email="eva@example.org")
    send(ConsultationFactory())
    assert OutgoingMail.objects.count() == MAX_MAILS + 2


def test_comments_that_had_to_wait_are_mailed_as_others_are_confirmed(
    consultation: Consultation,
) -> None:
    for number in range(MAX_MAILS + 2):
        send(consultation, text=f"Comment {number}")
    waiting = Comment.objects.filter(mails=0).order_by("created_at")
    first = waiting[0]
    confirm(Comment.objects.get(text="Comment 0"))
    first.refresh_from_db()
    assert first.mails == 1
    assert OutgoingMail.objects.count() == MAX_MAILS + 1
    assert waiting.count() == 1
    # The same link again is no further confirmation.
    confirm(Comment.objects.get(text="Comment 0"))
    assert waiting.count() == 1


def crowd(consultation: Consultation) -> list[Comment]:
    """Send twice as many comments in one name as may be mailed; return those that were."""
    for number in range(2 * MAX_MAILS):
        send(consultation, text=f"Comment {number}")
    mailed = list(Comment.objects.filter(mails=1))
    assert len(mailed) == MAX_MAILS
    return mailed


def expire(comments: list[Comment]) -> None:
    long_ago = timezone.now() - timedelta(days=settings.SIGN_PENDING_DAYS, minutes=1)
    Comment.objects.filter(pk__in=[row.pk for row in comments]).update(pending_since=long_ago)
    erase_expired()


def withdraw_all(comments: list[Comment]) -> None:
    for comment in comments:
        assert withdraw(comment)


def erase_all(comments: list[Comment]) -> None:
    for comment in comments:
        assert erase(comment.pk)


@pytest.mark.parametrize("end", [expire, withdraw_all, erase_all])
def test_who_takes_back_what_others_sent_in_their_name_gets_no_further_mail(
    end: Callable[[list[Comment]], None], consultation: Consultation
) -> None:
    mailed = crowd(consultation)
    end(mailed)
    assert Comment.objects.filter(status="pending").count() == MAX_MAILS
    assert not Comment.objects.filter(status="pending", mails__gt=0).exists()


def test_what_was_withdrawn_unconfirmed_makes_no_room_for_more(consultation: Consultation) -> None:
    withdraw_all(crowd(consultation))
    before = OutgoingMail.objects.count()
    send(consultation, text="One more")
    assert OutgoingMail.objects.count() == before


def test_what_had_to_wait_has_its_whole_time_once_it_is_mailed(consultation: Consultation) -> None:
    mailed = crowd(consultation)
    nearly_over = timezone.now() - timedelta(days=settings.SIGN_PENDING_DAYS, minutes=-1)
    over = nearly_over - timedelta(minutes=2)
    waiting = Comment.objects.filter(mails=0).order_by("created_at")
    expired, following = waiting[:2]
    waiting.update(pending_since=nearly_over)
    Comment.objects.filter(pk=expired.pk).update(pending_since=over)
    started = timezone.now()
    confirm(mailed[0])
    expired.refresh_from_db()
    following.refresh_from_db()
    assert expired.mails == 0, "Its link would be dead in the night."
    assert following.mails == 1
    assert following.pending_since >= started


def test_what_had_to_wait_has_its_whole_time_when_it_is_sent_again(
    consultation: Consultation,
) -> None:
    send(consultation)
    Comment.objects.update(mails=0, pending_since=timezone.now() - timedelta(days=20))
    started = timezone.now()
    send(consultation)
    comment = Comment.objects.get()
    assert comment.mails == 1
    assert comment.pending_since >= started


def test_a_closed_draft_gives_back_what_was_typed(consultation: Consultation) -> None:
    Consultation.objects.update(closed_at=timezone.now() - timedelta(seconds=1))
    for typed in ({}, {"name": ""}):
        response = send(consultation, text="Long thought about", **typed)
        assert response.status_code == 422
        assert not Comment.objects.exists()
        read = read_html(response.content)
        assert read.values["text"] == "Long thought about"
        assert read.values["email"] == "ana@example.org"
        assert "not taken any more" in read.text
        assert b'type="submit"' not in response.content


def test_a_draft_that_closes_between_two_looks_takes_nothing(
    consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The view has found it open; the transaction looks again under lock."""
    from resources.commenting.views import draft

    def close_and_count(*args: Any) -> int:
        Consultation.objects.update(closed_at=timezone.now() - timedelta(seconds=1))
        return 0

    monkeypatch.setattr(draft, "count_request", close_and_count)
    response = send(consultation)
    assert response.status_code == 422
    assert not Comment.objects.exists()


def test_comments_are_taken_through_the_end_of_the_last_day(
    consultation: Consultation, settings: Any
) -> None:
    settings.TIME_ZONE = "Asia/Bangkok"
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    Consultation.objects.update(closes_on=today)
    assert send(consultation).status_code == 303
    Consultation.objects.update(closes_on=today - timedelta(days=1))
    assert send(consultation, text="Too late").status_code == 422


def test_an_unknown_draft_or_section_is_not_found(consultation: Consultation) -> None:
    client = Client()
    assert client.get(section_url(consultation, "section-9")).status_code == 404
    assert client.post(section_url(consultation, "section-9"), form_data()).status_code == 404
    gone = ConsultationFactory()
    url = gone.path
    gone.delete()
    assert client.get(url).status_code == 404


def test_who_signs_with_a_comment_is_not_a_member_of_anything(consultation: Consultation) -> None:
    """The factory and the form agree about what a comment is: none of its columns is left out."""
    send(consultation)
    typed, made = Comment.objects.get(), CommentFactory(consultation=consultation)
    assert typed.email_key != made.email_key
    assert len(typed.digest) == 64
