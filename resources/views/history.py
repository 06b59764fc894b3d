"""All editions of a note."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from core.http import public_view
from resources.editions import best_language, find_note, texts_of, whereabouts


@public_view
def history(request: HttpRequest, code: str) -> HttpResponse:
    """List the editions in the reader's language, else in the source's."""
    note = find_note(code)
    listed = texts_of(note)
    languages = list(dict.fromkeys(text.language for text in listed))
    language = best_language(languages, translation.get_language())
    found = whereabouts(note, language)
    if found.is_private or not listed:
        raise Http404
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
            "note_page": found.page,
            "addresses": addresses,
        }
        response = render(request, "resources/history.html", context)
    response["Content-Language"] = language
    return response
