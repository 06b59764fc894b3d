"""Long lists of the admin, a page at a time: no page costs more than the first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.paginator import WagtailPaginator

from core.keyset import beyond, in_order

# Rows are counted up to here; of more, the list says that there are more.
COUNTED = 10_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Place:
    """Before or after which row a page lies."""

    goes_on: bool
    created_at: datetime
    pk: UUID

    def __str__(self) -> str:
        """Return it as it stands in the address."""
        moment = (self.created_at - _EPOCH) // _MICROSECOND
        return f"{'after' if self.goes_on else 'before'}.{moment}.{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """Return what `str` has written; None if it is anything else."""
        try:
            direction, moment, pk = text.split(".")
            created_at = _EPOCH + int(moment) * _MICROSECOND
            return cls({"after": True, "before": False}[direction], created_at, UUID(pk))
        except (ValueError, KeyError, OverflowError):
            return None


@dataclass(frozen=True)
class PlacedPage:
    """Some rows, and the places of the pages around them as they stand in the address."""

    object_list: list[Any]
    has_previous: bool
    has_next: bool

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    def has_other_pages(self) -> bool:
        """Whether these are not all rows."""
        return self.has_previous or self.has_next

    @property
    def previous_place(self) -> str:
        """The page before this one."""
        return _place(self.object_list[0], goes_on=False)

    @property
    def next_place(self) -> str:
        """The page after this one."""
        return _place(self.object_list[-1], goes_on=True)


class PlacePaginator(WagtailPaginator):
    """Finds a page by the row that it lies beside.

    For rows with `created_at` and a UUID for `pk`, in either order of
    `core.keyset.in_order`.
    """

    def get_page(self, number: Any) -> PlacedPage:
        """Return the page at a place; the first, if it cannot be read."""
        place = Place.read(number or "")
        if place is None:
            return self._first()
        return self._after(place) if place.goes_on else self._before(place)

    @cached_property
    def count(self) -> int:
        """The number of rows, at most one more than `COUNTED`."""
        return int(self.object_list.order_by()[: COUNTED + 1].count())

    @property
    def number(self) -> str:
        """The number of rows, as it is written."""
        return number_format(min(self.count, COUNTED))

    @property
    def is_counted(self) -> bool:
        """Whether these are all, and not the least that there are."""
        return self.count <= COUNTED

    @property
    def items_count_label(self) -> str:
        """What the list has, in words."""
        if not self.is_counted:
            return _("More than %(number)s") % {"number": self.number}
        return _("%(number)s in all") % {"number": self.number}

    @property
    def matches_label(self) -> str:
        """What a search or a filter has found, in words."""
        if not self.is_counted:
            return _("There are more than %(number)s matches") % {"number": self.number}
        return ngettext("There is %(number)s match", "There are %(number)s matches", self.count) % {
            "number": self.number
        }

    def get_elided_page_range(self, *args: Any, **kwargs: Any) -> list[int]:
        """Return nothing: pages have no numbers."""
        return []

    @property
    def _newest_first(self) -> bool:
        return str(self.object_list.query.order_by[0]).startswith("-")

    def _first(self) -> PlacedPage:
        rows = list(self.object_list[: self.per_page + 1])
        if len(rows) <= self.per_page:
            # Nothing has to be counted that is all here.
            self.count = len(rows)
        return self._page(rows, has_previous=False, has_next=len(rows) > self.per_page)

    def _after(self, place: Place) -> PlacedPage:
        rest = beyond(self.object_list, place.created_at, place.pk, newest_first=self._newest_first)
        rows = list(rest[: self.per_page + 1])
        if not rows:
            return self._first()
        return self._page(rows, has_previous=True, has_next=len(rows) > self.per_page)

    def _before(self, place: Place) -> PlacedPage:
        newest_first = not self._newest_first
        turned_round = in_order(self.object_list, newest_first=newest_first)
        rest = beyond(turned_round, place.created_at, place.pk, newest_first=newest_first)
        rows = list(rest[: self.per_page + 1])
        if len(rows) <= self.per_page:
            # The first page, and whole, whatever has come in or gone meanwhile.
            return self._first()
        return self._page(rows, has_previous=True, has_next=True, turned_round=True)

    def _page(
        self, rows: list[Any], *, has_previous: bool, has_next: bool, turned_round: bool = False
    ) -> PlacedPage:
        """`rows` may have one more than a page, which has told that there are more."""
        shown = rows[: self.per_page]
        return PlacedPage(shown[::-1] if turned_round else shown, has_previous, has_next)


def _place(row: Any, *, goes_on: bool) -> str:
    return str(Place(goes_on, row.created_at, row.pk))
