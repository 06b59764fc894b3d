"""The answers that several views give."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from petitions.models import PetitionPage


class SeeOther(HttpResponseRedirect):
    """303: look at the result with GET."""

    status_code = 303


def notice(
    request: HttpRequest,
    kind: str,
    title: str,
    message: str,
    *,
    status: int = 200,
    action: tuple[PetitionPage | None, str] = (None, ""),
    page: PetitionPage | None = None,
) -> HttpResponse:
    """Answer with one message; `action` is the page and the label of the way on."""
    return render(
        request,
        "petitions/signature_notice.html",
        {
            "page": page,
            "notice": kind,
            "title": title,
            "message": message,
            "action_page": action[0],
            "action_label": action[1],
        },
        status=status,
    )
