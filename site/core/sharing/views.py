"""The addresses that belong to sharing: pictures, short links, their QR codes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.vary import vary_on_headers
from wagtail.models import Page

from core.http import read_only
from core.locales import best_language, written_language
from core.models import BasePage, ShortLink, SiteSettings
from core.notices import notice
from core.routing import is_private
from core.sharing import qr, storing
from core.sharing.cards import card_of
from core.sharing.short_links import count_hit, pages_of

# The address holds a digest of what is shown (seconds).
_FOR_GOOD = "public, max-age=31536000, immutable"


@read_only
def share_card(request: HttpRequest, page_id: int, digest: str) -> HttpResponse:
    """Answer with the picture of a page as it is now; lead there from a picture of before."""
    page = Page.objects.live().filter(~is_private(), pk=page_id).specific().first()
    site = SiteSettings.for_request(request)
    card = card_of(page, site.name) if isinstance(page, BasePage) else None
    if card is None:
        raise Http404
    if card.digest != digest:
        response: HttpResponse = redirect(card.path)
        response["Cache-Control"] = "public, max-age=60"
        return response
    content = storing.content(page_id, digest, card.html())
    if content is None:
        return HttpResponse(status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = _FOR_GOOD
    return response


def _link(code: str) -> ShortLink:
    """Return a short link, however it was typed. Raises Http404."""
    link = ShortLink.objects.filter(code=code.lower()).first()
    if link is None:
        raise Http404
    return link


def _best(request: HttpRequest, pages: dict[str, Page]) -> Page | None:
    """Return the page in the language that the reader wants most, if it can be read in any."""
    return pages.get(best_language(request.headers.get("Accept-Language", ""), list(pages)))


def _not_published(request: HttpRequest) -> HttpResponse:
    return notice(
        request,
        "not_published",
        _("This page is not published"),
        _("The link is right, but what it leads to is not to be read at the moment."),
        status=404,
    )


@read_only
@never_cache
@vary_on_headers("Accept-Language")
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the link's page, with where the reader comes from; count it, and nothing else."""
    link = _link(code)
    page = _best(request, pages_of(link))
    url = page.get_url(request) if page else None
    if page is None or url is None:
        return _not_published(request)
    if request.method == "GET":
        count_hit(link)
    response = redirect(f"{url}?{link.query}" if link.query else url)
    response["Content-Language"] = written_language(page)
    return response


@read_only
@never_cache
@vary_on_headers("Accept-Language")
def qr_page(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet to print: the page's title, the QR code and the address that it holds."""
    link = _link(code)
    pages = pages_of(link)
    page = pages.get(request.GET.get("language", "")) or _best(request, pages)
    if page is None:
        return _not_published(request)
    language = written_language(page)
    with translation.override(language):
        context: dict[str, Any] = {
            "link": link,
            "title": page.title,
            "qr": qr.svg(link.url),
            "addresses": {code: f"{request.path}?language={code}" for code in pages},
        }
        response = render(request, "sharing/qr_page.html", context)
    response["Content-Language"] = language
    return response


@read_only
@cache_control(public=True, max_age=86_400)
def qr_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The code alone, as SVG or PNG, to be put into something that is printed."""
    link = _link(code)
    content, content_type = qr.FILES[kind](link.url)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="{link.code}.{kind}"'
    return response
