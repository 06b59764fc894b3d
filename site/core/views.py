"""Views that belong to no app: serving pages, robots, the local outbox."""

import sys
from functools import partial

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import translation
from django.views import defaults
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from wagtail.views import serve

from core.busy_pages import find_busy_page, remember_busy_page
from core.finding.everything import find_everywhere
from core.http import ADDRESSES_OF_ONE, FOR_A_MOMENT, let_caches_keep, public_view, read_only
from core.locales import best_language
from core.mail.outbox import latest_mails, read_mail
from core.players import tell_policy
from core.routing import find_page, moved_to, pages_elsewhere, readable_first_pages


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a Wagtail page, cacheable by everyone unless somebody is logged in.

    Exempt from Django's token because no page trusts a login: the only pages
    that take a POST are petitions, events and application forms, which check
    where it comes from instead (`core.origin`). A token would need a cookie and
    make pages uncacheable.
    """
    if request.method == "POST":
        response = _take_form(request, path)
    else:
        find_page(request, path)
        if request.method in ("GET", "HEAD") and (url := moved_to(request, path)):
            return _redirect(request, url)
        response = serve(request, path)
    if isinstance(response, SimpleTemplateResponse):
        response.add_post_render_callback(partial(tell_policy, request))
    let_caches_keep(request, response)
    return response


def _take_form(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page that a form was sent to, without looking for it if others have just found it.

    Wagtail's hooks are left out then: all that they ask is whether the page is private.
    """
    if route := find_busy_page(request, path):
        page, args, kwargs = route
        return page.serve(request, *args, **kwargs)
    find_page(request, path)
    response = serve(request, path)
    remember_busy_page(request, path)
    return response


def _redirect(request: HttpRequest, url: str) -> HttpResponse:
    """Lead on, with the query string: it says where a signature comes from."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{url}?{query}" if query else url)


@read_only
@vary_on_headers("Accept-Language")
@cache_control(public=True, max_age=0, s_maxage=FOR_A_MOMENT)
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send a first visit on to the site in one of the languages that the browser asks for.

    A cache may keep the answer for all who ask for the same languages.
    """
    asked = request.headers.get("Accept-Language", "")
    begun = readable_first_pages(request)
    language = best_language(asked, [code for code in dict(settings.LANGUAGES) if code in begun])
    with translation.override(language):
        response = _redirect(request, reverse("wagtail_serve", args=[""]))
    response["Content-Language"] = language
    return response


@public_view
def site_search(request: HttpRequest) -> HttpResponse:
    """Search the whole site by the address alone: `q`, `kind`, `page`."""
    return render(request, "finding/site.html", {"results": find_everywhere(request)})


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is there; but perhaps in other languages."""
    response = render(request, "404.html", {"elsewhere": pages_elsewhere(request)}, status=404)
    let_caches_keep(request, response)
    return response


@never_cache
def server_error(request: HttpRequest) -> HttpResponse:
    """Something failed. If it is the database that is away or full, to try again will help.

    Needs nothing that could be broken itself. What was under way is undone.
    """
    if isinstance(sys.exception(), InterfaceError | OperationalError):
        headers = {"Retry-After": "30"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    return defaults.server_error(request)


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """Keep search engines out of the admin and of the pages that links in mails lead to."""
    lines = ["User-agent: *", "Disallow: /admin/"]
    for code, _name in settings.LANGUAGES:
        lines += [f"Disallow: /{code}/{address}" for address in ADDRESSES_OF_ONE]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@read_only
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails that the local run has written instead of sending them."""
    return render(request, "outbox/index.html", {"mails": latest_mails()})


@read_only
@never_cache
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def outbox_mail(request: HttpRequest, name: str, part: str = "") -> HttpResponse:
    """One mail; with `part` its HTML alone, which the page shows in a frame."""
    mail = read_mail(name)
    if mail is None:
        raise Http404
    if part == "html":
        # A link in the mail opens in place of the page around the frame.
        html = mail.body("html").replace("<head>", '<head><base target="_top">', 1)
        response = HttpResponse(html)
        # A mail has inline styles and nothing that runs.
        response["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'"
        )
        return response
    return render(request, "outbox/mail.html", {"mail": mail, "text": mail.body("plain")})
