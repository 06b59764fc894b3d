"""Words instead of an error page where a machine translator fails."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.views.edit_translation import machine_translate as localize_machine_translate

from translators.machine import MachineTranslationError
from translators.views.access import translation_for


def tell_failure(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have `view` lead back with a message when a machine translator fails."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except MachineTranslationError as error:
            messages.error(request, str(error))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))

    return telling


@require_POST
@tell_failure
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Have a machine translate every string that has no translation yet."""
    translation_for(request.user, translation_id)
    response: HttpResponse = localize_machine_translate(request, translation_id)
    return response


def urls() -> list[URLPattern]:
    """Return the address of wagtail-localize's view, to stand before it."""
    return [
        path(
            "localize/translate/<int:translation_id>/machine_translate/",
            machine_translate,
            name="machine_translate",
        ),
    ]
