"""An edition at its own address, for good."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from core.http import public_view
from resources.editions import find_text, live_page
from resources.views.reading import FULL, SHORT, reading, reading_context


@public_view
def edition(request: HttpRequest, code: str, label: str, version: str = FULL) -> HttpResponse:
    """Show an edition, with a notice where it is not what the site says now."""
    wanted = translation.get_language()
    text = find_text(code, label, wanted)
    if version == SHORT and not text.has_short_version:
        return redirect("resources:edition", code, label)
    shown = reading(text, version)
    # A text is shown in its own language from head to foot; the notice above it says so.
    with translation.override(text.language):
        context = {
            **reading_context(shown),
            "note_page": live_page(text.edition.note, text.language),
            "addresses": shown.addresses,
            "canonical": shown.url,
        }
        response = render(request, "resources/edition.html", context)
    response["Content-Language"] = text.language
    return response
