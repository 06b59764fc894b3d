"""What readers see of events."""

import json
import re
from datetime import date, time, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template import Context, Template
from django.test import Client, RequestFactory
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from campaigns.models import Event, EventIndexPage, EventPage, ScheduledSession
from core.models import HomePage
from tests.campaigns.events import EventPageFactory, change, publish, session
from tests.factories import StandardPageFactory
from tests.translating import add_language, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAST = date(2020, 6, 27)


def read(page: Any, query: str = "") -> str:
    response = Client().get(f"{page.url}{query}")
    assert response.status_code == 200
    return response.content.decode()


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


# --- the event ---------------------------------------------------------------


def test_times_are_in_the_zone_of_the_event_with_its_name(event_page: EventPage) -> None:
    html = read(event_page)
    assert '<time datetime="2040-06-27T13:00:00+01:00">Wednesday, June 27, 2040, 1:00' in html
    assert '<time datetime="2040-06-27T14:30:00+01:00">2:30' in html
    assert "British Summer Time (GMT+01:00)" in html
    assert 'data-local-time="Europe/London" hidden' in html


def test_a_session_over_two_days_names_both(event_index: EventIndexPage) -> None:
    late = session(starts_at=time(23), ends_on=date(2040, 6, 28), ends_at=time(1))
    html = read(EventPageFactory(parent=event_index, sessions=[late]))
    assert "Wednesday, June 27, 2040, 11:00" in html
    assert "Thursday, June 28, 2040, 1:00" in html


def test_what_there_is_to_know(event_index: EventIndexPage) -> None:
    page = EventPageFactory(
        parent=event_index,
        hashtag="MyStory",
        languages=["en", "sw"],
        sessions=[
            session(place="Conway Hall <London>", languages=["th"]),
            session(starts_on=date(2040, 7, 1), link="https://example.org/room"),
        ],
    )
    html = main_of(read(page))
    for text in (
        "<bdi>#MyStory</bdi>",
        "English, Swahili",
        "<dd>Thai</dd>",
        "Conway Hall &lt;London&gt;",
        'href="https://example.org/room"',
        "Add all sessions to your calendar",
        "Add this session to your calendar",
    ):
        assert text in html
    assert html.index("Conway Hall") < html.index("example.org/room")


def test_an_event_without_a_date(event_index: EventIndexPage) -> None:
    page = EventPageFactory(parent=event_index, sessions=[])
    html = read(page)
    assert "The date will be announced." in html
    assert "calendar.ics" not in html
    assert "ld+json" not in html
    assert Client().get(f"{page.url}calendar.ics").status_code == 200
    assert "The date will be announced." in read(event_index)


def test_a_cancelled_session_says_so_and_leads_nowhere(event_page: EventPage) -> None:
    change(event_page, is_cancelled=True, link="https://example.org/room")
    html = main_of(read(event_page))
    assert html.count("Cancelled") == 1
    assert "calendar.ics" not in html
    assert "example.org/room" not in html
    assert "Your question" not in html


def test_of_several_sessions_the_one_that_is_cancelled_says_so(
    event_index: EventIndexPage,
) -> None:
    page = EventPageFactory(
        parent=event_index,
        sessions=[session(is_cancelled=True), session(starts_on=date(2040, 7, 1))],
    )
    html = main_of(read(page))
    assert html.count("Cancelled") == 1
    assert html.index("When and where") < html.index("Cancelled") < html.index("July 1")
    assert html.count("Add this session") == 1


def test_afterwards(event_index: EventIndexPage) -> None:
    page = EventPageFactory(
        parent=event_index,
        sessions=[session(starts_on=PAST, link="https://example.org/room")],
        recording_url="https://example.org/film",
        afterwards="<p>We agreed on four principles.</p>",
    )
    html = main_of(read(page))
    assert "Over" in html
    assert "We agreed on four principles." in html
    assert 'href="https://example.org/film"' in html
    assert html.index("four principles") < html.index("When and where")
    assert "example.org/room" not in html
    assert "calendar" not in html
    assert "Your question" not in html


def test_a_recording_as_a_file(event_index: EventIndexPage) -> None:
    document = get_document_model().objects.create(
        title="Film", file=ContentFile(b"0" * 2048, name="film.mp4")
    )
    page = EventPageFactory(
        parent=event_index, sessions=[session(starts_on=PAST)], recording_document=document
    )
    html = read(page)
    assert document.url in html
    assert "2.0\N{NO-BREAK SPACE}KB" in html
    page.recording_url = "https://example.org/film"
    with pytest.raises(ValidationError, match="a link or a file, not both"):
        page.full_clean()


