"""Refusals in words, on whatever way somebody has tried to publish."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail_localize.models import get_edit_url

from translators.publishing import NotReadyError


class RefusalMiddleware:
    """Turns the refusal to publish into a message on the editor's page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer with the reasons."""
        if not isinstance(exception, NotReadyError):
            return None
        for message in exception.messages:
            messages.error(request, message)
        url = get_edit_url(exception.instance)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # The dialogue in which a workflow is approved goes where it is told.
            step = {"step": "success", "redirect": url}
            response: HttpResponse = render_modal_workflow(request, "", None, {}, json_data=step)
            return response
        return redirect(url)
