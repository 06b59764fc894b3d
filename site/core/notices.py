"""An answer that is one message."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.models import BasePage


@dataclass(frozen=True)
class WayOn:
    """A link from a message to where its reader can go on."""

    url: str
    label: str
    # The language of what is there.
    language: str


def notice(
    request: HttpRequest,
    kind: str,
    title: str,
    message: str,
    *,
    status: int = 200,
    way_on: WayOn | None = None,
    page: BasePage | None = None,
) -> HttpResponse:
    """Answer with one message, on `page` if it belongs to one."""
    return render(
        request,
        "components/letter_notice.html",
        {"page": page, "notice": kind, "title": title, "message": message, "way_on": way_on},
        status=status,
    )
