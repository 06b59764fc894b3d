"""From a time on the clock of a place to the moment that it is."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from campaigns.events.zones import city


class NotOneMomentError(ValueError):
    """A time on the clock that does not come, or comes twice. Says so in the active language."""


def instant(on: date, at: time, zone: str) -> datetime:
    """Return the moment (UTC) of a time on the clock; the first of two, should there be two.

    What has been published stays what it was, even if a country changes its clocks afterwards.
    """
    return datetime.combine(on, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def moment_of(on: date, at: time, zone: str) -> datetime:
    """Return the moment (UTC) at which the clocks of an IANA zone show a day and a time.

    Raises NotOneMomentError where clocks are put forward over that time, or back to it.
    """
    wall = datetime.combine(on, at)
    first = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    second = wall.replace(tzinfo=ZoneInfo(zone), fold=1)
    moment = instant(on, at, zone)
    if first.utcoffset() == second.utcoffset():
        return moment
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        message = _(
            "This time does not exist on that day: in %(city)s the clocks are put forward over it. "
            "Choose an earlier or a later one."
        )
    else:
        message = _(
            "This time comes twice on that day: in %(city)s the clocks are put back to it. "
            "Choose an earlier or a later one."
        )
    raise NotOneMomentError(message % {"city": city(zone)})
