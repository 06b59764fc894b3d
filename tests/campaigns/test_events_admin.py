"""Events in the admin: the editor, and the list of questions."""

import csv
import io
import re
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from campaigns.models import Event, EventIndexPage, EventPage, EventQuestion, ScheduledSession
from tests.campaigns.events import EventPageFactory, session
from tests.factories import UserFactory
from tests.petitions.tables import tables_with
from tests.translating import staff
from users.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LIST = reverse("campaigns_questions:list")
EXPORT = reverse("campaigns_questions:export")
READER = ("view_eventquestion",)
KEEPER = ("view_eventquestion", "delete_eventquestion")
EXPORTER = ("view_eventquestion", "export_eventquestion")


def browser(*codenames: str) -> Client:
    """Return a browser in which a member of staff with these permissions is logged in."""
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", *codenames],
            content_type__app_label__in=["campaigns", "wagtailadmin"],
        )
    )
    client = Client()
    client.force_login(user)
    return client


def question(page: EventPage, text: str = "How do you ask?", **fields: Any) -> EventQuestion:
    values = {"event": page.event, "language": "en", "digest": text, "name": "Ana", **fields}
    return EventQuestion.objects.create(text=text, **values)


# --- the editor ----------------------------------------------------------------


def form(**fields: Any) -> dict[str, Any]:
    """Return the editor's form for an event with one session."""
    written = {
        "title": "Panel",
        "starts_on": "2040-06-27",
        "starts_at": "13:00",
        "ends_at": "14:30",
        "ends_on": "",
        "time_zone": "Europe/London",
        "place": "",
        "link": "",
        **fields,
    }
    # Lists stand for several fields there, and here for several choices of one.
    choices = {"languages": "English", "sessions-0-languages": "English, Thai"}
    return choices | nested_form_data(
        {
            "title": "Whose picture is it?",
            "slug": "whose-picture",
            "summary": "Editors and survivors talk.",
            "body": streamfield([]),
            "hashtag": "#Pictures",
            "registration_page": "",
            "takes_questions": "on",
            "recording_url": "",
            "recording_document": "",
            "afterwards": rich_text(""),
            "sessions": inline_formset(
                [written], initial=1 if "id" in fields else 0, min=0, max=1000
            ),
            "campaigns": inline_formset([]),
            "comments": inline_formset([]),
            "seo_title": "",
            "search_description": "",
            "tells_when_outdated": "on",
            "action-publish": "1",
        }
    )


def add(client: Client, index: EventIndexPage, **fields: Any) -> Any:
    url = reverse("wagtailadmin_pages:add", args=["campaigns", "eventpage", index.pk])
    return client.post(url, form(**fields))


def test_an_editor_adds_an_event_and_moves_its_session(
    event_index: EventIndexPage, admin_client: Client
) -> None:
    assert add(admin_client, event_index).status_code == 302
    page = EventPage.objects.get()
    before = ScheduledSession.objects.get()
    assert (page.hashtag, before.languages, before.sequence) == ("Pictures", ("en", "th"), 0)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = admin_client.get(edit).content.decode()
    assert '<option value="Europe/London" selected>United Kingdom – London</option>' in html
    written = page.sessions.get()
    moved = form(id=written.pk, starts_at="10:00", ends_at="11:00")
    assert admin_client.post(edit, moved).status_code == 302
    after = ScheduledSession.objects.get()
    assert (after.uuid, after.sequence) == (before.uuid, 1)
    assert after.starts_at.isoformat() == "2040-06-27T09:00:00+00:00"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"starts_on": "2027-03-28", "starts_at": "01:30"},
            "This time does not exist on that day: in London the clocks are put forward",
        ),
        (
            {"starts_on": "2027-10-31", "starts_at": "00:30", "ends_at": "01:30"},
            "This time comes twice on that day: in London the clocks are put back",
        ),
        ({"ends_at": "12:00"}, "The end must come after the beginning."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice."),
        ({"starts_on": ""}, "This field is required."),
    ],
)
def test_the_editor_says_what_is_wrong_with_a_time(
    event_index: EventIndexPage, admin_client: Client, fields: Any, sentence: str
) -> None:
    response = add(admin_client, event_index, **fields)
    assert response.status_code == 200
    html = response.content.decode()
    assert sentence in html
    # Nothing typed is lost.
    assert 'value="Whose picture is it?"' in html
    assert not EventPage.objects.exists()


