"""An edition at its own address, for good."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from core.http import public_view
from resources.editions import find_text, whereabouts
from resources.views.reading import FULL, SHORT, reading, reading_context


@public_view
def edition(request: HttpRequest, code: str, label: str, version: str = FULL) -> HttpResponse:
    """Show an edition, with a notice where it is not what the site says now."""
    wanted = translation.get_language()
    text = find_text(code, label, wanted)
    found = whereabouts(text.edition.note, text.language)
    if found.is_private:
        raise Http404
    if version == SHORT and not text.has_short_version:
        return redirect("resources:edition", code, label)
    shown = reading(text, version)
    # A text is shown in its own language from head to foot; the notice above it says so.
    with translation.override(text.language):
        context = {
            **reading_context(shown),
            "note_page": found.page,
            "addresses": shown.addresses,
            "canonical": shown.url,
        }
        response = render(request, "resources/edition.html", context)
    response["Content-Language"] = text.language
    return response
