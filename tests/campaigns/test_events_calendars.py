"""What calendars read: by two parsers that know nothing of each other."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import vobject
from django.test import Client
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from campaigns.events.calendars import Entry, calendar
from campaigns.models import Event, EventIndexPage, EventPage, ScheduledSession
from tests.campaigns.events import (
    EventIndexPageFactory,
    EventPageFactory,
    change,
    entries,
    publish,
    session,
)
from tests.translating import add_language, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# On both sides of each change of the clocks.
PLACES = [
    ("Europe/London", date(2027, 3, 26), date(2027, 3, 29)),
    ("America/New_York", date(2027, 11, 5), date(2027, 11, 8)),
    ("Asia/Bangkok", date(2027, 3, 26), date(2027, 3, 29)),
    ("Africa/Nairobi", date(2027, 10, 30), date(2027, 11, 1)),
    ("Australia/Lord_Howe", date(2027, 4, 2), date(2027, 4, 5)),
    ("UTC", date(2027, 3, 26), date(2027, 3, 29)),
]


def get(url: str) -> bytes:
    response = Client().get(url)
    assert response.status_code == 200
    return bytes(response.content)


def of_event(page: EventPage) -> bytes:
    return get(f"{page.url}calendar.ics")


def by_vobject(body: bytes) -> list[Any]:
    return list(vobject.readOne(body.decode()).contents["vevent"])


@pytest.mark.parametrize(("zone", "before", "after"), PLACES, ids=lambda value: str(value))
def test_both_parsers_read_the_same_moments(
    event_index: EventIndexPage, zone: str, before: date, after: date
) -> None:
    """Each from the file's own table of clock changes, which vobject goes by."""
    page = EventPageFactory(
        parent=event_index,
        sessions=[
            session(starts_on=day, starts_at=time(19), ends_at=time(20, 30), time_zone=zone)
            for day in (before, after)
        ],
    )
    known = [(one.starts_at, one.ends_at) for one in ScheduledSession.objects.all()]
    body = of_event(page)
    read = [(one.decoded("dtstart"), one.decoded("dtend")) for one in entries(body)]
    assert [tuple(moment.astimezone(UTC) for moment in pair) for pair in read] == known
    assert {moment.time() for pair in read for moment in pair} == {time(19), time(20, 30)}
    other = [(one.dtstart.value, one.dtend.value) for one in by_vobject(body)]
    assert [tuple(moment.astimezone(UTC) for moment in pair) for pair in other] == known
    zones = [str(part["tzid"]) for part in Calendar.from_ical(body).walk("VTIMEZONE")]
    assert zones == ([] if zone == "UTC" else [zone])
    assert (b"DTSTART;TZID=" in body) == (zone != "UTC")


def test_each_entry_has_what_the_standard_asks_for(event_page: EventPage) -> None:
    body = of_event(event_page)
    (entry,) = entries(body)
    stored = ScheduledSession.objects.get()
    event = Event.objects.get()
    assert entry["uid"] == f"{event_page.sessions.get().translation_key}@undersigned.example"
    assert entry["sequence"] == 0
    assert entry["status"] == "CONFIRMED"
    assert entry["summary"] == "Dignity in the newsroom: Panel"
    assert entry["url"] == event_page.full_url
    changed = max(stored.changed_at, event.changed_at).replace(microsecond=0)
    assert entry.decoded("dtstamp") == entry.decoded("last-modified") == changed
    assert entry.decoded("created") == stored.created_at.replace(microsecond=0)
    made = Calendar.from_ical(body)
    assert (made["version"], made["calscale"]) == ("2.0", "GREGORIAN")
    assert "method" not in made


@pytest.mark.both_databases
def test_a_session_that_moves_is_the_same_entry_with_the_next_sequence(
    event_page: EventPage,
) -> None:
    (before,) = entries(of_event(event_page))
    change(event_page, starts_at=time(10), ends_at=time(11))
    body = of_event(event_page)
    (after,) = entries(body)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstamp") >= before.decoded("dtstamp")
    (other,) = by_vobject(body)
    assert (other.uid.value, other.sequence.value) == (before["uid"], "1")
    change(event_page, title="Another title")
    assert entries(of_event(event_page))[0]["sequence"] == 1


