"""The mail that applicants get."""

from typing import Any

from django.conf import settings
from django.utils import translation

from campaigns.models import ApplicationFormPage
from campaigns.models.applications import Application, ApplicationForm
from core.mail.context import site_context
from core.mail.messages import register_message
from core.mail.queue import Recipient, queue_mail

MESSAGE = "application_received"


def reference(application: Application) -> str:
    """What ties a mail to its application, for its history and for erasing."""
    return f"application:{application.pk.hex}"


def mail_confirmation(application: Application) -> None:
    """Queue the mail that says that an application has come in, in the applicant's language."""
    queue_mail(
        MESSAGE,
        application.language,
        [Recipient(application.email, {}, reference(application))],
        batch=str(application.form_id),
    )


def form_page(form: ApplicationForm, language: str) -> ApplicationFormPage | None:
    """Return the form's page in `language`, live or not; else in another language."""
    pages = (
        ApplicationFormPage.objects.filter(alias_of__isnull=True, translation_key=form.uuid)
        .select_related("locale", "pack_document")
        .order_by("pk")
    )
    by_language = {page.locale.language_code: page for page in pages}
    return by_language.get(language) or next(iter(by_language.values()), None)


def mail_context(form: ApplicationForm, page: ApplicationFormPage | None) -> dict[str, Any]:
    """Return what all confirmations of one form in the active language share.

    Without a page in that language: rather no words of the editors than words
    in another language.
    """
    written = page if page and page.locale.language_code == translation.get_language() else None
    document = written.pack_document if written else None
    return {
        **site_context(page),
        "title": written.title if written else form.title,
        "page": written,
        "pack_url": f"{settings.BASE_URL}{document.url}" if document else "",
        "pack_title": document.title if document else "",
        "days": form.keep_days,
    }


@register_message(MESSAGE)
def _batch_context(batch: str) -> dict[str, Any]:
    form = ApplicationForm.objects.get(pk=batch)
    return mail_context(form, form_page(form, translation.get_language() or ""))
