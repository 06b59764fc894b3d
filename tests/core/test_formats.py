"""Numbers and dates in each language's own form."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import formats, timezone, translation

from core.locales import language_name

pytestmark = pytest.mark.one_database

DATE = date(2026, 5, 3)


def rendered(source: str, **context: object) -> str:
    return Template("{% load core_tags %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("code", "number", "day"),
    [
        ("en", "5,003", "May 3, 2026"),
        ("es", "5.003", "3 de mayo de 2026"),
        ("fr", "5\u202f003", "3 mai 2026"),
        ("ar", "5,003", "3 مايو، 2026"),
        ("th", "5,003", "3 พฤษภาคม 2569"),
    ],
)
def test_a_number_and_a_date(code: str, number: str, day: str) -> None:
    with translation.override(code):
        assert formats.localize(5003) == number
        assert rendered("{{ value|day }}", value=DATE) == day


def test_a_leap_day_is_a_day_in_every_calendar() -> None:
    """2567 is no leap year where years are counted from another beginning."""
    with translation.override("th"):
        assert rendered("{{ value|day }}", value=date(2024, 2, 29)) == "29 กุมภาพันธ์ 2567"


def test_a_moment_is_on_the_day_of_the_sites_time_zone() -> None:
    moment = datetime(2025, 12, 31, 20, tzinfo=UTC)
    with timezone.override("Asia/Bangkok"), translation.override("th"):
        assert rendered("{{ value|day }}", value=moment) == "1 มกราคม 2569"


def test_no_date_is_nothing() -> None:
    assert rendered("{{ value|day }}", value=None) == ""


@pytest.mark.parametrize(
    ("spoken", "name"), [("en", "Thai"), ("es", "tailandés"), ("fr", "thaï"), ("th", "ไทย")]
)
def test_a_language_is_called_as_it_is_within_a_sentence(spoken: str, name: str) -> None:
    with translation.override(spoken):
        assert language_name("th") == name
