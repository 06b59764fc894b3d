"""Reading an application form and sending it."""

from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.applications.answers import answers_of
from campaigns.applications.forms import AnswersForm
from campaigns.applications.publishing import publish, source_questions
from campaigns.applications.receiving import read_application
from campaigns.applications.submitting import Submission, submit
from campaigns.models import ApplicationFormPage
from campaigns.models.applications import ApplicationForm
from core.http import SeeOther
from core.locales import written_language
from core.models import SiteSettings
from core.networks import count_request
from core.notices import WayOn, notice
from core.posting import NotReadError


def form_page(request: HttpRequest, page: ApplicationFormPage) -> HttpResponse:
    """Show the form; a POST sends it."""
    # A page that was put live without Wagtail's publishing has no record yet.
    record = page.record or publish(page)
    if request.method == "POST":
        return _send(request, page, record)
    return _answer(request, page, record, open_form(page, record))


def open_form(page: ApplicationFormPage, record: ApplicationForm) -> AnswersForm | None:
    """Return the empty form; None while nobody can apply, or nobody could be written to."""
    if not record.is_open:
        return None
    form: AnswersForm = page.get_form(record=record)
    return form if form.name_of("address") else None


def _send(request: HttpRequest, page: ApplicationFormPage, record: ApplicationForm) -> HttpResponse:
    empty: AnswersForm = page.get_form(record=record)
    if not empty.name_of("address"):
        return _answer(request, page, record, None, status=422)
    try:
        data, files = read_application(
            request, dict(empty.file_fields()), record.max_total_megabytes
        )
    except NotReadError as error:
        return _refuse(request, page, error.status)
    form: AnswersForm = page.get_form(data, files, record=record)
    is_valid = form.is_valid()
    if not record.is_open:
        return _answer(request, page, record, form, status=422, closed_now=True)
    if not is_valid:
        form.keep_files()
        return _answer(request, page, record, form, status=422)
    many = count_request(request, f"apply:{record.pk}") > settings.SIGN_NETWORK_LIMIT
    submit(_submission(page, record, form, many_from_network=many))
    # Below the address that the reader is at: it may be in another language than the page.
    return SeeOther(request.path + page.reverse_subpage("thank_you"))


def _submission(
    page: ApplicationFormPage,
    record: ApplicationForm,
    form: AnswersForm,
    *,
    many_from_network: bool,
) -> Submission:
    name = form.name_of("name")
    return Submission(
        form=record,
        language=get_language() or settings.LANGUAGE_CODE,
        once=form.cleaned_data["once"],
        answers=answers_of(form, source_questions(page)),
        name=form.cleaned_data[name] if name else "",
        email=form.cleaned_data[form.name_of("address")],
        flag=form.flag(many_from_network=many_from_network),
        files=form.chosen_files(),
    )


def _answer(
    request: HttpRequest,
    page: ApplicationFormPage,
    record: ApplicationForm,
    form: AnswersForm | None,
    *,
    status: int = 200,
    closed_now: bool = False,
) -> HttpResponse:
    context = page_context(request, record, form)
    response = page.render(request, context_overrides={**context, "closed_now": closed_now})
    response.status_code = status
    # Each form carries a mark of its own, so no two people may get the same copy. A browser
    # may keep it: one that may not forgets what was typed as soon as somebody goes back.
    patch_cache_control(response, private=True, no_cache=True)
    return cast(HttpResponse, response)


def page_context(
    request: HttpRequest, record: ApplicationForm, form: AnswersForm | None
) -> dict[str, Any]:
    """Return what the page's template shows beside the page itself."""
    return {
        "record": record,
        "form": form,
        "privacy_url": SiteSettings.for_request(request).privacy_url,
    }


def _refuse(request: HttpRequest, page: ApplicationFormPage, status: HTTPStatus) -> HttpResponse:
    """Say why the form was not read, and what to do about it."""
    if status == HTTPStatus.FORBIDDEN:
        title = _("Your browser says that this form was sent from another site.")
        message = _("Open the form here and send it from this page.")
    elif status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        title = _("What was sent is too large for an application.")
        message = _(
            "Go back: your browser has kept what you typed. "
            "Then choose smaller files, or write less."
        )
    else:
        title = _("Something went wrong on the way: the form arrived incomplete.")
        message = _("Go back: your browser has kept what you typed. Then send it again.")
    way_on = WayOn(page.get_url(request) or "", _("Back to the form"), written_language(page))
    return notice(request, "refused", title, message, status=status, way_on=way_on, page=page)


def thank_you(request: HttpRequest, page: ApplicationFormPage) -> HttpResponse:
    """Thank whoever has applied."""
    context = {"record": page.record or publish(page)}
    return cast(
        HttpResponse,
        page.render(request, context_overrides=context, template="campaigns/thank_you.html"),
    )
