"""Questions beforehand: for the speakers, read by staff alone, and not kept."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.events.erasing import KEPT, KEPT_WITHOUT_DATE, erase_expired_questions
from campaigns.models import EventIndexPage, EventPage, EventQuestion, ScheduledSession
from core import worker
from tests.campaigns.events import EventPageFactory, change, publish, session
from tests.petitions.html import read_html
from tests.petitions.tables import tables_with
from tests.translating import add_language

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

QUESTION = "How do you ask for consent?"


def ask(page: EventPage, client: Client | None = None, **typed: str) -> Any:
    return (client or Client()).post(page.url, {"text": QUESTION, **typed})


def begin(page: EventPage, *, in_: timedelta) -> None:
    """Have the sessions of an event begin at another time from now."""
    start = timezone.now() + in_
    ScheduledSession.objects.filter(event=page.event_uuid).update(
        starts_at=start, ends_at=start + timedelta(hours=1)
    )


@pytest.mark.both_databases
def test_a_question_is_stored_and_answered_the_same_for_everyone(event_page: EventPage) -> None:
    answers = [
        ask(event_page, name="Ana Silva"),
        # Once more, and by a program.
        ask(event_page, name="Ana Silva"),
        ask(event_page, text="Another", homepage="https://spam.example"),
        ask(event_page, text="See www.spam.example", name="www.spam.example"),
    ]
    assert {answer.status_code for answer in answers} == {303}
    assert {answer["Location"] for answer in answers} == {f"{event_page.url}question-sent/"}
    page = Client().get(answers[0]["Location"])
    assert "Thank you for your question" in page.content.decode()
    stored = list(EventQuestion.objects.order_by("created_at"))
    assert [one.suspicion for one in stored] == ["", "honeypot", "link"]
    assert (stored[0].text, stored[0].name, stored[0].language) == (QUESTION, "Ana Silva", "en")
    assert stored[0].event.uuid == event_page.translation_key


def test_the_same_question_of_another_event_is_another(event_index: EventIndexPage) -> None:
    for _n in range(2):
        ask(EventPageFactory(parent=event_index))
    assert EventQuestion.objects.count() == 2


def test_nothing_else_of_who_asks_is_kept(event_page: EventPage) -> None:
    Client().post(
        event_page.url,
        {"text": QUESTION, "name": "Ana", "email": "ana@example.org"},
        REMOTE_ADDR="203.0.113.77",
        headers={"User-Agent": "Telltale/1.0"},
    )
    assert EventQuestion.objects.exists()
    for trace in ("ana@example.org", "203.0.113", "Telltale"):
        assert tables_with(trace) == set()
    assert not Client().get(event_page.url).cookies


def test_the_form_asks_for_no_mail_address(event_page: EventPage) -> None:
    html = Client().get(event_page.url).content.decode()
    assert set(read_html(html).values) == {"stamp", "homepage", "text", "name"}
    assert "30 days after the last session" in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Please write your question."),
        ({"text": "   \n "}, "Please write your question."),
        ({"text": "???"}, "Please write your question in words."),
        ({"text": "a\x00b"}, "characters in your text that nobody can see"),
        ({"text": "x" * 2001}, "Your question is 2001 letters long; we can store 2000."),
        ({"name": "..."}, "Please write a name with at least one letter."),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(
    event_page: EventPage, typed: dict[str, str], sentence: str
) -> None:
    sent = {"text": QUESTION, "name": "Ana <b>", **typed}
    response = ask(event_page, **sent)
    assert response.status_code == 422
    html = response.content.decode()
    read = read_html(html)
    assert sentence in read.text
    assert "Not sent yet:" in html
    assert read.values["text"].strip() == sent["text"].strip()
    assert read.values["name"] == sent["name"]
    assert [link for link in read.links if link in ("#id_text", "#id_name")]
    assert not EventQuestion.objects.exists()


@pytest.mark.both_databases
def test_any_script_and_line_breaks_are_kept(event_page: EventPage) -> None:
    text = "ขออนุญาตอย่างไร\r\nكيف تطلبون الموافقة؟"
    assert ask(event_page, text=text, name="สมหญิง").status_code == 303
    assert EventQuestion.objects.get().text == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_of_another_site_is_refused(event_page: EventPage, headers: Any) -> None:
    response = Client().post(event_page.url, {"text": QUESTION}, headers=headers)
    assert response.status_code == 403
    assert "sent from another site" in response.content.decode()
    assert not EventQuestion.objects.exists()


def test_what_is_too_large_is_refused(event_page: EventPage) -> None:
    response = ask(event_page, text="x" * 300_000)
    assert response.status_code == 413
    assert "too large for a question" in response.content.decode()


def test_many_from_one_network_are_marked_and_kept(event_page: EventPage, settings: Any) -> None:
    settings.SIGN_NETWORK_LIMIT = 2
    for n in range(3):
        assert ask(event_page, text=f"Question {n}").status_code == 303
    found = EventQuestion.objects.order_by("created_at").values_list("suspicion", flat=True)
    assert list(found) == ["", "", "network"]


def test_a_form_sent_at_once_is_marked(event_page: EventPage, settings: Any) -> None:
    settings.SIGN_MIN_SECONDS = 60
    stamp = re.search(
        r'name="stamp" value="([^"]*)"', Client().get(event_page.url).content.decode()
    )
    ask(event_page, stamp=stamp[1])
    ask(event_page, text="Many links: " + "www.example.org " * 6)
    found = EventQuestion.objects.order_by("created_at").values_list("suspicion", flat=True)
    assert list(found) == ["speed", "links"]


# --- open and closed -------------------------------------------------------


def is_open(page: EventPage) -> bool:
    return 'name="text"' in Client().get(page.url).content.decode()


def test_open_until_the_first_session_begins(event_index: EventIndexPage) -> None:
    page = EventPageFactory(
        parent=event_index, sessions=[session(), session(starts_on=date(2041, 1, 1))]
    )
    assert is_open(page)
    first = ScheduledSession.objects.first()
    now = timezone.now()
    ScheduledSession.objects.filter(pk=first.pk).update(
        starts_at=now - timedelta(seconds=1), ends_at=now + timedelta(hours=1)
    )
    assert not is_open(page)


def test_who_is_late_is_told_and_keeps_the_words(event_page: EventPage) -> None:
    begin(event_page, in_=timedelta(minutes=-1))
    response = ask(event_page, name="Ana")
    assert response.status_code == 422
    html = response.content.decode()
    assert "No more questions can be sent" in html
    assert read_html(html).values["text"].strip() == QUESTION
    assert "Send the question" not in html
    assert not EventQuestion.objects.exists()


def test_a_cancelled_first_session_closes_nothing(event_index: EventIndexPage) -> None:
    page = EventPageFactory(
        parent=event_index,
        sessions=[session(starts_on=date(2020, 1, 1), is_cancelled=True), session()],
    )
    assert is_open(page)
    change(page, number=1, is_cancelled=True)
    assert not is_open(page)


def test_an_event_without_a_date_takes_questions(event_index: EventIndexPage) -> None:
    assert is_open(EventPageFactory(parent=event_index, sessions=[]))


def test_an_event_that_takes_none_has_no_form(event_page: EventPage) -> None:
    event_page.takes_questions = False
    publish(event_page)
    assert not is_open(event_page)
    assert ask(event_page).status_code == 422
    assert not EventQuestion.objects.exists()


def test_asked_below_an_address_in_another_language(event_page: EventPage) -> None:
    add_language("es")
    alias = EventPage.objects.get(alias_of=event_page)
    response = ask(alias)
    assert response["Location"] == f"{alias.url}question-sent/"
    assert Client().get(response["Location"]).status_code == 200
    question = EventQuestion.objects.get()
    assert (question.language, question.event.uuid) == ("en", event_page.translation_key)


def test_nothing_is_public(event_page: EventPage) -> None:
    ask(event_page, text="A telltale question", name="Telltale")
    index = event_page.get_parent()
    for url in (
        event_page.url,
        f"{event_page.url}question-sent/",
        f"{event_page.url}calendar.ics",
        index.url,
        f"{index.url}feed/",
        f"{index.url}calendar.ics",
        f"/api/v2/pages/{event_page.pk}/",
        "/sitemap.xml",
    ):
        response = Client().get(url)
        assert response.status_code == 200, url
        assert "telltale" not in response.content.decode().casefold()


# --- erasing ---------------------------------------------------------------


@pytest.mark.both_databases
def test_erased_30_days_after_the_last_session(event_index: EventIndexPage) -> None:
    page = EventPageFactory(
        parent=event_index, sessions=[session(), session(starts_on=date(2041, 1, 1))]
    )
    ask(page)
    first, last = ScheduledSession.objects.all()
    an_hour = timedelta(hours=1)
    for one, days in ((first, 400), (last, 30)):
        end = timezone.now() - timedelta(days=days) + an_hour
        ScheduledSession.objects.filter(pk=one.pk).update(starts_at=end - an_hour, ends_at=end)
    assert erase_expired_questions() == 0
    ScheduledSession.objects.filter(pk=last.pk).update(ends_at=timezone.now() - KEPT - an_hour)
    assert erase_expired_questions() == 1
    assert tables_with(QUESTION) == set()


@pytest.mark.both_databases
def test_questions_of_other_events_stay(event_index: EventIndexPage) -> None:
    over, coming = (EventPageFactory(parent=event_index) for _n in range(2))
    ask(over)
    ask(coming)
    begin(over, in_=timedelta(days=-31))
    assert erase_expired_questions() == 1
    assert EventQuestion.objects.get().event.uuid == coming.translation_key


@pytest.mark.both_databases
def test_without_a_date_they_are_kept_half_a_year(event_index: EventIndexPage) -> None:
    page = EventPageFactory(parent=event_index, sessions=[])
    ask(page)
    almost = timezone.now() - KEPT_WITHOUT_DATE + timedelta(hours=1)
    EventQuestion.objects.update(created_at=almost)
    assert erase_expired_questions() == 0
    EventQuestion.objects.update(created_at=almost - timedelta(hours=2))
    assert erase_expired_questions() == 1


def test_the_worker_erases_them_every_day(event_page: EventPage) -> None:
    ask(event_page)
    begin(event_page, in_=timedelta(days=-31))
    worker.keep_house()
    assert not EventQuestion.objects.exists()
