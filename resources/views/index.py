"""The list of guidance."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from resources.commenting.finding import open_drafts
from resources.finding.listing import find
from resources.models import GuidanceIndexPage


def guidance_index(request: HttpRequest, page: GuidanceIndexPage) -> HttpResponse:
    """Show what the address asks for: `q`, filters, `sort`, `page`."""
    found = {"results": find(request.GET, page), "drafts": open_drafts(page)}
    return cast(HttpResponse, page.render(request, context_overrides=found))
