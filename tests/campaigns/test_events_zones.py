"""Times on the clocks of places, across the days on which clocks are changed."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.events import zones
from campaigns.events.moments import NotOneMomentError, moment_of
from campaigns.models import EventSession

pytestmark = pytest.mark.one_database

# A time before and one after each change of the clocks in 2026, with what it is in UTC.
KNOWN = [
    ("Europe/London", "2026-03-29 00:59", "2026-03-29 00:59"),
    ("Europe/London", "2026-03-29 02:00", "2026-03-29 01:00"),
    ("Europe/London", "2026-10-25 00:59", "2026-10-24 23:59"),
    ("Europe/London", "2026-10-25 02:00", "2026-10-25 02:00"),
    ("America/New_York", "2026-03-08 01:59", "2026-03-08 06:59"),
    ("America/New_York", "2026-03-08 03:00", "2026-03-08 07:00"),
    ("America/New_York", "2026-11-01 00:59", "2026-11-01 04:59"),
    ("America/New_York", "2026-11-01 02:00", "2026-11-01 07:00"),
    ("Asia/Bangkok", "2026-03-29 01:30", "2026-03-28 18:30"),
    ("Africa/Nairobi", "2026-10-25 01:30", "2026-10-24 22:30"),
    # Half an hour forward and back, in the southern summer.
    ("Australia/Lord_Howe", "2026-04-05 01:29", "2026-04-04 14:29"),
    ("Australia/Lord_Howe", "2026-04-05 02:00", "2026-04-04 15:30"),
    ("Australia/Lord_Howe", "2026-10-04 01:59", "2026-10-03 15:29"),
    ("Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-03 15:30"),
]
GAPS = [
    ("Europe/London", "2026-03-29 01:00"),
    ("Europe/London", "2026-03-29 01:59"),
    ("America/New_York", "2026-03-08 02:30"),
    ("Australia/Lord_Howe", "2026-10-04 02:29"),
]
FOLDS = [
    ("Europe/London", "2026-10-25 01:00"),
    ("Europe/London", "2026-10-25 01:59"),
    ("America/New_York", "2026-11-01 01:30"),
    ("Australia/Lord_Howe", "2026-04-05 01:30"),
    ("Australia/Lord_Howe", "2026-04-05 01:59"),
]


def parts(text: str) -> tuple[date, time]:
    moment = datetime.fromisoformat(text)
    return moment.date(), moment.time()


@pytest.mark.parametrize(("zone", "wall", "utc"), KNOWN)
def test_the_moment_of_a_time_on_the_clock(zone: str, wall: str, utc: str) -> None:
    assert moment_of(*parts(wall), zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(("zone", "wall"), GAPS)
def test_a_time_that_clocks_jump_over_is_refused(zone: str, wall: str) -> None:
    with pytest.raises(NotOneMomentError, match="does not exist on that day: in"):
        moment_of(*parts(wall), zone)


@pytest.mark.parametrize(("zone", "wall"), FOLDS)
def test_a_time_that_clocks_show_twice_is_refused(zone: str, wall: str) -> None:
    with pytest.raises(NotOneMomentError, match="comes twice on that day: in"):
        moment_of(*parts(wall), zone)


@settings(max_examples=300)
@given(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2045, 1, 1)),
    st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran"]),
)
def test_what_is_not_refused_is_one_moment(wall: datetime, zone: str) -> None:
    """Clocks show it then, and half an hour, an hour and two around it they do not."""
    wall = wall.replace(second=0, microsecond=0)
    try:
        moment = moment_of(wall.date(), wall.time(), zone)
    except NotOneMomentError:
        return
    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert shown == wall
    for minutes in (-120, -60, -30, 30, 60, 120):
        other = datetime.fromtimestamp(moment.timestamp() + minutes * 60, ZoneInfo(zone))
        assert other.replace(tzinfo=None) != wall


def refused(**fields: object) -> dict[str, list[str]]:
    """Return what a session's own check has against it."""
    session = EventSession(
        **{
            "starts_on": date(2026, 10, 24),
            "starts_at": time(10),
            "ends_at": time(11),
            "time_zone": "Europe/London",
            **fields,
        }
    )
    try:
        session.clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_the_editor_names_the_field_and_the_city() -> None:
    day = date(2026, 3, 29)
    assert refused() == {}
    assert (
        "London" in refused(starts_on=day, starts_at=time(1, 30), ends_at=time(3))["starts_at"][0]
    )
    assert set(refused(starts_on=day, starts_at=time(0, 30), ends_at=time(1, 30))) == {"ends_at"}
    twice = refused(ends_on=date(2026, 10, 25), ends_at=time(1, 30))
    assert "comes twice" in twice["ends_at"][0]
    with translation.override("es"):
        assert "Londres" in refused(starts_on=day, starts_at=time(1, 30))["starts_at"][0]


