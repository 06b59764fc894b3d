"""What else happens when pages go that others refer to; said before it is done."""

from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.query import PageQuerySet

from campaigns.events.admin.taking_off import what_follows
from campaigns.models import (
    CampaignPage,
    CampaignPetition,
    CampaignUpdatePage,
    EventCampaign,
    EventPage,
    StoryPage,
)
from core.sharing.models import ShortLink
from petitions.models import PetitionPage

KINDS = (CampaignPage, PetitionPage, EventPage)
# So many pages are listed where several go at once.
LISTED = 10


def say_before_deleting(request: HttpRequest, page: Page) -> None:
    """Say on the page that asks for confirmation what will happen to others."""
    if request.method != "GET":
        return
    for sentence in consequences_of([page], is_deleted=True):
        messages.warning(request, sentence)


def consequences_of(pages: Collection[Page], *, is_deleted: bool) -> list[str]:
    """Return sentences on what happens to others when pages are deleted or unpublished.

    With a page that is deleted go those below it. Six queries at most for each page listed.
    """
    going = _going(pages, with_those_below=is_deleted).order_by("path")
    found = []
    number = 0
    for page in going[:LISTED].specific():
        number += 1
        for sentence in _of_page(page, is_deleted=is_deleted):
            if [page.pk] != [one.pk for one in pages]:
                title = page.get_admin_display_title()
                sentence = _("“%(title)s”: %(what)s") % {"title": title, "what": sentence}
            found.append(sentence)
    if number == LISTED and (more := going.count() - LISTED):
        sentence = _("Further ones that go, and of which nothing is said here: %(number)s.")
        found.append(sentence % {"number": number_format(more)})
    return found


def _going(pages: Collection[Page], *, with_those_below: bool) -> PageQuerySet[Any]:
    """Return those pages that others refer to as something of their own."""
    condition = Q(pk__in=[page.pk for page in pages])
    if with_those_below:
        for page in pages:
            condition |= Q(path__startswith=page.path)
    return Page.objects.filter(condition).type(*KINDS)


def _of_page(page: Any, *, is_deleted: bool) -> list[str]:
    found: Sequence[str] = []
    if isinstance(page, CampaignPage):
        found = _of_campaign(page, is_deleted=is_deleted)
    elif isinstance(page, PetitionPage):
        found = _of_petition(page)
    elif isinstance(page, EventPage):
        found = _of_event(page)
    links = 0
    if _is_deciding(page):
        links = ShortLink.objects.filter(translation_key=page.translation_key).count()
    return [*found, *_numbered(_("Short links that lead nowhere then: %(number)s."), links)]


def _of_campaign(page: CampaignPage, *, is_deleted: bool) -> list[str]:
    found = []
    updates = CampaignUpdatePage.objects.descendant_of(page).live().count()
    if updates and is_deleted:
        found.append(
            _in_words(
                ngettext(
                    "%(number)s update of this campaign goes with it.",
                    "%(number)s updates of this campaign go with it.",
                    updates,
                ),
                updates,
            )
        )
    elif updates:
        sentence = _(
            "Updates that stay on the site, without a link to the campaign, unless you unpublish "
            "them as well: %(number)s."
        )
        found.append(_in_words(sentence, updates))
    if _is_deciding(page):
        petitions = page.petitions.count()
        if petitions:
            found.append(
                _in_words(
                    ngettext(
                        "%(number)s petition no longer leads to it. If it had ended with the "
                        "campaign, it takes signatures again.",
                        "%(number)s petitions no longer lead to it. Those that had ended with the "
                        "campaign take signatures again.",
                        petitions,
                    ),
                    petitions,
                )
            )
        events = EventPage.objects.filter(**_deciding(), campaigns__campaign=page).count()
        found += _numbered(_("Events that no longer belong to it: %(number)s."), events)
        stories = StoryPage.objects.filter(live=True, alias_of=None, campaigns__campaign=page)
        keys = stories.order_by().values("translation_key").distinct().count()
        found += _numbered(_("Stories that no longer lead to it: %(number)s."), keys)
        found.append(_("The pages of its partners no longer list it."))
    return found


def _of_petition(page: PetitionPage) -> list[str]:
    rows = CampaignPetition.objects.filter(**_deciding("page__"), petition=page)
    campaigns = rows.count()
    if not campaigns:
        return []
    sentence = ngettext(
        "%(number)s campaign no longer shows this petition.",
        "%(number)s campaigns no longer show this petition.",
        campaigns,
    )
    return [_in_words(sentence, campaigns)]


def _of_event(page: EventPage) -> list[str]:
    found = [sentence] if (sentence := what_follows(page)) else []
    campaigns = 0
    if _is_deciding(page):
        rows = EventCampaign.objects.filter(**_deciding("campaign__"), page=page)
        campaigns = rows.count()
    return [*found, *_numbered(_("Campaigns that no longer list it: %(number)s."), campaigns)]


def _is_deciding(page: Any) -> bool:
    return page.alias_of_id is None and page.locale.language_code == settings.LANGUAGE_CODE


def _deciding(prefix: str = "") -> dict[str, Any]:
    """Return the conditions for live pages in the source language, which say what belongs where."""
    conditions = {
        "live": True,
        "alias_of": None,
        "locale__language_code": settings.LANGUAGE_CODE,
    }
    return {f"{prefix}{name}": value for name, value in conditions.items()}


def _numbered(sentence: str, number: int) -> list[str]:
    return [_in_words(sentence, number)] if number else []


def _in_words(sentence: str, number: int) -> str:
    return sentence % {"number": number_format(number)}
