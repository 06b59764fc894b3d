"""Fixtures that tests of campaigns share."""

from pathlib import Path
from typing import Any

import pytest

from campaigns.models import ApplicationFormPage, EventIndexPage, EventPage, StoryIndexPage
from campaigns.models.private_files import kinds_of_files, private_files
from core.models import HomePage
from tests.campaigns.applying import make_form
from tests.campaigns.events import EventIndexPageFactory, EventPageFactory
from tests.campaigns.stories import StoryIndexPageFactory


@pytest.fixture
def event_index(home: HomePage) -> EventIndexPage:
    """The list of events."""
    return EventIndexPageFactory(parent=home)


@pytest.fixture
def event_page(event_index: EventIndexPage) -> EventPage:
    """A live event with one session, far ahead."""
    return EventPageFactory(parent=event_index)


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    """What UIDs are made with."""
    settings.BASE_URL = "https://undersigned.example"


@pytest.fixture(autouse=True)
def private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A place of the test's own for private files.

    Fields hold on to their storage, also when a test with other settings has
    made Django forget it.
    """
    location = tmp_path / "private"
    of_fields = [kind._meta.get_field("file").storage for kind in kinds_of_files()]
    for storage in (private_files(), *of_fields):
        monkeypatch.setitem(storage.__dict__, "base_location", str(location))
        monkeypatch.setitem(storage.__dict__, "location", str(location))
    return location


@pytest.fixture
def form_page(home: HomePage) -> ApplicationFormPage:
    """A live form."""
    return make_form(home)


@pytest.fixture
def story_index(home: HomePage) -> StoryIndexPage:
    """The list of stories."""
    return StoryIndexPageFactory(parent=home)
