"""Fixtures of what has to do with guidance."""

from typing import Any

import pytest

from resources.models import GuidanceIndexPage, GuidanceNotePage
from tests.factories import GuidanceIndexPageFactory, GuidanceNotePageFactory


@pytest.fixture
def guidance(home: Any) -> GuidanceIndexPage:
    """The list of guidance."""
    return GuidanceIndexPageFactory(parent=home)


@pytest.fixture
def note(guidance: GuidanceIndexPage) -> GuidanceNotePage:
    """A note in its first edition."""
    return GuidanceNotePageFactory(parent=guidance, slug="pictures")
