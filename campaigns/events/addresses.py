"""Where the calendars of events are."""

from typing import Any

from django.http import HttpRequest

from campaigns.models import EventIndexPage, EventPage


def file_address(
    page: EventIndexPage | EventPage, request: HttpRequest | None, name: str, **kwargs: Any
) -> str:
    """Return the address, with host, of a file below a page: its route without the last slash."""
    address = page.get_full_url(request) or ""
    return f"{address}{page.reverse_subpage(name, kwargs=kwargs)}".rstrip("/")


def to_subscribe(address: str) -> str:
    """Return what a calendar opens to follow an address instead of reading it once."""
    return f"webcal://{address.partition('://')[2]}"
