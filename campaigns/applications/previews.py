"""Previews of a form's draft: the page, and what applicants see after it."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from campaigns.applications.mail import MESSAGE, mail_context
from campaigns.applications.views import open_form, page_context
from campaigns.models import ApplicationFormPage
from core.mail.messages import render_templates


def preview(request: HttpRequest, page: ApplicationFormPage, mode_name: str) -> HttpResponse:
    """Show the draft in one of the page's preview modes."""
    record = page.draft_record()
    if mode_name == "mail":
        language = page.locale.language_code
        with translation.override(language):
            context = mail_context(record, page)
        return HttpResponse(render_templates(MESSAGE, language, context).html)
    if mode_name == "thank_you":
        return page.render(
            request, template="campaigns/thank_you.html", context_overrides={"record": record}
        )
    context = page_context(request, record, open_form(page, record))
    return page.render(request, context_overrides=context)