def test_dtstamp_follows_the_last_change_and_nothing_else(event_page: EventPage) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    ScheduledSession.objects.update(changed_at=long_ago)
    Event.objects.update(changed_at=long_ago)
    publish(event_page)
    assert entries(of_event(event_page))[0].decoded("dtstamp") == long_ago
    change(event_page, title="Live panel")
    assert entries(of_event(event_page))[0].decoded("dtstamp") > long_ago


@pytest.mark.both_databases
def test_cancelled_and_removed_sessions_are_cancelled_entries(event_page: EventPage) -> None:
    change(event_page, is_cancelled=True)
    (entry,) = entries(of_event(event_page))
    assert (entry["status"], entry["sequence"]) == ("CANCELLED", 1)
    assert (entry["transp"], entry["summary"]) == (
        "TRANSPARENT",
        "Cancelled: Dignity in the newsroom: Panel",
    )
    draft = EventPage.objects.get(pk=event_page.pk)
    draft.sessions.set([session(title="Workshop", starts_on=date(2040, 7, 1))])
    publish(draft)
    body = of_event(event_page)
    assert [one["status"] for one in entries(body)] == ["CANCELLED", "CONFIRMED"]
    assert entries(body)[0]["uid"] == entry["uid"]
    assert [one.status.value for one in by_vobject(body)] == ["CANCELLED", "CONFIRMED"]
    gone = ScheduledSession.objects.get(state="removed")
    (alone,) = entries(get(f"{event_page.url}sessions/{gone.uuid}.ics"))
    assert (alone["status"], alone["sequence"]) == ("CANCELLED", 2)
    page = Client().get(event_page.url).content.decode()
    assert str(gone.uuid) not in page
    assert "Cancelled" not in page


