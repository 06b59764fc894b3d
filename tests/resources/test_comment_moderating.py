"""What staff decide about comments, and what is erased by itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.mail.models import OutgoingMail
from core.worker import keep_house
from resources.commenting import moderating
from resources.commenting.erasing import ADDRESSES_KEPT, KEPT, erase_expired
from resources.commenting.mail import mail_confirmation
from resources.commenting.submitting import MAX_MAILS
from resources.models import Comment, Consultation
from tests.resources.commenting import CommentFactory, ConsultationFactory
from users.models import User

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

STATUSES = Comment.Status.values


@pytest.fixture
def consultation(home: Any) -> Consultation:
    """A draft that is open for a week."""
    return ConsultationFactory()


def by_status(consultation: Consultation, **more: Any) -> dict[str, Comment]:
    """Make a comment in each state."""
    return {
        status: CommentFactory(consultation=consultation, status=status, **more)
        for status in STATUSES
    }


def state(comment: Comment) -> str:
    """Return its state in the database."""
    return Comment.objects.values_list("status", flat=True).get(pk=comment.pk)


# --- deciding ---------------------------------------------------------------

# What becomes of a comment in each state; the others stay as they are.
OUTCOMES: dict[str, dict[str, str]] = {
    "publish": {"confirmed": "published"},
    "reject": dict.fromkeys(["pending", "quarantined", "confirmed", "published"], "rejected"),
    "release": {"quarantined": "pending"},
    "put_back": {"published": "confirmed", "rejected": "pending"},
}


@pytest.mark.parametrize("decision", OUTCOMES)
def test_a_decision_changes_what_it_can_and_says_how_many(
    decision: str, consultation: Consultation, admin: User
) -> None:
    comments = by_status(consultation)
    ids = [comment.pk for comment in comments.values()]
    possible = {status for status, row in comments.items() if moderating.is_possible(decision, row)}
    found = moderating.changed_by(decision, Comment.objects.all())
    assert possible == OUTCOMES[decision].keys() == {row.status for row in found}
    assert getattr(moderating, decision)(ids, admin) == len(OUTCOMES[decision])
    assert {status: state(row) for status, row in comments.items()} == {
        status: OUTCOMES[decision].get(status, status) for status in STATUSES
    }
    # The second time there is nothing left to do.
    assert getattr(moderating, decision)(ids, admin) == 0


def test_only_what_its_writer_has_confirmed_is_ever_published(
    consultation: Consultation, admin: User
) -> None:
    ids = [row.pk for row in by_status(consultation, confirmed_at=None).values()]
    assert moderating.publish(ids, admin) == 0
    Comment.objects.update(confirmed_at=timezone.now())
    assert moderating.publish(ids, admin) == 3
    published = Comment.objects.filter(status="published")
    assert not published.filter(published_at=None).exists()


def test_who_has_confirmed_is_put_back_to_where_staff_look(
    consultation: Consultation, admin: User
) -> None:
    comments = by_status(consultation, confirmed_at=timezone.now())
    moderating.release([comments["quarantined"].pk], admin)
    moderating.put_back([comments["rejected"].pk, comments["published"].pk], admin)
    for status in ("quarantined", "rejected", "published"):
        comments[status].refresh_from_db()
        row = comments[status]
        assert (row.status, row.quarantine_reason, row.published_at) == ("confirmed", "", None)
    assert not OutgoingMail.objects.exists()


def test_a_mail_that_was_kept_back_goes_out_on_release(
    consultation: Consultation, admin: User
) -> None:
    held = CommentFactory(
        consultation=consultation, status="quarantined", quarantine_reason="network"
    )
    long_ago = timezone.now() - timedelta(days=100)
    Comment.objects.update(pending_since=long_ago)
    moderating.release([held.pk], admin)
    held.refresh_from_db()
    assert (held.status, held.quarantine_reason, held.mails) == ("pending", "", 1)
    assert OutgoingMail.objects.get().to == held.email
    # Its writer has as long to confirm as anybody.
    assert held.pending_since > long_ago


def test_what_is_rejected_is_not_mailed_any_more(consultation: Consultation, admin: User) -> None:
    rejected, sent = CommentFactory.create_batch(2, consultation=consultation, mails=0)
    for comment in (rejected, sent):
        mail_confirmation(comment)
    OutgoingMail.objects.filter(to=sent.email).update(status="sent")
    moderating.reject([rejected.pk, sent.pk], admin)
    assert OutgoingMail.objects.get().to == sent.email
    # Put back, it gets its mail after all.
    moderating.put_back([rejected.pk, sent.pk], admin)
    assert sorted(OutgoingMail.objects.values_list("to", "status")) == sorted(
        [(sent.email, "sent"), (rejected.email, "queued")]
    )
    assert set(Comment.objects.values_list("mails", flat=True)) == {1}


def test_a_release_of_many_sends_one_address_no_more_than_it_may_get(
    consultation: Consultation, admin: User
) -> None:
    held = [
        CommentFactory(consultation=consultation, status="quarantined", email="one@example.org").pk
        for _number in range(MAX_MAILS + 5)
    ]
    moderating.release(held, admin)
    assert OutgoingMail.objects.count() == MAX_MAILS
    assert not Comment.objects.filter(status="quarantined").exists()


def test_each_decision_is_logged_without_a_word_about_who_wrote(
    consultation: Consultation, admin: User
) -> None:
    comment = CommentFactory(
        consultation=consultation, status="confirmed", name="Ana", text="PRIVATE"
    )
    moderating.publish([comment.pk], admin)
    moderating.put_back([comment.pk], admin)
    moderating.reject([comment.pk], admin)
    comment.refresh_from_db()
    moderating.answer(comment, "PRIVATE answer", "taken_up", admin)
    entries = ModelLogEntry.objects.for_instance(comment).order_by("pk")
    assert [str(entry.message) for entry in entries] == [
        "Published",
        "Put back; waits for moderation",
        "Rejected",
        "Answered: taken up",
    ]
    for entry in entries:
        assert entry.user == admin
        assert entry.label == str(comment.pk)
        assert "PRIVATE" not in str(entry.data)


def test_an_answer_is_kept_with_who_gave_it(consultation: Consultation, admin: User) -> None:
    comment = CommentFactory(consultation=consultation, status="published")
    assert moderating.answer(comment, "We now say it.", "partly", admin)
    comment.refresh_from_db()
    assert (comment.answer, comment.verdict) == ("We now say it.", "partly")
    assert comment.decided_by == admin
    assert comment.decided_at is not None
    # Of two who answer at once, the second one sees in the log what the first one said.
    stale = CommentFactory.build(pk=comment.pk, verdict="open", consultation=consultation)
    assert moderating.answer(stale, "We now say it.", "taken_up", admin)
    logged = [entry.data["from"] for entry in ModelLogEntry.objects.for_instance(comment)]
    assert sorted(logged) == ["open", "partly"]
    comment.delete()
    comment.pk = comment.id = CommentFactory.build().pk
    assert not moderating.answer(comment, "Too late", "open", admin)


# --- erasing ----------------------------------------------------------------


def aged(consultation: Consultation, days: float, **columns: Any) -> Comment:
    """Return a comment all whose times lie `days` back."""
    then = timezone.now() - timedelta(days=days)
    comment = CommentFactory(
        consultation=consultation,
        created_at=then,
        pending_since=then,
        **{name: then if value is True else value for name, value in columns.items()},
    )
    mail_confirmation(comment)
    Comment.objects.filter(pk=comment.pk).update(pending_since=then)
    return comment


def test_what_nobody_confirmed_is_erased_in_time(consultation: Consultation, settings: Any) -> None:
    settings.SIGN_PENDING_DAYS = 30
    old = aged(consultation, 30.1)
    kept = [
        aged(consultation, 29.9),
        aged(consultation, 300, status="quarantined"),
        aged(consultation, 300, status="confirmed", confirmed_at=True),
        aged(consultation, 300, status="published", confirmed_at=True),
        aged(consultation, 300, status="rejected"),
    ]
    assert erase_expired() == (1, 0)
    assert set(Comment.objects.all()) == set(kept)
    assert not OutgoingMail.objects.filter(reference__contains=old.pk.hex).exists()
    assert OutgoingMail.objects.count() == len(kept)


def test_what_was_withdrawn_is_erased_a_while_later(consultation: Consultation) -> None:
    aged(consultation, KEPT.days + 0.1, status="withdrawn", withdrawn_at=True)
    kept = aged(consultation, KEPT.days - 0.1, status="withdrawn", withdrawn_at=True)
    assert erase_expired() == (1, 0)
    assert Comment.objects.get() == kept


@pytest.mark.parametrize("is_early", [True, False])
def test_a_while_after_the_end_it_is_not_known_who_wrote(
    is_early: bool, consultation: Consultation
) -> None:
    today = timezone.localdate()
    ends = {
        "over": timezone.now() - ADDRESSES_KEPT - timedelta(days=1),
        "not yet": timezone.now() - ADDRESSES_KEPT + timedelta(days=1),
    }
    for name, end in ends.items():
        draft = ConsultationFactory(
            title=name,
            closes_on=today + timedelta(days=9) if is_early else end.date(),
            closed_at=end if is_early else None,
        )
        for status in ("published", "rejected", "quarantined", "confirmed"):
            for visibility in Comment.Visibility.values:
                CommentFactory(
                    consultation=draft,
                    status=status,
                    visibility=visibility,
                    name="Ana Silva",
                    organisation="Guild",
                    text=f"{status} {visibility}",
                )
    untouched = list(Comment.objects.filter(consultation__title="not yet").values())
    assert erase_expired() == (8, 8)
    assert list(Comment.objects.filter(consultation__title="not yet").values()) == untouched
    rows = Comment.objects.filter(consultation__title="over")
    assert {row.status for row in rows} == {"published", "confirmed"}
    assert {(row.email, row.email_key) for row in rows} == {("", "")}
    published = rows.filter(status="published")
    assert {row.visibility: (row.name, row.organisation) for row in published} == {
        "full": ("Ana Silva", "Guild"),
        "initials": ("A. S.", ""),
        "country": ("", ""),
        "hidden": ("", ""),
    }
    # Readers see what they saw before.
    assert {row.visibility: row.public_name for row in published} == {
        "full": "Ana Silva",
        "initials": "A. S.",
        "country": "",
        "hidden": "",
    }
    assert erase_expired() == (0, 0)


def test_the_worker_does_it_once_a_day(consultation: Consultation) -> None:
    aged(consultation, 100)
    keep_house()
    assert not Comment.objects.exists()


def test_two_forgotten_writers_may_have_said_the_same(consultation: Consultation) -> None:
    """Without addresses, nothing tells them apart."""
    for _n in range(2):
        CommentFactory(consultation=consultation, status="published", digest="same")
    Consultation.objects.update(closed_at=timezone.now() - ADDRESSES_KEPT - timedelta(days=1))
    assert erase_expired() == (0, 2)
    assert Comment.objects.filter(email_key="").count() == 2
