"""All editions of a note."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from core.http import public_view
from resources.editions import best_language, find_note, live_page, public_texts_of


@public_view
def history(request: HttpRequest, code: str) -> HttpResponse:
    """List the editions in the reader's language, else in the source's."""
    note = find_note(code)
    listed = public_texts_of(note)
    if not listed:
        raise Http404
    languages = list(dict.fromkeys(text.language for text in listed))
    language = best_language(languages, translation.get_language())
    addresses = {}
    for other in languages:
        with translation.override(other):
            addresses[other] = reverse("resources:history", args=[code])
    with translation.override(language):
        editions = [text for text in listed if text.language == language]
        context = {
            "title": editions[0].title,
            "code": code,
            "editions": editions,
            "note_page": live_page(note, language),
            "addresses": addresses,
        }
        response = render(request, "resources/history.html", context)
    response["Content-Language"] = language
    return response