def test_registration_leads_to_the_page_in_the_readers_language(
    event_page: EventPage, home: HomePage
) -> None:
    form = StandardPageFactory(parent=home, title="Sign up", slug="sign-up")
    event_page.registration_page = form
    publish(event_page)
    assert f'href="{form.url}">Register</a>' in read(event_page)
    locale = add_language("es")
    for above in event_page.get_ancestors().filter(depth__gt=1):
        translate(above.specific, locale)
    spanish = translate(EventPage.objects.get(pk=event_page.pk), locale)
    assert "hreflang" in re.search(r"<a[^>]*>Inscribirse</a>", read(spanish))[0]
    in_spanish = translate(form, locale)
    assert f'href="{in_spanish.url}">Inscribirse</a>' in read(spanish)


def test_registration_is_not_offered_where_nobody_would_find_it(
    event_page: EventPage, home: HomePage
) -> None:
    form = StandardPageFactory(parent=home, slug="sign-up")
    event_page.registration_page = form
    publish(event_page)
    PageViewRestriction.objects.create(page=form, restriction_type="login")
    assert "Register" not in read(event_page)
    PageViewRestriction.objects.all().delete()
    form.unpublish()
    assert "Register" not in read(event_page)
    form.delete()
    assert "Register" not in read(event_page)


def test_registration_ends_with_the_event(event_index: EventIndexPage, home: HomePage) -> None:
    form = StandardPageFactory(parent=home, slug="sign-up")
    page = EventPageFactory(
        parent=event_index, registration_page=form, sessions=[session(starts_on=PAST)]
    )
    assert "Register" not in read(page)


@pytest.mark.parametrize(
    ("hashtag", "is_fine"),
    [
        ("MyStory", True),
        ("#MyStory", True),
        ("คำมั่น", True),
        ("كرامتي", True),
        ("my story", False),
        ("#", True),
        ("my-story", False),
        ("<b>", False),
    ],
)
def test_a_hashtag_is_one_word(event_page: EventPage, hashtag: str, is_fine: bool) -> None:
    event_page.hashtag = hashtag
    if is_fine:
        event_page.full_clean()
        assert event_page.hashtag == hashtag.removeprefix("#")
    else:
        with pytest.raises(ValidationError, match="one word"):
            event_page.full_clean()


def test_the_address_of_the_feed_is_taken(event_index: EventIndexPage) -> None:
    with pytest.raises(ValidationError, match="taken by the feed"):
        EventPageFactory(parent=event_index, slug="feed")


def test_the_preview_shows_the_drafts_own_sessions(event_page: EventPage) -> None:
    draft = event_page.get_latest_revision_as_object()
    draft.sessions.set([session(title="Not yet public", starts_at=time(9))])
    html = draft.make_preview_request().render().content.decode()
    assert "Not yet public" in html
    assert "9:00" in html
    assert ScheduledSession.objects.count() == 1


def test_the_preview_of_a_page_that_is_not_stored_yet(event_index: EventIndexPage) -> None:
    page = EventPage(title="New", slug="new", summary="New.")
    page.sessions.set([session()])
    event_index.add_child(instance=page)
    page.unpublish()
    Event.objects.all().delete()
    html = EventPage.objects.get(pk=page.pk).make_preview_request().render().content.decode()
    assert "Panel" in html
    assert not Event.objects.exists()


# --- search engines ----------------------------------------------------------


def told(page: EventPage) -> Any:
    return json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', read(page))[1]
    )


def test_search_engines_are_told_of_one_session(event_page: EventPage) -> None:
    change(event_page, place="Conway Hall, London", languages=["en"])
    data = told(event_page)
    assert data["@type"] == "Event"
    assert data["startDate"] == "2040-06-27T13:00:00+01:00"
    assert data["endDate"] == "2040-06-27T14:30:00+01:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert data["location"][0]["name"] == "Conway Hall, London"
    assert data["inLanguage"] == ["en"]
    assert "subEvent" not in data


def test_search_engines_are_told_of_several_sessions(event_index: EventIndexPage) -> None:
    page = EventPageFactory(
        parent=event_index,
        title="</script><script>alert(1)</script>",
        sessions=[
            session(place="Conway Hall"),
            session(starts_on=date(2040, 7, 1), link="https://example.org/a", is_cancelled=True),
        ],
    )
    data = told(page)
    assert data["name"] == "</script><script>alert(1)</script>"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    first, second = data["subEvent"]
    assert first["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert second["eventStatus"] == "https://schema.org/EventCancelled"
    assert second["location"] == [{"@type": "VirtualLocation", "url": "https://example.org/a"}]
    assert data["endDate"].startswith("2040-07-01")


# --- the list ----------------------------------------------------------------


@pytest.fixture
def many(event_index: EventIndexPage) -> list[EventPage]:
    """Fifteen events that were, a month apart, and two to come."""
    past = [
        EventPageFactory(
            parent=event_index,
            title=f"Past {n:02}",
            slug=f"past-{n}",
            sessions=[session(starts_on=PAST + timedelta(days=30 * n))],
        )
        for n in range(15)
    ]
    coming = [
        EventPageFactory(parent=event_index, title="Later", slug="later"),
        EventPageFactory(
            parent=event_index,
            title="Sooner",
            slug="sooner",
            sessions=[session(starts_on=PAST), session(starts_on=date(2030, 7, 1))],
        ),
    ]
    return [*past, *coming]


def titles(html: str) -> list[str]:
    return re.findall(r">(Past \d\d|Sooner|Later)</a>", html)


def test_what_is_to_come_and_what_was(event_index: EventIndexPage, many: Any) -> None:
    html = main_of(read(event_index))
    newest = [f"Past {n:02}" for n in range(14, 2, -1)]
    assert titles(html) == ["Sooner", "Later", *newest]
    # The session that comes next, not the one that was.
    assert "Monday, July 1, 2030" in html
    assert "and 1 more session" in html
    assert 'href="?page=2#past" rel="next"' in html
    html = main_of(read(event_index, "?page=2"))
    assert titles(html) == ["Sooner", "Later", "Past 02", "Past 01", "Past 00"]


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "", "1e9", "٢"])
def test_any_number_of_a_page_is_answered(
    event_index: EventIndexPage, many: Any, page: str
) -> None:
    assert len(titles(read(event_index, f"?page={page}"))) > 2


