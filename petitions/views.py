"""What the public does: read, sign, confirm, look at its signature again."""

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.models import SiteSettings
from core.networks import count_request
from core.origin import is_from_this_site
from petitions import sharing
from petitions.confirming import confirm as confirm_signature
from petitions.erasing import erase
from petitions.forms import ConfirmForm, SignForm, VisibilityForm
from petitions.listing import approved_organisations, recent_signers
from petitions.mail import petition_page
from petitions.models import Petition, PetitionPage, PetitionText, Signature
from petitions.publishing import publish
from petitions.signing import sign
from petitions.tokens import read_token
from petitions.withdrawing import stop_updates, withdraw

# Larger than any sign form that a person can fill in (bytes).
LARGEST_FORM = 262_144
# What is read of a body that is too large, so that the browser gets the answer (bytes).
LARGEST_DISCARD = 33_554_432

Status = Signature.Status


class SeeOther(HttpResponseRedirect):
    """303: look at the result with GET."""

    status_code = 303


# --- Reading and signing ---------------------------------------------------


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
    return SeeOther(page.get_url(request) + page.reverse_subpage("check_mail"))


def _sign_form(
    request: HttpRequest, page: PetitionPage, record: Petition, data: Any = None
) -> SignForm:
    initial = {name: request.GET.get(name, "") for name in ("source", "partner")}
    return SignForm(
        data, initial=initial, petition=record, texts=current_texts(page, record), prefix=None
    )


