"""The list of stories, and the form for sharing news."""

from http import HTTPStatus
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from campaigns.applications.receiving import read_application
from campaigns.models import StoryIndexPage
from campaigns.stories.erasing import KEPT
from campaigns.stories.finding import find
from campaigns.stories.forms import LARGEST_TOTAL, StoryForm
from campaigns.stories.sending import send
from core.http import SeeOther
from core.locales import written_language
from core.models import SiteSettings
from core.networks import count_request
from core.notices import WayOn, notice
from core.posting import NotReadError


def story_index(request: HttpRequest, page: StoryIndexPage) -> HttpResponse:
    """Show what the address asks for: filters, `sort`, `page`."""
    found = {"results": find(request.GET, page)}
    return cast(HttpResponse, page.render(request, context_overrides=found))


def share(request: HttpRequest, page: StoryIndexPage) -> HttpResponse:
    """Show the form; a POST sends it and answers everyone alike."""
    if request.method == "POST":
        return _send(request, page)
    return _form_page(request, page, StoryForm())


def _send(request: HttpRequest, page: StoryIndexPage) -> HttpResponse:
    fields = dict(StoryForm().file_fields())
    try:
        data, files = read_application(request, fields, LARGEST_TOTAL)
    except NotReadError as error:
        return _refuse(request, page, error.status)
    form = StoryForm(data, files)
    if not form.is_valid():
        form.keep_files()
        return _form_page(request, page, form, status=422)
    many = count_request(request, f"story:{page.index_uuid}") > settings.SIGN_NETWORK_LIMIT
    story = form.sent(page.alias_of_id or page.pk, written_language(page), many_from_network=many)
    send(story, form.cleaned_data["pictures"])
    # Below the address that the reader is at: it may be in another language than the page.
    return SeeOther(f"{request.path}thank-you/")


def _form_page(
    request: HttpRequest, page: StoryIndexPage, form: StoryForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "days_kept": KEPT.days,
        "privacy_url": SiteSettings.for_request(request).privacy_url,
    }
    response = page.render(
        request, template="campaigns/stories/share.html", context_overrides=context
    )
    response.status_code = status
    # Each form carries a mark of its own, so no two people may get the same copy. A browser
    # may keep it: one that may not forgets what was typed as soon as somebody goes back.
    patch_cache_control(response, private=True, no_cache=True)
    return cast(HttpResponse, response)


def _refuse(request: HttpRequest, page: StoryIndexPage, status: HTTPStatus) -> HttpResponse:
    """Say why the form was not read, and what to do about it."""
    if status == HTTPStatus.FORBIDDEN:
        title = _("Your browser says that this form was sent from another site.")
        message = _("Open the form here and send it from this page.")
    elif status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        title = _("What was sent is too large for a story.")
        message = _(
            "Go back: your browser has kept what you typed. "
            "Then choose smaller files, or write less."
        )
    else:
        title = _("Something went wrong on the way: the form arrived incomplete.")
        message = _("Go back: your browser has kept what you typed. Then send it again.")
    address = f"{page.get_url(request) or ''}{page.reverse_subpage('share')}"
    way_on = WayOn(address, _("Back to the form"), written_language(page))
    return notice(request, "refused", title, message, status=status, way_on=way_on, page=page)
