"""Reading a petition and signing it."""

from typing import Any, cast

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.locales import written_language
from core.models import SiteSettings
from core.networks import count_request
from core.origin import is_from_this_site
from petitions import sharing
from petitions.forms import SignForm
from petitions.listing import approved_organisations, recent_signers
from petitions.models import Petition, PetitionPage, PetitionText
from petitions.publishing import publish
from petitions.signing import sign
from petitions.views.responses import SeeOther, notice

# Larger than any sign form that a person can fill in (bytes).
LARGEST_FORM = 262_144
# What is read of a body that is too large, so that the browser gets the answer (bytes).
LARGEST_DISCARD = 33_554_432


def petition(request: HttpRequest, page: PetitionPage) -> HttpResponse:
    """Show the petition; a POST signs it and answers everyone alike."""
    # A page that was put live without Wagtail's publishing has no record yet.
    record = page.petition or publish(page)
    if request.method == "POST":
        return _sign(request, page, record)
    form = _sign_form(request, page, record) if record.is_open else None
    return _petition_page(request, page, record, form)


def _sign(request: HttpRequest, page: PetitionPage, record: Petition) -> HttpResponse:
    if not is_from_this_site(request):
        return _refuse(
            request,
            page,
            403,
            _("Your browser says that this form was sent from another site."),
            _("Open the petition here and sign it on this page."),
        )
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_FORM:
        return _too_large(request, page)
    try:
        data = request.POST.copy()
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return _too_large(request, page)
    except (MultiPartParserError, BadRequest):
        return _refuse(
            request,
            page,
            400,
            _("Something went wrong on the way: the form arrived incomplete."),
            _("Go back: your browser has kept what you typed. Then send it again."),
        )
    for name in ("source", "partner"):
        data.setdefault(name, request.GET.get(name, ""))
    form = _sign_form(request, page, record, data)
    is_valid = form.is_valid()
    if not record.is_open:
        return _petition_page(request, page, record, form, status=422, closed_now=True)
    if not is_valid:
        return _petition_page(request, page, record, form, status=422)
    many = count_request(request, f"sign:{record.pk}") > settings.SIGN_NETWORK_LIMIT
    sign(form.submission(get_language(), many_from_network=many))
    # Below the address that the reader is at: it may be in another language than the page.
    return SeeOther(request.path + page.reverse_subpage("check_mail"))


def _sign_form(
    request: HttpRequest, page: PetitionPage, record: Petition, data: Any = None
) -> SignForm:
    initial = {name: request.GET.get(name, "") for name in ("source", "partner")}
    return SignForm(data, initial=initial, petition=record, texts=current_texts(page, record))


def current_texts(page: PetitionPage, record: Petition) -> dict[str, PetitionText]:
    """Return the live wordings of the page's own language, by kind."""
    current = PetitionText.objects.filter(
        petition=record, language=written_language(page), is_current=True
    )
    texts = {text.kind: text for text in current}
    if not texts:
        # A translation that was put live without Wagtail's publishing.
        publish(page.alias_of.specific if page.alias_of else page)
        texts = {text.kind: text for text in current.all()}
    return texts


def _petition_page(
    request: HttpRequest,
    page: PetitionPage,
    record: Petition,
    form: SignForm | None,
    *,
    status: int = 200,
    closed_now: bool = False,
) -> HttpResponse:
    context = petition_context(request, page, record, form)
    response = page.render(request, context_overrides={**context, "closed_now": closed_now})
    response.status_code = status
    return cast(HttpResponse, response)


def petition_context(
    request: HttpRequest, page: PetitionPage, record: Petition, form: SignForm | None
) -> dict[str, Any]:
    """Return what the petition's template shows beside the page itself."""
    # The preview of a page that was never published has a record without rows.
    is_stored = record.pk is not None
    shows = is_stored and record.shows_signers
    return {
        "petition": record,
        "count": record.count,
        "count_url": reverse("api:count", args=[record.uuid]),
        "form": form,
        "signers": recent_signers(record) if shows else [],
        "organisations": approved_organisations(record) if shows else [],
        "milestones": record.milestones.order_by("-threshold")[:3] if is_stored else [],
        "privacy_url": SiteSettings.for_request(request).privacy_url,
    }


def _too_large(request: HttpRequest, page: PetitionPage) -> HttpResponse:
    """Say that the form is too large, once it is read: closing earlier would cut the answer off."""
    unread = LARGEST_DISCARD
    try:
        while unread > 0 and (chunk := request.read(65_536)):
            unread -= len(chunk)
    except OSError:
        pass
    return _refuse(
        request,
        page,
        413,
        _("What was sent is too large for a signature."),
        _("Go back: your browser has kept what you typed. Then shorten your message."),
    )


def _refuse(
    request: HttpRequest, page: PetitionPage, status: int, title: str, message: str
) -> HttpResponse:
    action = (page, _("Back to the petition"))
    return notice(request, "refused", title, message, status=status, action=action, page=page)


def thank_you(request: HttpRequest, page: PetitionPage) -> HttpResponse:
    """Thank whoever has confirmed. The same page for everyone, without a name on it."""
    record = page.petition or publish(page)
    context = {"petition": record, "count": record.count, **sharing.share_context(page)}
    return cast(
        HttpResponse,
        page.render(request, context_overrides=context, template="petitions/thank_you.html"),
    )