def test_zones_are_in_the_editors_language(
    event_index: EventIndexPage, admin: User, admin_client: Client
) -> None:
    UserProfile.objects.update_or_create(user=admin, defaults={"preferred_language": "fr"})
    url = reverse("wagtailadmin_pages:add", args=["campaigns", "eventpage", event_index.pk])
    html = admin_client.get(url).content.decode()
    assert "Royaume-Uni – Londres" in html
    assert "Fuseau horaire" in html


@pytest.mark.parametrize("name", ["delete", "unpublish"])
def test_before_an_event_goes_it_is_said_what_becomes_of_calendars(
    event_page: EventPage, admin_client: Client, name: str
) -> None:
    url = reverse(f"wagtailadmin_pages:{name}", args=[event_page.pk])
    html = admin_client.get(url).content.decode()
    assert "This event has a session to come." in html
    assert "calendars that follow the list show it as cancelled" in html
    ScheduledSession.objects.update(starts_at="2020-01-01T10:00Z", ends_at="2020-01-01T11:00Z")
    assert "to come" not in admin_client.get(url).content.decode()
    assert admin_client.post(url).status_code == 302
    assert Event.objects.get().is_withdrawn


# --- the list of questions -------------------------------------------------------


@pytest.fixture
def asked(event_page: EventPage, event_index: EventIndexPage) -> list[EventQuestion]:
    """Two questions for an event and one for another."""
    other = EventPageFactory(parent=event_index, title="Another event", sessions=[session()])
    return [
        question(event_page),
        question(event_page, "ขออนุญาตอย่างไร", language="th", name="", suspicion="links"),
        question(other, "=HYPERLINK(1)", name="Ben"),
    ]


def listed(client: Client, query: str = "") -> list[str]:
    response = client.get(f"{LIST}{query}")
    assert response.status_code == 200
    html = response.content.decode()
    return [text for text in ("How do you ask?", "ขออนุญาต", "=HYPERLINK") if text in html]


def test_the_list_and_its_filters(asked: list[EventQuestion]) -> None:
    client = browser(*READER)
    assert len(listed(client)) == 3
    assert listed(client, f"?event={asked[0].event_id}") == ["How do you ask?", "ขออนุญาต"]
    assert listed(client, "?language=th") == ["ขออนุญาต"]
    assert listed(client, "?suspicion=links") == ["ขออนุญาต"]
    assert listed(client, "?q=ben") == ["=HYPERLINK"]
    assert listed(client, "?q=ask+how") == ["How do you ask?"]
    assert listed(client, "?q=nobody") == []


def test_an_empty_list_can_be_read(db: Any) -> None:
    assert listed(browser(*READER)) == []


def test_a_question_in_full(asked: list[EventQuestion]) -> None:
    url = reverse("campaigns_questions:inspect", args=[asked[1].pk])
    html = browser(*READER).get(url).content.decode()
    assert "ขออนุญาตอย่างไร" in html
    assert "many links" in html
    assert "Dignity in the newsroom" in html
    assert "Delete" not in html
    assert "Delete" in browser(*KEEPER).get(url).content.decode()


def test_one_is_deleted_and_the_log_keeps_none_of_its_words(asked: list[EventQuestion]) -> None:
    client = browser(*KEEPER)
    url = reverse("campaigns_questions:delete", args=[asked[0].pk])
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 302
    assert EventQuestion.objects.count() == 2
    assert ModelLogEntry.objects.filter(action="wagtail.delete").exists()
    assert tables_with("How do you ask?") == set()


def test_several_are_deleted_at_once(asked: list[EventQuestion]) -> None:
    path = reverse("wagtail_bulk_action", args=["campaigns", "eventquestion", "delete"])
    url = f"{path}?id={asked[0].pk}&id={asked[1].pk}&next={LIST}"
    assert "data-bulk-action-checkbox" in browser(*KEEPER).get(LIST).content.decode()
    refused = browser(*READER)
    refused.post(url)
    assert EventQuestion.objects.count() == 3
    client = browser(*KEEPER)
    assert client.get(url).status_code == 200
    client.post(url)
    assert list(EventQuestion.objects.all()) == [asked[2]]


