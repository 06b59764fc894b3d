"""The links in mails: confirming, "your signature", stopping updates."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.http import SeeOther
from core.notices import notice
from core.origin import is_from_this_site
from core.remembering import Moment
from petitions.confirming import confirm as confirm_signature
from petitions.counting import confirm_pending
from petitions.erasing import erase
from petitions.exporting import exported_on
from petitions.forms import ConfirmForm, VisibilityForm
from petitions.mail import petition_page
from petitions.models import Petition, PetitionPage, Signature
from petitions.tokens import signed_links
from petitions.views.ways import way_to
from petitions.withdrawing import stop_updates, withdraw

Status = Signature.Status

_thank_you_urls: Moment[str] = Moment()


def _signature(token: str, purpose: str) -> Signature | None:
    key = signed_links.read_token(token, purpose)
    if key is None:
        return None
    return Signature.objects.select_related("petition", "text").filter(pk=key).first()


def _petition_page(signature: Signature) -> PetitionPage | None:
    return petition_page(signature.petition, signature.language)


def _unknown_link(request: HttpRequest) -> HttpResponse:
    """The same answer for a forged, a damaged and an erased link."""
    return notice(
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
    return notice(
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
    if request.method == "POST":
        return _confirm(request, signed_links.read_token(token, "confirm"))
    signature = _signature(token, "confirm")
    return _confirm_page(request, signature) if signature else _unknown_link(request)


def _confirm(request: HttpRequest, key: UUID | None) -> HttpResponse:
    """Confirm the signature and lead on; or say why it is not confirmed."""
    if not is_from_this_site(request):
        return _other_site(request)
    if key is None:
        return _unknown_link(request)
    form = ConfirmForm(request.POST)
    shown = form.cleaned_data.get("shown") if form.is_valid() else None
    # What nearly everybody comes for, in one statement.
    confirmed = confirm_pending(key, shown)
    if confirmed is not None and (url := _thank_you_url(*confirmed)):
        return SeeOther(url)
    signature = confirm_signature(key, shown)
    return _confirm_page(request, signature) if signature else _unknown_link(request)


def _thank_you_url(petition_id: int, language: str) -> str:
    """Return where signers of a language are thanked; empty if the petition's page is gone."""
    url = _thank_you_urls.get((petition_id, language))
    if url is None:
        page = petition_page(Petition.objects.get(pk=petition_id), language)
        url = f"{page.url}{page.reverse_subpage('thank_you')}" if page else ""
        _thank_you_urls.keep((petition_id, language), url)
    return url


def _confirm_page(request: HttpRequest, signature: Signature) -> HttpResponse:
    """The right page for the state the signature is in."""
    page = _petition_page(signature)
    if signature.awaits_confirmation:
        return render(
            request,
            "petitions/confirm.html",
            {
                "signature": signature,
                "wording": signature.text,
                "form": ConfirmForm(initial={"shown": signature.submissions}),
                "petition_page": page,
                # The button was pressed, and nothing was confirmed: see `confirming`.
                "has_changed": request.method == "POST",
            },
        )
    if signature.status == Status.WITHDRAWN:
        return notice(
            request,
            "withdrawn",
            _("You have withdrawn this signature"),
            _("It does not count. If you have changed your mind, sign again."),
            way_on=way_to(request, page, _("Go to the petition")),
        )
    if signature.status == Status.INVALID:
        return notice(
            request,
            "not_counted",
            _("This signature is not counted"),
            _("The coalition could not accept it. If you think that is wrong, write to us."),
            way_on=way_to(request, page, _("Go to the petition")),
        )
    if request.method == "POST" and page:
        return SeeOther(f"{page.url}{page.reverse_subpage('thank_you')}")
    return notice(
        request,
        "already_confirmed",
        _("Your signature is confirmed"),
        _("There is nothing more to do. Thank you."),
        way_on=way_to(request, page, _("Go to the petition")),
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
    page = _petition_page(signature)
    erase(signature.pk)
    return notice(
        request,
        "erased",
        _("Your signature is erased"),
        _(
            "Nothing about you is stored here any more. "
            "If your signature counted, the count is one less."
        ),
        way_on=way_to(request, page, _("Go to the petition")),
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
            "exported_on": exported_on(signature),
            "visibility_form": visibility_form or _visibility_form(signature),
            "confirming": confirming,
            "saved": request.method != "POST" and "saved" in request.GET,
            "petition_page": _petition_page(signature),
        },
        status=status,
    )


def _visibility_form(signature: Signature) -> VisibilityForm | None:
    """Nothing to choose where nothing is shown."""
    if not signature.can_be_shown:
        return None
    return VisibilityForm(initial={"visibility": signature.visibility})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop updates: by a button, or by a mailbox provider's one-click POST (RFC 8058).

    The provider posts from its own servers, so there is no origin to check.
    """
    key: UUID | None = signed_links.read_token(token, "unsubscribe")
    if key is None:
        return _unknown_link(request)
    if request.method != "POST":
        return render(request, "petitions/unsubscribe.html")
    stop_updates(key)
    return notice(
        request,
        "unsubscribed",
        _("No more mail"),
        _("We will not send you updates any more. Your signature itself is not changed by this."),
    )
