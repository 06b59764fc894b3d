"""The links in mails: confirming, and "your comment"."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.http import SeeOther
from core.notices import WayOn, notice
from core.origin import is_from_this_site
from resources.commenting.confirming import confirm as confirm_comment
from resources.commenting.confirming import find_comment
from resources.commenting.erasing import ADDRESSES_KEPT, KEPT, erase
from resources.commenting.exporting import exported_on
from resources.commenting.forms import VisibilityForm
from resources.commenting.tokens import signed_links
from resources.commenting.withdrawing import show_as, withdraw
from resources.models import Comment

Status = Comment.Status


def _comment(token: str, purpose: str) -> Comment | None:
    key = signed_links.read_token(token, purpose)
    return find_comment(key) if key else None


def _unknown_link(request: HttpRequest) -> HttpResponse:
    """The same answer for a forged, a damaged and an erased link."""
    return notice(
        request,
        "invalid_link",
        _("This link leads nowhere"),
        _(
            "It may be incomplete: some mail programs break long links, so try to copy all of it. "
            "Or the comment it belonged to has been erased, or was never confirmed in time."
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


def _to_the_draft(comment: Comment) -> WayOn:
    draft = comment.consultation
    return WayOn(draft.path, _("Go to the draft"), draft.language)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is about to be confirmed; only the button confirms it.

    Opening the link changes nothing, because mail scanners open every link.
    """
    comment = _comment(token, "confirm")
    if comment is None:
        return _unknown_link(request)
    if request.method == "POST":
        if not is_from_this_site(request):
            return _other_site(request)
        # Here too if it was erased meanwhile: the page says what there is to say.
        confirm_comment(comment)
        return SeeOther(request.path)
    return _confirm_page(request, comment)


def _confirm_page(request: HttpRequest, comment: Comment) -> HttpResponse:
    """The right page for the state the comment is in."""
    if comment.awaits_confirmation:
        return render(request, "resources/comments/confirm.html", {"comment": comment})
    way_on = _to_the_draft(comment)
    if comment.status == Status.WITHDRAWN:
        return notice(
            request,
            "withdrawn",
            _("You have withdrawn this comment"),
            _("It is not shown. If you have changed your mind, send it again."),
            way_on=way_on,
        )
    if comment.status == Status.REJECTED:
        return notice(
            request,
            "not_published",
            _("This comment is not published"),
            _(
                "The coalition has read it and does not show it. "
                "If you think that is wrong, write to us."
            ),
            way_on=way_on,
        )
    if comment.is_public:
        message = _("It is published below its section.")
    else:
        message = _("The coalition reads it before it is shown. You need do nothing.")
    return notice(request, "confirmed", _("Your comment is confirmed"), message, way_on=way_on)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """ "Your comment": what is stored, and everything its writer may do with it."""
    comment = _comment(token, "manage")
    if comment is None:
        return _unknown_link(request)
    if request.method != "POST":
        return _your_comment(request, comment)
    if not is_from_this_site(request):
        return _other_site(request)
    action = request.POST.get("action", "")
    if action in ("withdraw", "erase") and not request.POST.get("sure"):
        return _your_comment(request, comment, confirming=action)
    if action == "erase":
        return _erase(request, comment)
    if action == "visibility":
        return _change_visibility(request, comment)
    if action == "withdraw":
        withdraw(comment)
    return SeeOther(request.path + "?saved=1")


def _erase(request: HttpRequest, comment: Comment) -> HttpResponse:
    erase(comment.pk)
    return notice(
        request,
        "erased",
        _("Your comment is erased"),
        _("Nothing of it and nothing about you is stored here any more."),
        way_on=_to_the_draft(comment),
    )


def _change_visibility(request: HttpRequest, comment: Comment) -> HttpResponse:
    form = VisibilityForm(request.POST)
    if not form.is_valid():
        return _your_comment(request, comment, visibility_form=form, status=422)
    show_as(comment.pk, form.cleaned_data["visibility"])
    return SeeOther(request.path + "?saved=1")


def _your_comment(
    request: HttpRequest,
    comment: Comment,
    *,
    confirming: str = "",
    visibility_form: VisibilityForm | None = None,
    status: int = 200,
) -> HttpResponse:
    if visibility_form is None and not comment.is_over:
        visibility_form = VisibilityForm(initial={"visibility": comment.visibility})
    return render(
        request,
        "resources/comments/your_comment.html",
        {
            "comment": comment,
            "exported_on": exported_on(comment),
            "visibility_form": visibility_form,
            "confirming": confirming,
            "saved": request.method != "POST" and "saved" in request.GET,
            "days_withdrawn": KEPT.days,
            "days_kept": ADDRESSES_KEPT.days,
        },
        status=status,
    )