def test_nobody_writes_questions_here(asked: list[EventQuestion], admin_client: Client) -> None:
    for name in ("add", "edit", "copy", "history"):
        with pytest.raises(NoReverseMatch):
            reverse(f"campaigns_questions:{name}", args=[asked[0].pk])
    html = admin_client.get(LIST).content.decode()
    assert "Add question" not in html


@pytest.mark.parametrize("codenames", [(), ("export_eventquestion",), ("delete_eventquestion",)])
def test_who_may_not_view_sees_nothing(asked: list[EventQuestion], codenames: Any) -> None:
    client = browser(*codenames)
    key = asked[0].pk
    for url in (LIST, EXPORT, reverse("campaigns_questions:inspect", args=[key])):
        response = client.get(url)
        assert response.status_code in (302, 403), url
        assert "How do you ask?" not in response.content.decode()
    for url in (LIST, EXPORT, reverse("campaigns_questions:delete", args=[key])):
        assert Client().get(url).status_code == 302


def rows(response: Any) -> list[dict[str, str]]:
    content = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_the_export_follows_the_filters_and_is_recorded(asked: list[EventQuestion]) -> None:
    client = browser(*EXPORTER)
    page = client.get(f"{EXPORT}?language=en").content.decode()
    assert "A file with 2 questions" in page
    assert not ModelLogEntry.objects.filter(action="campaigns.questions.export").exists()
    response = client.post(f"{EXPORT}?language=en")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert re.search(
        r'filename="questions-all-events-[\d-]+\.csv"', response["Content-Disposition"]
    )
    first, second = rows(response)
    assert (first["event"], first["question"], first["name"]) == (
        "Dignity in the newsroom",
        "How do you ask?",
        "Ana",
    )
    assert second["question"] == "'=HYPERLINK(1)"
    entries = ModelLogEntry.objects.filter(action="campaigns.questions.export")
    assert sorted(entry.label for entry in entries) == ["Another event", "Dignity in the newsroom"]
    assert entries[0].data == {"number": 1, "filters": {"language": ["en"]}}
    assert entries[0].message == "1 question exported"
    one = client.post(f"{EXPORT}?event={asked[2].event_id}")
    assert "questions-another-event-" in one["Content-Disposition"]


def test_export_is_for_those_who_may(asked: list[EventQuestion]) -> None:
    reader = browser(*READER)
    assert EXPORT not in reader.get(LIST).content.decode()
    assert reader.post(EXPORT).status_code in (302, 403)
    assert EXPORT in browser(*EXPORTER).get(LIST).content.decode()


def test_the_list_costs_the_same_however_long_it_is(event_page: EventPage) -> None:
    client = browser(*KEEPER)
    spent = []
    for _time in range(2):
        for _n in range(10):
            question(event_page, f"Question {EventQuestion.objects.count()}")
        client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        spent.append(len(captured))
    assert spent[0] == spent[1]


# --- communications staff ----------------------------------------------------------


def test_communications_staff_look_after_events(
    event_index: EventIndexPage, asked: list[EventQuestion]
) -> None:
    client = Client()
    client.force_login(staff())
    assert len(listed(client)) == 3
    assert client.get(EXPORT).status_code == 200
    assert "Questions for events" in client.get(reverse("wagtailadmin_home")).content.decode()
    assert add(client, event_index).status_code == 302
    assert Event.objects.count() == 3


def test_the_permissions_can_be_taken_back(db: Any) -> None:
    migration = import_module("campaigns.migrations.0005_communications_staff_events")
    editor = type("Editor", (), {"connection": connection})
    group = Group.objects.get(name="Communications staff")
    mine = group.permissions.filter(
        content_type__app_label="campaigns", content_type__model="eventquestion"
    )
    before = set(mine.values_list("codename", flat=True))
    assert before == {"view_eventquestion", "delete_eventquestion", "export_eventquestion"}
    migration.remove_permissions(apps, editor)
    assert not mine.exists()
    migration.add_permissions(apps, editor)
    assert set(mine.values_list("codename", flat=True)) == before
