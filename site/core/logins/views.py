"""Logging in to the site, for members of the coalition; and passwords that several people share."""

from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth import views
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from core.http import View
from core.logins.forms import MemberLoginForm
from core.logins.limits import is_too_often, take_back
from core.notices import notice


class MemberLoginView(views.LoginView):
    """Wagtail's login for the site."""

    template_name = "wagtailcore/login.html"
    authentication_form = MemberLoginForm


def limited(view: View, parameter: str) -> View:
    """Have Wagtail's view of a shared password look at no more guesses of somebody who guesses on.

    Counted for what `parameter` names: the restriction. The translations of a private
    page have one each.
    """

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and is_too_often(request, f"{parameter}:{kwargs[parameter]}"):
            return notice(
                request,
                "too_often",
                _("Too many attempts"),
                _("Wait for a quarter of an hour, then open the page again."),
                status=HTTPStatus.TOO_MANY_REQUESTS,
            )
        response = view(request, **kwargs)
        if response.status_code == HTTPStatus.FOUND:
            take_back(request)
        return response

    return answer