def current_texts(page: PetitionPage, record: Petition) -> dict[str, PetitionText]:
    """Return the live wordings of the page's own language, by kind."""
    locale = (page.alias_of or page).locale
    current = PetitionText.objects.filter(
        petition=record, language=locale.language_code, is_current=True
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
    return {
        "petition": record,
        "count": record.count,
        "count_url": reverse("api:count", args=[record.uuid]),
        "form": form,
        "signers": recent_signers(record) if is_stored and record.shows_signers else [],
        "organisations": approved_organisations(record) if is_stored else [],
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
    return render(
        request,
        "petitions/signature_notice.html",
        {
            "page": page,
            "notice": "refused",
            "title": title,
            "message": message,
            "action_url": page.get_url(request),
            "action_label": _("Back to the petition"),
        },
        status=status,
    )


def thank_you(request: HttpRequest, page: PetitionPage) -> HttpResponse:
    """Thank whoever has confirmed. The same page for everyone, without a name on it."""
    record = page.petition or publish(page)
    context = {"petition": record, "count": record.count, **sharing.share_context(page)}
    return cast(
        HttpResponse,
        page.render(request, context_overrides=context, template="petitions/thank_you.html"),
    )


# --- The links in mails -----------------------------------------------------


def _signature(token: str, purpose: str) -> Signature | None:
    key = read_token(token, purpose)
    if key is None:
        return None
    return (
        Signature.objects.select_related("petition", "petition__count", "text")
        .filter(pk=key)
        .first()
    )


def _page_url(signature: Signature) -> str:
    page = petition_page(signature.petition, signature.language)
    return (page.url or "") if page else ""


def _notice(
    request: HttpRequest,
    notice: str,
    title: str,
    message: str,
    *,
    status: int = 200,
    action: tuple[str, str] = ("", ""),
) -> HttpResponse:
    return render(
        request,
        "petitions/signature_notice.html",
        {
            "notice": notice,
            "title": title,
            "message": message,
            "action_url": action[0],
            "action_label": action[1],
        },
        status=status,
    )


def _unknown_link(request: HttpRequest) -> HttpResponse:
    """The same answer for a forged, a damaged and an erased link."""
    return _notice(
        request,
        "invalid_link",
        _("This link leads nowhere"),
        _(
            "It may be incomplete: some mail programs break long links, so try to copy all of it. "
            "Or the signature it belonged to has been erased, or was never confirmed in time."
        ),
        status=404,
    )


def _other_site(request: HttpRequest) -> HttpResponse:
    return _notice(
        request,
        "refused",
        _("Your browser says that this form was sent from another site."),
        _("Open the link in your mail again and press the button there."),
        status=403,
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is about to be confirmed; only the button confirms it.

    Opening the link changes nothing, because mail scanners open every link.
    """
    signature = _signature(token, "confirm")
    if signature is None:
        return _unknown_link(request)
    if request.method == "POST":
        if not is_from_this_site(request):
            return _other_site(request)
        form = ConfirmForm(request.POST)
        shown = form.cleaned_data.get("shown") if form.is_valid() else None
        after = confirm_signature(signature.pk, shown)
        if after is None:
            return _unknown_link(request)
        signature = _signature(token, "confirm") or signature
    return _confirm_page(request, signature)


def _confirm_page(request: HttpRequest, signature: Signature) -> HttpResponse:
    """The right page for the state the signature is in."""
    url = _page_url(signature)
    if signature.status == Status.PENDING:
        return render(
            request,
            "petitions/confirm.html",
            {
                "signature": signature,
                "wording": signature.text,
                "form": ConfirmForm(initial={"shown": signature.submissions}),
                "petition_url": url,
            },
        )
    if signature.status == Status.WITHDRAWN:
        return _notice(
            request,
            "withdrawn",
            _("You have withdrawn this signature"),
            _("It does not count. If you have changed your mind, sign again."),
            action=(url, _("Go to the petition")),
        )
    if signature.status == Status.INVALID:
        return _notice(
            request,
            "not_counted",
            _("This signature is not counted"),
            _("The coalition could not accept it. If you think that is wrong, write to us."),
            action=(url, _("Go to the petition")),
        )
    if request.method == "POST" and url:
        return SeeOther(f"{url}thank-you/")
    return _notice(
        request,
        "already_confirmed",
        _("Your signature is confirmed"),
        _("There is nothing more to do. Thank you."),
        action=(url, _("Go to the petition")),
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """ "Your signature": what is stored, and everything its owner may do with it."""
    signature = _signature(token, "manage")
    if signature is None:
        return _unknown_link(request)
    if request.method != "POST":
        return _your_signature(request, signature)
    if not is_from_this_site(request):
        return _other_site(request)
    action = request.POST.get("action", "")
    if action in ("withdraw", "erase") and not request.POST.get("sure"):
        return _your_signature(request, signature, confirming=action)
    if action == "erase":
        return _erase(request, signature)
    if action == "visibility":
        return _change_visibility(request, signature)
    if action == "withdraw":
        withdraw(signature.pk)
    elif action == "stop_updates":
        stop_updates(signature.pk)
    return SeeOther(request.path + "?saved=1")


def _erase(request: HttpRequest, signature: Signature) -> HttpResponse:
    url = _page_url(signature)
    erase(signature.pk)
    return _notice(
        request,
        "erased",
        _("Your signature is erased"),
        _(
            "Nothing about you is stored here any more. "
            "If your signature counted, the count is one less."
        ),
        action=(url, _("Go to the petition")),
    )


def _change_visibility(request: HttpRequest, signature: Signature) -> HttpResponse:
    form = VisibilityForm(request.POST)
    if not form.is_valid():
        return _your_signature(request, signature, visibility_form=form, status=422)
    Signature.objects.filter(pk=signature.pk).update(visibility=form.cleaned_data["visibility"])
    return SeeOther(request.path + "?saved=1")


def _your_signature(
    request: HttpRequest,
    signature: Signature,
    *,
    confirming: str = "",
    visibility_form: VisibilityForm | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "petitions/your_signature.html",
        {
            "signature": signature,
            "wording": signature.text,
            "consents": signature.consents.select_related("text").order_by("pk"),
            "visibility_form": visibility_form
            or VisibilityForm(initial={"visibility": signature.visibility}),
            "confirming": confirming,
            "saved": request.method != "POST" and "saved" in request.GET,
            "petition_url": _page_url(signature),
        },
        status=status,
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop updates: by a button, or by a mailbox provider's one-click POST (RFC 8058).

    The provider posts from its own servers, so there is no origin to check.
    """
    key: UUID | None = read_token(token, "unsubscribe")
    if key is None:
        return _unknown_link(request)
    if request.method != "POST":
        return render(request, "petitions/unsubscribe.html")
    stop_updates(key)
    return _notice(
        request,
        "unsubscribed",
        _("No more mail"),
        _("We will not send you updates any more. Your signature itself stands."),
    )
