"""What many do at once to comments: taken once, mailed once, and never public against a will."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.mail.models import OutgoingMail
from resources.commenting import moderating
from resources.commenting.confirming import confirm
from resources.commenting.erasing import erase, expired
from resources.commenting.opening import open_for_comment
from resources.commenting.states import transition
from resources.commenting.submitting import MAX_MAILS
from resources.commenting.tokens import links
from resources.commenting.withdrawing import withdraw
from resources.models import Comment, Consultation, GuidanceNotePage
from tests.petitions.threads import at_once, needs_postgresql, times
from tests.resources.commenting import CommentFactory, ConsultationFactory, form_data, section_url

pytestmark = needs_postgresql

Status = Comment.Status


def post(consultation: Consultation, **typed: str) -> int:
    """Send a comment, and return the status of the answer."""
    return Client().post(section_url(consultation), form_data(**typed)).status_code


def waiting(consultation: Consultation, number: int, **more: Any) -> list[Comment]:
    """Return comments that wait for confirmation, with their consultation known."""
    return CommentFactory.create_batch(number, consultation=consultation, **more)


def test_the_same_comment_sent_twenty_times_at_once_is_one(home: Any) -> None:
    consultation = ConsultationFactory()
    assert at_once(*times(20, partial(post, consultation))) == [303] * 20
    comment = Comment.objects.get()
    # Twenty were sent, so the limit is what was reached, neither more nor fewer.
    assert comment.mails == OutgoingMail.objects.count() == 5


def test_many_comments_in_one_name_at_once_fill_no_mailbox(home: Any) -> None:
    consultation = ConsultationFactory()
    calls = [partial(post, consultation, text=f"Comment {n}") for n in range(30)]
    assert at_once(*calls) == [303] * 30
    assert Comment.objects.count() == 30
    assert OutgoingMail.objects.count() == MAX_MAILS


def test_one_link_pressed_twenty_times_at_once_confirms_once(home: Any) -> None:
    """Each confirmation sends the mail of one other comment that had to wait."""
    consultation = ConsultationFactory()
    address = {"email": "ana@example.org"}
    first = waiting(consultation, 1, mails=MAX_MAILS, **address)[0]
    waiting(consultation, 30, mails=0, **address)
    url = links(first)["confirm_url"]
    answers = at_once(*times(20, lambda: Client().post(url).status_code))
    assert answers == [303] * 20
    first.refresh_from_db()
    assert first.status == "confirmed"
    assert OutgoingMail.objects.count() == 1


def test_confirming_against_withdrawing_never_brings_a_comment_back(home: Any) -> None:
    consultation = ConsultationFactory()
    for _round in range(10):
        comments = waiting(consultation, 8)
        outcomes = at_once(
            *(partial(confirm, row) for row in comments),
            *(partial(withdraw, row) for row in comments),
        )
        # Whoever withdraws is told so, and it holds, confirmed before or not.
        assert outcomes[8:] == [True] * 8
        states = Comment.objects.filter(pk__in=[row.pk for row in comments])
        assert set(states.values_list("status", flat=True)) == {"withdrawn"}


def test_of_many_who_move_a_comment_at_once_one_has_moved_it(home: Any) -> None:
    """Whoever did acts on it, such as by a mail."""
    for _round in range(5):
        comment = CommentFactory()
        call = partial(transition, [comment.pk], allowed=[Status.PENDING], to=Status.CONFIRMED)
        assert sum(len(moved) for moved in at_once(*times(12, call))) == 1


def test_publishing_against_withdrawing_never_shows_what_was_taken_back(
    home: Any, admin: Any
) -> None:
    consultation = ConsultationFactory()
    for _round in range(10):
        comments = waiting(consultation, 8, status="confirmed")
        at_once(
            *(partial(moderating.publish, [row.pk], admin) for row in comments),
            *(partial(withdraw, row) for row in comments),
        )
        states = Comment.objects.filter(pk__in=[row.pk for row in comments])
        assert set(states.values_list("status", flat=True)) == {"withdrawn"}


def test_two_who_moderate_at_once_decide_once(home: Any, admin: Any) -> None:
    consultation = ConsultationFactory()
    comments = waiting(consultation, 20, status="quarantined", mails=0)
    ids = [row.pk for row in comments]
    changed = at_once(*times(6, partial(moderating.release, ids, admin)))
    assert sum(changed) == 20
    assert OutgoingMail.objects.count() == 20


def test_a_release_in_many_browsers_fills_no_mailbox(home: Any, admin: Any) -> None:
    consultation = ConsultationFactory()
    comments = waiting(
        consultation, 3 * MAX_MAILS, status="quarantined", mails=0, email="ana@example.org"
    )
    calls = [partial(moderating.release, [row.pk], admin) for row in comments]
    calls += [partial(post, consultation, email="ana@example.org", text=f"{n}") for n in range(10)]
    at_once(*calls)
    assert OutgoingMail.objects.count() == MAX_MAILS


def test_nobody_is_mailed_about_what_is_being_rejected(home: Any, admin: Any) -> None:
    """Confirming one comment mails the next, which is being rejected meanwhile."""
    consultation = ConsultationFactory()
    for _round in range(10):
        first = waiting(consultation, 1, email="ana@example.org", mails=1)[0]
        others = waiting(consultation, 8, email="ana@example.org", mails=0)
        at_once(
            partial(confirm, first), *(partial(moderating.reject, [o.pk], admin) for o in others)
        )
        assert not OutgoingMail.objects.exists()


def test_nobody_is_mailed_about_what_was_erased(home: Any) -> None:
    """Confirming one comment mails the next, which is being erased meanwhile."""
    consultation = ConsultationFactory()
    for _round in range(10):
        first = waiting(consultation, 1, email="ana@example.org", mails=MAX_MAILS)[0]
        others = waiting(consultation, 8, email="ana@example.org", mails=0)
        at_once(partial(confirm, first), *(partial(erase, row.pk) for row in others))
        assert not Comment.objects.filter(status="pending").exists()
        assert not OutgoingMail.objects.exists()


def test_who_sends_while_the_draft_is_being_closed_is_told_so(home: Any) -> None:
    """The view finds it open, as everybody does until closing it is committed."""
    consultation = ConsultationFactory()
    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            Consultation.objects.update(closed_at=timezone.now())
            answer = pool.submit(_and_hang_up, partial(post, consultation))
            _wait_until_somebody_waits()
        assert answer.result(timeout=30) == 422
    assert not Comment.objects.exists()


def test_what_staff_are_rejecting_does_not_come_back_by_being_sent_again(
    home: Any, admin: Any
) -> None:
    """Whoever sends it again finds it as it was, until the rejection is committed."""
    consultation = ConsultationFactory()
    post(consultation)
    Comment.objects.update(status=Status.QUARANTINED)
    comment = Comment.objects.get()
    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            assert moderating.reject([comment.pk], admin) == 1
            answer = pool.submit(_and_hang_up, partial(post, consultation))
            _wait_until_somebody_waits()
        assert answer.result(timeout=30) == 303
    comment.refresh_from_db()
    assert comment.status == Status.REJECTED


def test_what_staff_are_putting_back_is_not_erased_as_refused(home: Any, admin: Any) -> None:
    """The nightly erasing finds it refused long ago, until putting it back is committed."""
    consultation = ConsultationFactory(closes_on=timezone.localdate() - timedelta(days=400))
    now = timezone.now()
    [comment] = waiting(consultation, 1, status=Status.REJECTED, confirmed_at=now)
    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            assert moderating.put_back([comment.pk], admin) == 1
            erased = pool.submit(_and_hang_up, partial(erase, comment.pk, among=expired()))
            _wait_until_somebody_waits()
        assert erased.result(timeout=30) is False
    comment.refresh_from_db()
    assert comment.status == Status.CONFIRMED


def _and_hang_up(call: Callable[[], Any]) -> Any:
    """Make a call in a thread of its own."""
    try:
        return call()
    finally:
        connections.close_all()


def _wait_until_somebody_waits() -> None:
    """Return once a connection waits for a lock that this one holds; give up after ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)


def test_two_editors_who_reopen_at_once_open_one_draft(home: Any, admin: Any) -> None:
    first = ConsultationFactory()
    second = ConsultationFactory(note=first.note)
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(admin)

    def reopen(browser: Client, draft: Consultation) -> int:
        url = reverse("resources_consultations:edit", args=[draft.pk])
        data = {"closes_on": draft.closes_on.isoformat(), "introduction": ""}
        return browser.post(url, data).status_code

    for _round in range(5):
        Consultation.objects.update(closed_at=timezone.now())
        drafts = zip(browsers, (first, second), strict=True)
        at_once(*(partial(reopen, browser, draft) for browser, draft in drafts))
        assert Consultation.objects.filter(closed_at=None).count() == 1


def test_two_editors_who_open_at_once_open_one_draft(note: GuidanceNotePage, admin: Any) -> None:
    for _round in range(5):
        Consultation.objects.all().delete()
        call = partial(
            open_for_comment,
            note,
            closes_on=timezone.localdate(),
            introduction="",
            user=admin,
        )
        opened = at_once(*times(4, call))
        assert sum(found is not None for found in opened) == 1
        assert Consultation.objects.count() == 1
