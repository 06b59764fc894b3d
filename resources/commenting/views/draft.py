"""Reading a draft, and commenting on a section of it."""

from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.http import SeeOther, View, let_caches_keep, read_only
from core.models import SiteSettings
from core.networks import count_request
from core.notices import WayOn, notice
from core.posting import NotReadError, read_form
from resources.commenting.erasing import ADDRESSES_KEPT
from resources.commenting.finding import Found, find_consultation, published_edition
from resources.commenting.forms import CommentForm
from resources.commenting.listing import commented_sections, comments_on, find_section
from resources.commenting.submitting import submit
from resources.documents import Section


def _of_consultation(view: Any) -> View:
    """Find the consultation, and answer in its language whatever the address asks for."""

    @wraps(view)
    def answer(request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponse:
        found = find_consultation(request, key)
        with translation.override(found.consultation.language):
            response: HttpResponse = view(request, found, **kwargs)
        response["Content-Language"] = found.consultation.language
        if found.is_private:
            add_never_cache_headers(response)
        else:
            let_caches_keep(request, response)
        return response

    return answer


@read_only
@_of_consultation
def consultation(request: HttpRequest, found: Found) -> HttpResponse:
    """Show the draft with what is said of each section."""
    document = found.consultation.document
    sections = commented_sections(found.consultation, document)
    return _render(
        request,
        "consultation.html",
        found,
        document=document,
        sections=sections,
        number=sum(commented.number for commented in sections),
        edition=None if found.consultation.is_open else published_edition(found.consultation),
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_of_consultation
def section(request: HttpRequest, found: Found, anchor: str) -> HttpResponse:
    """Show a section with all comments on it, and the form; a POST sends a comment."""
    chosen = find_section(found.consultation.document, anchor)
    if chosen is None:
        raise Http404
    if request.method == "POST":
        return _send(request, found, chosen)
    form = None
    if found.consultation.is_open:
        form = CommentForm(consultation=found.consultation, section=chosen)
    return _section_page(request, found, chosen, form)


def _send(request: HttpRequest, found: Found, chosen: Section) -> HttpResponse:
    try:
        data = read_form(request)
    except NotReadError as error:
        return _refuse(request, found, error.status)
    form = CommentForm(data, consultation=found.consultation, section=chosen)
    is_valid = form.is_valid()
    if not found.consultation.is_open:
        return _section_page(request, found, chosen, form, status=422, closed_now=True)
    if not is_valid:
        return _section_page(request, found, chosen, form, status=422)
    scope = f"comment:{found.consultation.pk}"
    many = count_request(request, scope) > settings.SIGN_NETWORK_LIMIT
    if not submit(form.submission(many_from_network=many)):
        return _section_page(request, found, chosen, form, status=422, closed_now=True)
    return SeeOther(reverse("resources:comments:check_mail", args=[found.consultation.pk]))


@read_only
@_of_consultation
def check_mail(request: HttpRequest, found: Found) -> HttpResponse:
    """Say the same to everyone who sent a comment."""
    return _render(request, "check_mail.html", found, days=settings.SIGN_PENDING_DAYS)


def _section_page(
    request: HttpRequest,
    found: Found,
    chosen: Section,
    form: CommentForm | None,
    *,
    status: int = 200,
    closed_now: bool = False,
) -> HttpResponse:
    return _render(
        request,
        "section.html",
        found,
        status=status,
        section=chosen,
        comments=comments_on(found.consultation, chosen, request.GET.get("page")),
        form=form,
        closed_now=closed_now,
        days_kept=ADDRESSES_KEPT.days,
        privacy_url=SiteSettings.for_request(request).privacy_url,
    )


def _render(
    request: HttpRequest, template: str, found: Found, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Answer with a page that is there in the draft's language only."""
    context = {
        "consultation": found.consultation,
        "note_page": found.page,
        "addresses": {found.consultation.language: _here(request, found)},
        "canonical": f"{settings.BASE_URL}{_here(request, found)}",
        **more,
    }
    return render(request, f"resources/comments/{template}", context, status=status)


def _here(request: HttpRequest, found: Found) -> str:
    """Return the address that the request is for, below the prefix of the draft's language."""
    match = request.resolver_match
    if match is None:
        return found.consultation.path
    return reverse(match.view_name, args=match.args, kwargs=match.kwargs)


def _refuse(request: HttpRequest, found: Found, status: HTTPStatus) -> HttpResponse:
    """Say why the form was not read, and what to do about it."""
    if status == HTTPStatus.FORBIDDEN:
        title = _("Your browser says that this form was sent from another site.")
        message = _("Open the draft here and comment on it on this site.")
    elif status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        title = _("What was sent is too large for a comment.")
        message = _("Go back: your browser has kept what you typed. Then shorten your comment.")
    else:
        title = _("Something went wrong on the way: the form arrived incomplete.")
        message = _("Go back: your browser has kept what you typed. Then send it again.")
    way_on = WayOn(found.consultation.path, _("Back to the draft"), found.consultation.language)
    return notice(request, "refused", title, message, status=status, way_on=way_on)
