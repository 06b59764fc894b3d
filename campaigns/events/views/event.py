"""Reading an event, and asking a question beforehand."""

from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns import vocabularies
from campaigns.events.addresses import file_address
from campaigns.events.asking import ask, takes_questions
from campaigns.events.erasing import KEPT
from campaigns.events.forms import QuestionForm
from campaigns.events.publishing import publish
from campaigns.events.showing import (
    ShownSession,
    are_over,
    draft_event,
    draft_sessions,
    published_sessions,
)
from campaigns.models import Event, EventPage
from core.http import SeeOther
from core.locales import written_language
from core.models import SiteSettings
from core.networks import count_request
from core.notices import WayOn, notice
from core.posting import NotReadError, read_form
from core.routing import readable


def event(request: HttpRequest, page: EventPage) -> HttpResponse:
    """Show the event; a POST asks a question and answers everyone alike."""
    # A page that was put live without Wagtail's publishing has no record yet.
    record = page.event or publish(page)
    is_open = takes_questions(record)
    if request.method == "POST":
        return _ask(request, page, record, is_open)
    return _event_page(request, page, record, QuestionForm() if is_open else None)


def preview(request: HttpRequest, page: EventPage) -> HttpResponse:
    """Show the draft as it would be."""
    record = draft_event(page)
    form = QuestionForm() if record.takes_questions else None
    context = event_context(request, page, record, draft_sessions(page), form)
    return cast(HttpResponse, page.render(request, context_overrides=context))


def _ask(request: HttpRequest, page: EventPage, record: Event, is_open: bool) -> HttpResponse:
    try:
        data = read_form(request)
    except NotReadError as error:
        return _refuse(request, page, error.status)
    form = QuestionForm(data)
    is_valid = form.is_valid()
    if not is_open:
        return _event_page(request, page, record, form, status=422, closed_now=True)
    if not is_valid:
        return _event_page(request, page, record, form, status=422)
    many = count_request(request, f"question:{record.pk}") > settings.SIGN_NETWORK_LIMIT
    ask(form.asked(record, written_language(page), many_from_network=many))
    # Below the address that the reader is at: it may be in another language than the page.
    return SeeOther(request.path + page.reverse_subpage("question_sent"))


def _event_page(
    request: HttpRequest,
    page: EventPage,
    record: Event,
    form: QuestionForm | None,
    *,
    status: int = 200,
    closed_now: bool = False,
) -> HttpResponse:
    sessions = published_sessions(page, record)
    context = event_context(request, page, record, sessions, form)
    response = page.render(request, context_overrides={**context, "closed_now": closed_now})
    response.status_code = status
    return cast(HttpResponse, response)


def event_context(
    request: HttpRequest,
    page: EventPage,
    record: Event,
    sessions: list[ShownSession],
    form: QuestionForm | None,
) -> dict[str, Any]:
    """Return what the event's template shows beside the page itself."""
    is_over = are_over(sessions)
    return {
        "event": record,
        "sessions": sessions,
        "is_over": is_over,
        "is_cancelled": bool(sessions) and all(one.is_cancelled for one in sessions),
        "languages": vocabularies.languages.sorted(page.languages),
        "registration": None if is_over else registration_page(page),
        "calendar_url": file_address(page, request, "calendar"),
        "form": form,
        "days_kept": KEPT.days,
        "privacy_url": SiteSettings.for_request(request).privacy_url,
    }


def registration_page(page: EventPage) -> Page | None:
    """Return where people register, in the language of the page where it is live there.

    None where nothing was chosen, or readers would not find it.
    """
    chosen = page.registration_page
    if chosen is None:
        return None
    mine = (page.alias_of or page).locale_id
    same = Page.objects.live().filter(
        translation_key=chosen.translation_key, locale__in=[mine, chosen.locale_id]
    )
    found = readable(same)
    return min(found, key=lambda one: one.locale_id != mine, default=None)


def _refuse(request: HttpRequest, page: EventPage, status: HTTPStatus) -> HttpResponse:
    """Say why the form was not read, and what to do about it."""
    if status == HTTPStatus.FORBIDDEN:
        title = _("Your browser says that this form was sent from another site.")
        message = _("Open the event here and ask on this page.")
    elif status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        title = _("What was sent is too large for a question.")
        message = _("Go back: your browser has kept what you typed. Then shorten your question.")
    else:
        title = _("Something went wrong on the way: the form arrived incomplete.")
        message = _("Go back: your browser has kept what you typed. Then send it again.")
    way_on = WayOn(page.get_url(request) or "", _("Back to the event"), written_language(page))
    return notice(request, "refused", title, message, status=status, way_on=way_on, page=page)
