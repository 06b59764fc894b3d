"""Events for the browser tests, beside the demonstration content of a running site."""

from datetime import date, time

from wagtail.models import Locale

from campaigns.models import EventIndexPage
from core.models import HomePage
from tests.campaigns.events import EventIndexPageFactory, EventPageFactory, session
from tests.translating import translate

# Beside the list that the demonstration has.
SLUG = "panels"


def make_events() -> None:
    """Make a list with an event to come, in English, Arabic and Thai, and one that was; once."""
    if EventIndexPage.objects.filter(slug=SLUG).exists():
        return
    home = HomePage.objects.get(locale__language_code="en")
    index = EventIndexPageFactory(
        parent=home, slug=SLUG, introduction="Panels and workshops, open to all."
    )
    coming = EventPageFactory(
        parent=index,
        title="Whose picture is it?",
        slug="whose-picture",
        hashtag="MyStoryMyDignity",
        languages=["en", "th"],
        sessions=[
            session(title="Live panel", place="Conway Hall, London"),
            session(
                title="Workshop",
                starts_on=date(2040, 6, 28),
                starts_at=time(9),
                ends_at=time(12),
                time_zone="Asia/Bangkok",
                link="https://meet.example.org/a-room-with-a-rather-long-address/1234567890",
                languages=["th"],
            ),
            session(title="Reading", starts_on=date(2040, 6, 29), is_cancelled=True),
        ],
    )
    EventPageFactory(
        parent=index,
        title="Four principles",
        slug="four-principles",
        sessions=[session(starts_on=date(2020, 6, 27))],
        afterwards="<h3>Agreed</h3><p>We agreed on four principles.</p>",
        recording_url="https://film.example.org/four-principles",
    )
    for code in ("ar", "th"):
        locale = Locale.objects.get(language_code=code)
        translate(index, locale)
        translate(coming, locale)
