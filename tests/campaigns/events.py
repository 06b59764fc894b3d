"""Events for tests, made the way the site makes them, and what calendars read of them."""

from datetime import date, time
from typing import Any

import factory
import wagtail_factories
from icalendar import Calendar
from wagtail.models import Locale

from campaigns.models import EventIndexPage, EventPage, EventSession
from tests.factories import PublishedPageFactory


class EventIndexPageFactory(PublishedPageFactory):
    """The list of events."""

    class Meta:
        model = EventIndexPage

    title = "Events"
    slug = "events"


class EventPageFactory(wagtail_factories.PageFactory):
    """An event that went live through Wagtail's publishing, with the sessions given."""

    class Meta:
        model = EventPage

    title = "Dignity in the newsroom"
    slug = factory.Sequence(lambda n: f"dignity-{n}")
    summary = "Editors and survivors talk about pictures."

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: Any) -> Any:
        written = kwargs.pop("sessions", None)
        page = super()._create_instance(model_class, parent, kwargs)
        page.sessions.set([session()] if written is None else written)
        return publish(page)


def session(**fields: Any) -> EventSession:
    """Return a session that is not stored yet: an afternoon in London, far ahead."""
    return EventSession(
        **{
            "title": "Panel",
            "starts_on": date(2040, 6, 27),
            "starts_at": time(13),
            "ends_at": time(14, 30),
            "time_zone": "Europe/London",
            "locale": Locale.objects.get(language_code="en"),
            **fields,
        }
    )


def publish(page: EventPage) -> EventPage:
    """Publish a page as it is; return it as it is stored."""
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def change(page: EventPage, number: int = 0, **fields: Any) -> EventPage:
    """Change a session of a page as an editor does, and publish it."""
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    written = list(draft.sessions.all())
    for name, value in fields.items():
        setattr(written[number], name, value)
    draft.sessions.set(written)
    return publish(draft)


def entries(body: bytes) -> list[Any]:
    """Return the events of a calendar file."""
    return list(Calendar.from_ical(body).walk("VEVENT"))
