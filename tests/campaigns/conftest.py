"""Fixtures that tests of campaigns share."""

from typing import Any

import pytest

from campaigns.models import EventIndexPage, EventPage
from core.models import HomePage
from tests.campaigns.events import EventIndexPageFactory, EventPageFactory


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
