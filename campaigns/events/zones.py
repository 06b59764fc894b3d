"""Time zones: which there are, what they are called, and how times are written.

The zones are those of the IANA database, from the package `tzdata`, with their
countries. Their names are those of the Unicode CLDR, which Babel carries.
"""

from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_time, get_timezone_gmt
from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.countries import country_name, sorting_key
from core.templatetags.core_tags import day

UTC = "UTC"


@cache
def _countries() -> dict[str, str]:
    """Return the zones that people live in, each with its country (ISO 3166-1 alpha-2)."""
    table = (files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {zone: country for country, _place, zone, *_comment in rows}


def zone_choices() -> list[tuple[str, str]]:
    """Return (zone, name) in the words and the order of the active language; UTC first."""
    return list(_choices(_language()))


@cache
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    named = [(zone, zone_label(zone, language)) for zone in _countries()]
    named.sort(key=lambda choice: sorting_key(choice[1]))
    return (UTC, zone_label(UTC, language)), *named


def zone_label(zone: str, language: str = "") -> str:
    """Return a zone's country and city, as "United Kingdom – London", in a language."""
    language = language or _language()
    country = _countries().get(zone)
    if country is None:
        names = _locale(language).time_zones.get(_cldr_zone(zone), {})
        return str(names.get("long", {}).get("standard", zone))
    return f"{country_name(country, language)} – {city(zone, language)}"


def city(zone: str, language: str = "") -> str:
    """Return the name of the city that a zone is called after, in a language."""
    known = _locale(language or _language()).time_zones.get(_cldr_zone(zone), {})
    return known.get("city") or zone.rpartition("/")[2].replace("_", " ")


def zone_name(moment: datetime, zone: str) -> str:
    """Return what the zone's time is called at a moment, as "British Summer Time"."""
    locale, at = _locale(_language()), moment.astimezone(ZoneInfo(zone))
    variant = "daylight" if _is_ahead(at) else "standard"
    key = _cldr_zone(zone)
    metazone = get_global("meta_zones").get(key)
    for names in (locale.time_zones.get(key, {}), locale.meta_zones.get(metazone, {})):
        if name := names.get("long", {}).get(variant):
            return str(name)
    return str(locale.zone_formats["region"] % city(zone))


def zone_offset(moment: datetime, zone: str) -> str:
    """Return how far ahead of universal time, as "GMT+01:00"; empty where it is that time."""
    at = moment.astimezone(ZoneInfo(zone))
    return get_timezone_gmt(at, locale=_locale(_language())) if at.utcoffset() else ""


def clock(moment: datetime, zone: str) -> str:
    """Return the time of day in a zone, as the active language writes it."""
    local = moment.astimezone(ZoneInfo(zone))
    return format_time(local.time(), "short", locale=_locale(_language()))


def long_day(moment: datetime, zone: str) -> str:
    """Return the day in a zone with its weekday, in the calendar of the language's readers."""
    local = moment.astimezone(ZoneInfo(zone)).date()
    # To translators: a weekday and a date, as "Thursday, 27 June 2013".
    return _("%(weekday)s, %(day)s") % {
        "weekday": dateformat.format(local, "l"),
        "day": day(local),
    }


def day_and_time(moment: datetime, zone: str) -> str:
    """Return the day and the time of day in a zone."""
    # To translators: a day and a time, as "Thursday, 27 June 2013, 1:00 PM".
    return _("%(day)s, %(time)s") % {"day": long_day(moment, zone), "time": clock(moment, zone)}


def _is_ahead(at: datetime) -> bool:
    """Whether clocks are put forward: by the offset, as Irish law has it the other way round."""
    offset = at.utcoffset()
    offsets = [at.replace(month=month, day=1).utcoffset() for month in (1, 7)]
    return any(other is not None and offset is not None and offset > other for other in offsets)


@cache
def _cldr_zone(zone: str) -> str:
    """Return the name by which the CLDR knows a zone: it keeps the old spellings of some."""
    known = get_global("meta_zones")
    if zone == UTC:
        return "Etc/UTC"
    if zone in known:
        return zone
    spellings = [old for old, new in get_global("zone_aliases").items() if new == zone]
    return next((old for old in spellings if old in known), zone)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def _language() -> str:
    return get_language() or "en"