def test_a_card_names_the_next_session_that_takes_place(event_index: EventIndexPage) -> None:
    days = [(PAST, False), (date(2030, 7, 1), True), (date(2031, 7, 1), False)]
    EventPageFactory(
        parent=event_index,
        sessions=[session(starts_on=day, is_cancelled=cancelled) for day, cancelled in days],
    )
    html = main_of(read(event_index))
    assert "July 1, 2031" in html
    assert "Cancelled" not in html


def test_an_empty_list_says_so(event_index: EventIndexPage) -> None:
    html = read(event_index)
    assert "No event is planned just now." in html
    assert "Past events" not in html


def test_an_event_stays_among_those_to_come_until_its_last_session_ends(
    event_index: EventIndexPage, event_page: EventPage
) -> None:
    now = ScheduledSession.objects.get()
    for hours, section in ((-1, "Coming events"), (-3, "Past events")):
        start = now.created_at + timedelta(hours=hours)
        ScheduledSession.objects.update(starts_at=start, ends_at=start + timedelta(hours=2))
        html = main_of(read(event_index))
        before = html[: html.index("Dignity in the newsroom")]
        assert section in before
        assert ("Past events" in before) == (section == "Past events")


def test_private_and_unpublished_events_are_in_no_list(
    event_index: EventIndexPage, many: list[EventPage]
) -> None:
    PageViewRestriction.objects.create(page=many[-1], restriction_type="login")
    many[-2].unpublish()
    for address in ("", "feed/"):
        html = read(event_index, address)
        assert "Sooner" not in html
        assert "Later" not in html


def test_a_list_in_another_language_shows_what_is_not_translated(
    event_index: EventIndexPage, event_page: EventPage
) -> None:
    locale = add_language("ar")
    translate(event_index.get_parent().specific, locale)
    arabic = translate(event_index, locale)
    html = main_of(read(arabic))
    assert 'lang="en" dir="ltr"><a class="card__link"' in html
    assert "الفعاليات القادمة" in html
    assert "توقيت بريطانيا الصيفي" in html


def test_the_feed(event_index: EventIndexPage, many: list[EventPage]) -> None:
    response = Client().get(f"{event_index.url}feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    atom = "{http://www.w3.org/2005/Atom}"
    found = [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")]
    assert found[:2] == ["Sooner", "Later"]
    assert len(found) == 17
    summary = next(feed.iter(f"{atom}entry")).findtext(f"{atom}summary")
    assert "<li>Panel: Monday, July 1, 2030, 1:00" in summary
    assert "(British Summer Time)" in summary
    before = feed.findtext(f"{atom}updated")
    change(many[-1], number=1, starts_at=time(9))
    after = ElementTree.fromstring(Client().get(f"{event_index.url}feed/").content)
    assert after.findtext(f"{atom}updated") > before


def test_pages_name_the_feed(event_index: EventIndexPage, event_page: EventPage) -> None:
    for page in (event_index, event_page):
        assert f'type="application/atom+xml" href="{event_index.url}feed/"' in read(page)


def test_other_pages_can_show_the_next_events(home: HomePage, many: list[EventPage]) -> None:
    request = RequestFactory().get("/en/")
    template = (
        "{% load event_tags %}{% next_events page limit=1 as cards %}"
        "{% for card in cards %}{% include 'campaigns/events/card.html' %}{% endfor %}"
    )
    html = Template(template).render(Context({"page": home, "request": request}))
    assert titles(html) == ["Sooner"]


def test_only_the_pages_themselves_are_in_the_sitemap(
    event_index: EventIndexPage, event_page: EventPage
) -> None:
    body = Client().get("/sitemap.xml").content.decode()
    assert event_page.url in body
    assert ".ics" not in body
    assert "question-sent" not in body
