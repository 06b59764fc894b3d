"""How many statements each address of events costs, and that lists do not grow with events."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from campaigns.models import EventIndexPage, EventPage
from core.models import HomePage
from tests.campaigns.events import EventPageFactory, publish, session
from tests.factories import StandardPageFactory
from tests.translating import translate
from translators.languages import set_up_language

pytestmark = pytest.mark.django_db

# The begin and end of transactions, which the tests' own transaction turns into savepoints.
_FRAME = ("SAVEPOINT", "RELEASE")

# Finding any page: its site, the first page in each language, the one to begin at; the page's
# ancestors and their restrictions.
FINDING = 1 + 1 + 1 + 2
# For each step on the way to it: which page, and which kind of page.
STEP = 2
# Around any page: settings, the menu with its restrictions.
AROUND = 1 + 2
# The page in its other languages; whether it was translated from a text that is newer.
LANGUAGES = 1 + 1


def statements(call: Callable[[], Any]) -> int:
    """Return the number of SQL statements of a call."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return len([query for query in captured if not query["sql"].startswith(_FRAME)])


def get(url: str) -> int:
    """Return what an address costs once caches are warm."""
    Client().get(url)
    return statements(lambda: Client().get(url))


def add(index: EventIndexPage, number: int) -> None:
    """Add events to come and events that were, each with two sessions."""
    for year in (2020, 2040):
        for _n in range(number):
            EventPageFactory(
                parent=index,
                sessions=[session(starts_on=date(year, month, 1)) for month in (6, 7)],
            )


def test_reading_an_event(event_page: EventPage) -> None:
    """The record; whether questions are taken: is there a session, when is the first; the
    sessions.
    """
    assert get(event_page.url) == FINDING + 2 * STEP + AROUND + LANGUAGES + 1 + 2 + 1


def test_reading_an_event_with_registration(event_page: EventPage, home: HomePage) -> None:
    """The page chosen; restrictions; the page in this language, and what it is linked by."""
    before = get(event_page.url)
    event_page.registration_page = StandardPageFactory(parent=home, slug="sign-up")
    publish(event_page)
    assert get(event_page.url) <= before + 4


def test_reading_a_list(event_index: EventIndexPage) -> None:
    """Restrictions, pages, records with their dates, sessions."""
    add(event_index, 3)
    assert get(event_index.url) == FINDING + STEP + AROUND + LANGUAGES + 2 + 1 + 1


def test_the_calendar_of_an_event(event_page: EventPage) -> None:
    """The record, its sessions."""
    assert get(f"{event_page.url}calendar.ics") == FINDING + 2 * STEP + 1 + 1


def test_asking(event_page: EventPage) -> None:
    """The record; whether it is open; the question."""
    Client().get(event_page.url)
    spent = statements(lambda: Client().post(event_page.url, {"text": "How?"}))
    assert spent == FINDING + 2 * STEP + 1 + 2 + 1


@pytest.mark.parametrize("path", ["", "?page=2", "feed/", "calendar.ics"])
def test_lists_do_not_grow_with_events(event_index: EventIndexPage, path: str) -> None:
    spent = []
    # More events that were than one page of the list shows, both times.
    for number in (13, 13):
        add(event_index, number)
        spent.append(get(f"{event_index.url}{path}"))
    assert spent[0] == spent[1]


def test_an_event_does_not_grow_with_its_sessions(event_page: EventPage) -> None:
    spent = []
    for _time in range(2):
        draft = EventPage.objects.get(pk=event_page.pk)
        more = [session(starts_on=date(2041, month, 1)) for month in range(1, 6)]
        draft.sessions.set([*draft.sessions.all(), *more])
        publish(draft)
        spent.append([get(f"{event_page.url}{path}") for path in ("", "calendar.ics")])
    assert spent[0] == spent[1]


def test_a_translation_costs_what_the_source_costs(
    event_page: EventPage, event_index: EventIndexPage, spanish: Locale
) -> None:
    set_up_language(spanish)
    for above in event_page.get_ancestors().filter(depth__gt=1):
        translate(above.specific, spanish)
    translated = translate(event_page, spanish)
    assert get(translated.url) == get(event_page.url)
    assert get(translated.get_parent().url) == get(event_index.url)
