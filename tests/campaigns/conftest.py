"""Fixtures for tests of campaigns."""

from pathlib import Path

import pytest

from campaigns.models import ApplicationFormPage
from campaigns.models.applications import private_files
from core.models import HomePage
from tests.campaigns.applying import make_form


@pytest.fixture(autouse=True)
def private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A place of the test's own for private files. Fields hold on to their storage."""
    location = tmp_path / "private"
    monkeypatch.setitem(private_files().__dict__, "base_location", str(location))
    monkeypatch.setitem(private_files().__dict__, "location", str(location))
    return location


@pytest.fixture
def form_page(home: HomePage) -> ApplicationFormPage:
    """A live form."""
    return make_form(home)
