"""What publication does: the record follows the page, and SEQUENCE what people must know of."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from campaigns.models import Event, EventIndexPage, EventPage, EventSession, ScheduledSession
from tests.campaigns.events import EventPageFactory, change, publish, session
from tests.translating import add_language, fill_in, put_live, start, translate

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def stored(page: EventPage, number: int = 0) -> ScheduledSession:
    return list(ScheduledSession.objects.filter(event=page.event_uuid))[number]


def test_a_session_begins_with_sequence_0(event_page: EventPage) -> None:
    first = stored(event_page)
    assert first.sequence == 0
    assert first.uuid == event_page.sessions.get().translation_key
    assert first.starts_at.isoformat() == "2040-06-27T12:00:00+00:00"
    assert first.texts == {"en": {"title": "Panel", "place": ""}}


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_at": time(12)},
        {"ends_at": time(15)},
        {"starts_on": date(2040, 6, 28)},
        {"time_zone": "Asia/Bangkok"},
        {"place": "Conway Hall, London"},
        {"link": "https://example.org/room"},
        {"is_cancelled": True},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_sequence_rises_with_what_people_must_know(event_page: EventPage, fields: Any) -> None:
    before = stored(event_page)
    change(event_page, **fields)
    after = stored(event_page)
    assert (after.uuid, after.sequence) == (before.uuid, 1)
    assert after.changed_at > before.changed_at
    assert after.created_at == before.created_at


@pytest.mark.parametrize("fields", [{"title": "Live panel"}, {"languages": ["en", "th"]}], ids=str)
def test_words_change_without_a_new_sequence(event_page: EventPage, fields: Any) -> None:
    before = stored(event_page)
    change(event_page, **fields)
    after = stored(event_page)
    assert after.sequence == 0
    assert after.changed_at > before.changed_at


def test_publishing_the_same_again_changes_nothing(event_page: EventPage) -> None:
    before = ScheduledSession.objects.values().get(), Event.objects.values().get()
    publish(event_page)
    assert (ScheduledSession.objects.values().get(), Event.objects.values().get()) == before


def test_a_new_title_of_the_event_is_a_change_of_its_calendar(event_page: EventPage) -> None:
    before = Event.objects.get()
    event_page.title = "Another title"
    publish(event_page)
    after = Event.objects.get()
    assert after.changed_at > before.changed_at
    assert str(after) == "Another title"
    assert stored(event_page).sequence == 0


def test_a_draft_changes_nothing(event_page: EventPage) -> None:
    before = ScheduledSession.objects.values().get()
    draft = event_page.get_latest_revision_as_object()
    written = list(draft.sessions.all())
    written[0].starts_at = time(9)
    written[0].is_cancelled = True
    draft.sessions.set([*written, session(title="Another")])
    draft.takes_questions = False
    draft.save_revision()
    assert ScheduledSession.objects.values().get() == before
    assert Event.objects.get().takes_questions
    page = Client().get(event_page.url).content.decode()
    assert "1:00" in page
    assert "Another" not in page


def test_a_removed_session_stays_known_and_can_come_back(event_page: EventPage) -> None:
    old = event_page.latest_revision
    draft = event_page.get_latest_revision_as_object()
    draft.sessions.set([])
    publish(draft)
    removed = stored(event_page)
    assert (removed.state, removed.sequence) == ("removed", 1)
    # Saved once more, it is not removed once more.
    publish(EventPage.objects.get(pk=event_page.pk))
    assert stored(event_page).sequence == 1
    old.publish()
    back = stored(event_page)
    assert (back.state, back.sequence) == ("scheduled", 2)


def test_a_second_session_leaves_the_first_as_it_is(event_page: EventPage) -> None:
    draft = event_page.get_latest_revision_as_object()
    draft.sessions.set([*draft.sessions.all(), session(starts_on=date(2040, 6, 28))])
    publish(draft)
    assert [stored(event_page, n).sequence for n in (0, 1)] == [0, 0]


def test_taken_off_the_site_every_session_is_removed(event_page: EventPage) -> None:
    event_page.unpublish()
    assert Event.objects.get().is_withdrawn
    assert (stored(event_page).state, stored(event_page).sequence) == ("removed", 1)
    publish(EventPage.objects.get(pk=event_page.pk))
    assert not Event.objects.get().is_withdrawn
    assert (stored(event_page).state, stored(event_page).sequence) == ("scheduled", 2)


def test_deleted_it_stays_known(event_page: EventPage) -> None:
    event_page.delete()
    assert Event.objects.get().is_withdrawn
    assert ScheduledSession.objects.get().state == "removed"


def test_deleted_with_the_list_above_it_stays_known(event_page: EventPage) -> None:
    event_page.get_parent().delete()
    assert Event.objects.get().is_withdrawn


def test_a_copy_is_an_event_of_its_own(event_page: EventPage) -> None:
    copy = event_page.copy(update_attrs={"slug": "again", "title": "Again"})
    publish(copy)
    assert Event.objects.count() == 2
    assert stored(copy).uuid != stored(event_page).uuid


def test_a_page_that_was_put_live_without_publishing(event_index: EventIndexPage) -> None:
    page = EventPageFactory(parent=event_index)
    Event.objects.all().delete()
    assert Client().get(page.url).status_code == 200
    assert Event.objects.get().uuid == page.translation_key


# --- languages -------------------------------------------------------------


@pytest.fixture
def spanish(event_page: EventPage) -> EventPage:
    """The event in Spanish, with its list."""
    locale = add_language("es")
    for above in event_page.get_ancestors().filter(depth__gt=1):
        translate(above.specific, locale)
    return translate(event_page, locale)


def test_a_translation_brings_its_words(event_page: EventPage, spanish: EventPage) -> None:
    only = stored(event_page)
    assert only.texts["es"] == {"title": "es: Panel", "place": ""}
    assert only.sequence == 0
    assert Event.objects.get().texts["es"]["title"] == "es: Dignity in the newsroom"
    page = Client().get(spanish.url).content.decode()
    assert "es: Panel" in page
    assert "hora de verano británica" in page


def test_a_session_that_moves_moves_in_every_language_at_once(
    event_page: EventPage, spanish: EventPage
) -> None:
    change(event_page, starts_at=time(10), ends_at=time(11))
    page = Client().get(spanish.url).content.decode()
    assert "10:00" in page
    assert "13:00" not in page
    # An older copy of the times in a translation decides nothing.
    publish(EventPage.objects.get(pk=spanish.pk))
    assert stored(event_page).sequence == 1
    assert stored(event_page).starts_at.isoformat() == "2040-06-27T09:00:00+00:00"


def test_a_new_session_is_shown_in_the_source_language_until_it_is_translated(
    event_page: EventPage, spanish: EventPage
) -> None:
    draft = event_page.get_latest_revision_as_object()
    draft.sessions.set([*draft.sessions.all(), session(title="Workshop", place="Hall 2")])
    publish(draft)
    page = Client().get(spanish.url).content.decode()
    assert '<h3 class="session__title" lang="en" dir="ltr">Workshop</h3>' in page
    again = start(EventPage.objects.get(pk=event_page.pk), Locale.objects.get(language_code="es"))
    again.source.update_from_db()
    fill_in(again)
    put_live(again)
    assert "es: Workshop" in Client().get(spanish.url).content.decode()


def test_a_translation_alone_brings_back_the_times_of_the_source(
    event_page: EventPage, spanish: EventPage
) -> None:
    change(event_page, starts_at=time(10), ends_at=time(11))
    for page in (event_page, spanish):
        EventPage.objects.get(pk=page.pk).unpublish()
    assert Event.objects.get().is_withdrawn
    # Its own copy may be older than what was published last.
    EventSession.objects.filter(page=spanish.pk).update(starts_at=time(13), ends_at=time(14))
    publish(EventPage.objects.get(pk=spanish.pk))
    back = stored(event_page)
    assert (back.state, back.sequence) == ("scheduled", 3)
    assert back.starts_at.isoformat() == "2040-06-27T09:00:00+00:00"


def test_it_is_gone_once_no_language_is_left(event_page: EventPage, spanish: EventPage) -> None:
    EventPage.objects.get(pk=event_page.pk).unpublish()
    assert not Event.objects.get().is_withdrawn
    EventPage.objects.get(pk=spanish.pk).unpublish()
    assert Event.objects.get().is_withdrawn


def test_an_alias_shows_what_its_original_has(event_page: EventPage) -> None:
    locale = add_language("es")
    alias = EventPage.objects.get(locale=locale)
    assert alias.alias_of_id == event_page.pk
    assert Event.objects.count() == 1
    assert ScheduledSession.objects.count() == 1
    change(event_page, starts_at=time(10))
    assert ScheduledSession.objects.count() == 1
    assert "10:00" in Client().get(alias.url).content.decode()


def test_scheduled_publication_counts_as_any_other(event_page: EventPage) -> None:
    a_minute_ago = timezone.now() - timedelta(minutes=1)
    draft = event_page.get_latest_revision_as_object()
    written = list(draft.sessions.all())
    written[0].starts_at = time(9)
    draft.sessions.set(written)
    draft.go_live_at = a_minute_ago
    draft.save_revision(approved_go_live_at=a_minute_ago)
    assert stored(event_page).sequence == 0
    call_command("publish_scheduled")
    assert stored(event_page).sequence == 1
