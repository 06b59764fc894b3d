"""What publication does to an application form: the record follows the page."""

from django.conf import settings
from django.db import transaction

from campaigns.models import ApplicationField, ApplicationFormPage
from campaigns.models.applications import ApplicationForm
from core.locales import is_source


@transaction.atomic
def publish(page: ApplicationFormPage) -> ApplicationForm:
    """Copy a page that has just gone live to its record.

    Only the source page's options are taken: a translation carries copies of
    them that may be older.
    """
    options = page.record_options()
    record, is_new = ApplicationForm.objects.get_or_create(uuid=page.form_uuid, defaults=options)
    if not is_new and is_source(page):
        ApplicationForm.objects.filter(pk=record.pk).update(**options)
        record.refresh_from_db()
    return record


def source_questions(page: ApplicationFormPage) -> list[ApplicationField]:
    """Return the questions of the source page; those of `page` where there is none. Two queries."""
    pages = ApplicationFormPage.objects.filter(translation_key=page.form_uuid, alias_of=None)
    by_language = dict(pages.order_by("-pk").values_list("locale__language_code", "pk"))
    oldest = next(reversed(by_language.values()), page.pk)
    source = by_language.get(settings.LANGUAGE_CODE, oldest)
    return list(ApplicationField.objects.filter(page=source))
