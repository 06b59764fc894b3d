"""The world that is walked, made once."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import make_petition_page
from tests.walk.filling import Filling
from tests.walk.people import People, make_people
from tests.worlds import made_once


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[People]:
    """One world for the whole walk: nobody changes it."""
    with made_once(django_db_blocker):
        yield make_people(make_petition_page())


@pytest.fixture(scope="module")
def filling(people: People) -> Filling:
    """What to ask for, at each address."""
    return Filling(people)
