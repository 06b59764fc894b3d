"""Notes as plain text, for people and programs that want the words alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from wagtail.contrib.redirects.middleware import get_redirect

from core.http import if_changed, public_view
from core.locales import written_language
from core.routing import find_page, moved_to
from resources.editions import find_text, newest_text_of
from resources.markdown import as_markdown
from resources.models import EditionText, GuidanceNotePage
from resources.views.publication import publication_of
from resources.views.reading import FULL, reading


@public_view
def edition_markdown(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """An edition."""
    text = find_text(code, label, translation.get_language() or "")
    return _markdown(request, text)


@public_view
def page_markdown(request: HttpRequest, path: str) -> HttpResponse:
    """The newest edition of the note whose page is at this address without ".md"."""
    find_page(request, path)
    route = request._wagtail_route_for_request  # type: ignore[attr-defined]
    if moved := moved_to(request, path) or ("" if route else _moved_from(request)):
        return redirect(f"{moved.rstrip('/')}.md")
    page = route.page.specific if route else None
    # A step below the page, as its short version, has no text of its own.
    if not isinstance(page, GuidanceNotePage) or path.split("/")[-1] != page.slug:
        raise Http404
    text = newest_text_of(page.note_uuid, written_language(page))
    if text is None or text.is_private:
        raise Http404
    return _markdown(request, text)


def _moved_from(request: HttpRequest) -> str:
    """Return where the note is that was at this address; empty if none was."""
    known = get_redirect(request, request.path.removesuffix(".md"))
    page = known.redirect_page if known else None
    return page.url or "" if page else ""


def _markdown(request: HttpRequest, text: EditionText) -> HttpResponse:
    with translation.override(text.language):
        content = as_markdown(publication_of(request, reading(text, FULL)))
    response = HttpResponse(content, content_type="text/markdown; charset=utf-8")
    response["Content-Language"] = text.language
    # The page itself is what search engines are to show.
    response["X-Robots-Tag"] = "noindex"
    return if_changed(request, response)
