"""Reading a petition and signing it."""

from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.http import SeeOther
from core.models import SiteSettings
from core.networks import count_request
from core.notices import notice
from core.posting import NotReadError, read_form
from petitions.forms import SignForm
from petitions.listing import approved_organisations, recent_signers
from petitions.models import Petition, PetitionPage, PetitionText
from petitions.publishing import publish
from petitions.signing import sign
from petitions.views.ways import way_to


def petition(request: HttpRequest, page: PetitionPage) -> HttpResponse:
    """Show the petition; a POST signs it and answers everyone alike."""
    # A page that was put live without Wagtail's publishing has no record yet.
    record = page.petition or publish(page)
    if request.method == "POST":
        return _sign(request, page, record)
    form = _sign_form(page, record) if record.is_open else None
    return _petition_page(request, page, record, form)


def _sign(request: HttpRequest, page: PetitionPage, record: Petition) -> HttpResponse:
    try:
        data = read_form(request)
    except NotReadError as error:
        return _refuse(request, page, error.status)
    form = _sign_form(page, record, _with_origin(data, request.GET))
    is_valid = form.is_valid()
    if not record.is_open:
        return _petition_page(request, page, record, form, status=422, closed_now=True)
    if not is_valid:
        return _petition_page(request, page, record, form, status=422)
    many = count_request(request, f"sign:{record.pk}") > settings.SIGN_NETWORK_LIMIT
    sign(form.submission(get_language(), many_from_network=many))
    # Below the address that the reader is at: it may be in another language than the page.
    return SeeOther(request.path + page.reverse_subpage("check_mail"))


def _with_origin(data: QueryDict, query: QueryDict) -> QueryDict:
    """Say in the form where its signer comes from.

    That is in the address, which the form is sent to: the page itself is the same
    for everybody.
    """
    told = {
        name: str(query[name])
        for name in ("source", "partner")
        if name in query and not data.get(name)
    }
    if told:
        data = data.copy()
        for name, value in told.items():
            data[name] = value
    return data


def _sign_form(page: PetitionPage, record: Petition, data: Any = None) -> SignForm:
    return SignForm(data, petition=record, texts=_texts(page))


def _texts(page: PetitionPage) -> dict[str, PetitionText]:
    """Return the live wordings, by kind."""
    if not page.live_wordings:
        # A translation that was put live without Wagtail's publishing.
        publish(page.alias_of.specific if page.alias_of else page)
        # Threads share the page for a moment (core.busy_pages): another may have been first.
        page.__dict__.pop("live_wordings", None)
    return page.live_wordings


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


def _refuse(request: HttpRequest, page: PetitionPage, status: HTTPStatus) -> HttpResponse:
    """Say why the form was not read, and what to do about it."""
    if status == HTTPStatus.FORBIDDEN:
        title = _("Your browser says that this form was sent from another site.")
        message = _("Open the petition here and sign it on this page.")
    elif status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        title = _("What was sent is too large for a signature.")
        message = _("Go back: your browser has kept what you typed. Then shorten your message.")
    else:
        title = _("Something went wrong on the way: the form arrived incomplete.")
        message = _("Go back: your browser has kept what you typed. Then send it again.")
    way_on = way_to(request, page, _("Back to the petition"))
    return notice(request, "refused", title, message, status=status, way_on=way_on, page=page)


def thank_you(request: HttpRequest, page: PetitionPage) -> HttpResponse:
    """Thank whoever has confirmed. The same page for everyone, without a name on it."""
    record = page.petition or publish(page)
    context = {"petition": record, "count": record.count}
    return cast(
        HttpResponse,
        page.render(request, context_overrides=context, template="petitions/thank_you.html"),
    )
