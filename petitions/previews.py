"""Previews of a petition's draft: the page, and what signers see after it."""

from django.http import HttpRequest, HttpResponse

from core.mail.messages import render_templates
from petitions.forms import SignForm
from petitions.mail import mail_context
from petitions.models import Petition, PetitionPage
from petitions.publishing import wordings_of
from petitions.views.petition import petition_context


def preview(request: HttpRequest, page: PetitionPage, mode_name: str) -> HttpResponse:
    """Show the draft in one of the page's preview modes."""
    if mode_name == "check_mail":
        return page.check_mail(request)
    petition = page.draft_petition()
    if mode_name == "thank_you":
        return page.render(
            request,
            template="petitions/thank_you.html",
            context_overrides={"count": petition.count},
        )
    if mode_name == "mail":
        return _mail(page, petition)
    texts = {text.kind: text for text in wordings_of(page)}
    form = SignForm(petition=petition, texts=texts) if petition.is_open and texts else None
    return page.render(request, context_overrides=petition_context(request, page, petition, form))


def _mail(page: PetitionPage, petition: Petition) -> HttpResponse:
    """The confirmation mail, with links that lead nowhere."""
    keys = ("confirm_url", "manage_url", "unsubscribe_url")
    context = {**mail_context(petition, page), "merge": dict.fromkeys(keys, "#")}
    mail = render_templates("confirm_signature", page.locale.language_code, context)
    return HttpResponse(mail.html)
