"""Editions for feed readers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from core.http import public_view
from resources.editions import best_language, find_note, public_texts_of
from resources.feeds import all_editions_feed, note_feed
from resources.models import GuidanceIndexPage


@public_view
def editions_of_note(request: HttpRequest, code: str) -> HttpResponse:
    """The editions of a note in the reader's language, else in the source's."""
    note = find_note(code)
    languages = list(dict.fromkeys(text.language for text in public_texts_of(note)))
    language = best_language(languages, translation.get_language() or "")
    if not languages:
        raise Http404
    return note_feed(request, note, language)


def all_editions(request: HttpRequest, index: GuidanceIndexPage) -> HttpResponse:
    """The newest editions of all notes in a list."""
    return all_editions_feed(request, index)