def test_the_end_comes_after_the_beginning() -> None:
    assert "after the beginning" in refused(ends_at=time(10))["ends_at"][0]
    assert refused(starts_at=time(23), ends_at=time(1), ends_on=date(2026, 10, 26)) == {}
    # An hour by the clock, and none that passes: clocks are put forward between the two.
    assert (
        refused(
            starts_on=date(2026, 3, 29), starts_at=time(0, 59), ends_at=time(2), time_zone="UTC"
        )
        == {}
    )


def test_a_draft_without_times_is_not_looked_at() -> None:
    assert refused(starts_on=None) == {}
    assert refused(ends_at=None) == {}
    assert refused(time_zone="Nowhere/Else") == {}


NAMES = [
    ("Europe/London", "2026-07-01", "British Summer Time", "GMT+01:00"),
    ("Europe/London", "2026-01-01", "Greenwich Mean Time", ""),
    ("America/New_York", "2026-07-01", "Eastern Daylight Time", "GMT-04:00"),
    ("America/New_York", "2026-01-01", "Eastern Standard Time", "GMT-05:00"),
    ("Asia/Bangkok", "2026-07-01", "Indochina Time", "GMT+07:00"),
    ("Africa/Nairobi", "2026-07-01", "East Africa Time", "GMT+03:00"),
    ("Australia/Lord_Howe", "2026-01-01", "Lord Howe Daylight Time", "GMT+11:00"),
    ("Australia/Lord_Howe", "2026-07-01", "Lord Howe Standard Time", "GMT+10:30"),
    # The CLDR calls it by the city's old name, and Irish law calls its winter the odd time.
    ("Asia/Kolkata", "2026-07-01", "India Standard Time", "GMT+05:30"),
    ("Europe/Dublin", "2026-07-01", "Irish Standard Time", "GMT+01:00"),
    ("Europe/Dublin", "2026-01-01", "Greenwich Mean Time", ""),
    # Without a name of its own.
    ("Africa/Casablanca", "2026-07-01", "Casablanca Time", "GMT+01:00"),
    ("UTC", "2026-07-01", "Coordinated Universal Time", ""),
]


@pytest.mark.parametrize(("zone", "day", "name", "offset"), NAMES)
def test_the_name_of_the_time_in_a_zone(zone: str, day: str, name: str, offset: str) -> None:
    moment = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    assert zones.zone_name(moment, zone) == name
    assert zones.zone_offset(moment, zone) == offset


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "British Summer Time", "Thursday, June 27, 2013, 1:00 PM"),
        ("es", "hora de verano británica", "jueves, 27 de junio de 2013, 13:00"),
        ("fr", "heure d’été britannique", "jeudi 27 juin 2013, 13:00"),
        ("ar", "توقيت بريطانيا الصيفي", "الخميس، 27 يونيو، 2013، 1:00 م"),
        ("th", "เวลาฤดูร้อนอังกฤษ", "วันพฤหัสบดีที่ 27 มิถุนายน 2556 เวลา 13:00"),
    ],
)
def test_times_in_five_languages(language: str, name: str, text: str) -> None:
    moment = moment_of(date(2013, 6, 27), time(13), "Europe/London")
    with translation.override(language):
        assert zones.zone_name(moment, "Europe/London") == name
        assert " ".join(zones.day_and_time(moment, "Europe/London").split()) == text


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar", "th"])
def test_every_zone_to_choose_exists_and_has_a_name(language: str) -> None:
    with translation.override(language):
        choices = zones.zone_choices()
    assert len(choices) > 400
    assert choices[0][0] == "UTC"
    assert {zone for zone, _name in choices} <= available_timezones()
    assert len({name for _zone, name in choices}) == len(choices)
    assert all(name and "_" not in name for _zone, name in choices)


def test_zones_are_named_in_the_language_of_the_editor() -> None:
    assert dict(zones.zone_choices())["Europe/London"] == "United Kingdom – London"
    with translation.override("th"):
        assert dict(zones.zone_choices())["Asia/Bangkok"] == "ไทย – กรุงเทพ"