def test_one_session_has_a_file_of_its_own(event_index: EventIndexPage) -> None:
    first, second = session(), session(title="Workshop", starts_on=date(2040, 7, 1))
    page = EventPageFactory(parent=event_index, slug="pictures", sessions=[first, second])
    key = page.sessions.get(title="Workshop").translation_key
    response = Client().get(f"{page.url}sessions/{key}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="pictures-2.ics"'
    (entry,) = entries(response.content)
    assert entry["summary"] == "Dignity in the newsroom: Workshop"
    assert len(entries(of_event(page))) == 2
    unknown = "11111111-1111-4111-8111-111111111111"
    assert Client().get(f"{page.url}sessions/{unknown}.ics").status_code == 404


WILD = [
    "Semicolons; commas, backslashes \\ and \\n that is none",
    "جلسة «الكرامة في الصور»، مع ناجيات وناجين من خمس دول، تليها أسئلة الحضور ومناقشة مفتوحة",
    "ศักดิ์ศรีในภาพข่าว เสวนากับผู้รอดพ้นจากการค้ามนุษย์และบรรณาธิการข่าวจากห้าประเทศ",
    "BEGIN:VEVENT",
    '"Quoted": a\u2028line\u2029of 👩🏽‍🤝‍👩🏿 people',
    "x" * 200,
]


@pytest.mark.parametrize("text", WILD)
def test_wild_text_comes_back_as_it_was(event_index: EventIndexPage, text: str) -> None:
    page = EventPageFactory(
        parent=event_index, title=text, summary=text, sessions=[session(title=text, place=text)]
    )
    body = of_event(page)
    (entry,) = entries(body)
    assert entry["summary"] == f"{text}: {text}"
    assert entry["location"] == text
    assert str(entry["description"]).startswith(f"{text}\n\n")
    (other,) = by_vobject(body)
    assert other.summary.value == f"{text}: {text}"
    assert other.location.value == text


def test_lines_end_and_fold_as_the_standard_has_it(event_index: EventIndexPage) -> None:
    page = EventPageFactory(parent=event_index, title=WILD[2], summary=WILD[1])
    lines = of_event(page).split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    # No letter is cut in two.
    assert all(line.decode() is not None for line in lines)
    assert any(line.startswith(b" ") for line in lines)


def test_control_characters_stay_out(event_page: EventPage) -> None:
    event, stored = Event.objects.get(), ScheduledSession.objects.get()
    event.texts = {"en": {"title": "A\x00B\x07\x1bC\r\nD", "summary": "\udc80E"}}
    body = calendar([Entry(event, stored, "en", "https://undersigned.example/")])
    assert entries(body)[0]["summary"] == "ABC\nD: Panel"
    assert entries(body)[0]["description"].startswith("E\n\n")


def test_place_link_and_languages(event_index: EventIndexPage) -> None:
    page = EventPageFactory(
        parent=event_index,
        sessions=[
            session(place="Conway Hall", link="https://example.org/a", languages=["en", "th"]),
            session(starts_on=date(2040, 7, 1), link="https://example.org/b"),
        ],
    )
    both, online = entries(of_event(page))
    assert (both["location"], both["conference"]) == ("Conway Hall", "https://example.org/a")
    assert "Languages: English, Thai" in both["description"]
    assert "Take part: https://example.org/a" in both["description"]
    assert online["location"] == "https://example.org/b"
    assert "conference" not in online


def test_a_translation_has_the_same_entries_in_its_words(event_page: EventPage) -> None:
    locale = add_language("ar")
    for above in event_page.get_ancestors().filter(depth__gt=1):
        translate(above.specific, locale)
    arabic = translate(event_page, locale)
    (entry,), (source,) = entries(of_event(arabic)), entries(of_event(event_page))
    assert entry["uid"] == source["uid"]
    assert entry["summary"] == "ar: Dignity in the newsroom: ar: Panel"
    assert entry["summary"].params["language"] == "ar"
    assert entry["url"] == arabic.full_url
    change(event_page, is_cancelled=True, languages=["en", "th"])
    (entry,) = entries(of_event(arabic))
    assert "الإنجليزية، التايلاندية" in entry["description"]
    assert (entry["status"], entry["sequence"]) == ("CANCELLED", 1)
    assert entry["summary"].startswith("أُلغيت: ")


# --- the calendar of a list ------------------------------------------------


def of_list(index: EventIndexPage) -> bytes:
    return get(f"{index.url}calendar.ics")


@pytest.mark.both_databases
def test_a_list_gives_out_what_is_to_come(event_index: EventIndexPage) -> None:
    EventPageFactory(
        parent=event_index, title="Past", sessions=[session(starts_on=date(2020, 1, 1))]
    )
    EventPageFactory(parent=event_index, title="One")
    EventPageFactory(
        parent=event_index,
        title="Two",
        sessions=[session(starts_on=date(2020, 1, 1)), session(starts_on=date(2040, 1, 1))],
    )
    body = of_list(event_index)
    assert [str(one["summary"]) for one in entries(body)] == ["Two: Panel", "One: Panel"]
    made = Calendar.from_ical(body)
    assert made["x-wr-calname"] == made["name"] == "Events – Undersigned"
    assert made.decoded("refresh-interval") == timedelta(hours=6)
    assert len(by_vobject(body)) == 2


def test_an_event_taken_off_the_site_is_cancelled_without_a_word(event_page: EventPage) -> None:
    index = event_page.get_parent().specific
    (before,) = entries(of_list(index))
    event_page.unpublish()
    body = of_list(index)
    (after,) = entries(body)
    assert after["uid"] == before["uid"]
    assert (after["status"], after["sequence"]) == ("CANCELLED", 1)
    assert after["summary"] == "Cancelled event"
    assert b"Dignity" not in body
    assert b"URL" not in body
    EventPage.objects.get(pk=event_page.pk).delete()
    assert entries(of_list(index))[0]["uid"] == before["uid"]


def test_a_private_event_is_in_no_list(event_page: EventPage) -> None:
    index = event_page.get_parent().specific
    PageViewRestriction.objects.create(page=event_page, restriction_type="login")
    assert b"VEVENT" not in of_list(index)
    assert Client().get(f"{event_page.url}calendar.ics").status_code == 302


def test_another_list_knows_nothing_of_it(event_page: EventPage) -> None:
    home = event_page.get_parent().get_parent()
    other = EventIndexPageFactory(parent=home, slug="other")
    event_page.unpublish()
    assert b"VEVENT" not in of_list(other)


def test_who_has_it_already_is_told_so(event_page: EventPage) -> None:
    url = f"{event_page.url}calendar.ics"
    etag = Client().get(url)["ETag"]
    assert Client().get(url, headers={"If-None-Match": etag}).status_code == 304
    change(event_page, starts_at=time(9))
    assert Client().get(url, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("path", ["calendar.ic", "calendar.ics.ics", "other.ics", "sessions/x.ics"])
def test_other_files_are_not_there(event_page: EventPage, path: str) -> None:
    assert Client().get(f"{event_page.url}{path}").status_code == 404
