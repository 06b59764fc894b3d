"""What else happens when a page goes that others refer to; said before it is done."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from campaigns.events.admin.taking_off import what_follows
from campaigns.models import CampaignPage, CampaignPetition, CampaignUpdatePage, EventPage
from petitions.models import PetitionPage


def say_before_deleting(request: HttpRequest, page: Page) -> None:
    """Say on the page that asks for confirmation what will happen to others."""
    if request.method != "GET":
        return
    for sentence in consequences_of(page.specific):
        messages.warning(request, sentence)


def consequences_of(page: Any) -> list[str]:
    """Return sentences on what happens to others. Two queries at most."""
    if isinstance(page, CampaignPage):
        return _of_campaign(page)
    if isinstance(page, PetitionPage):
        return _of_petition(page)
    if isinstance(page, EventPage):
        return [sentence] if (sentence := what_follows(page)) else []
    return []


def _of_campaign(page: CampaignPage) -> list[str]:
    found = []
    updates = CampaignUpdatePage.objects.descendant_of(page).live().count()
    if updates:
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
    if page.alias_of_id is None and page.locale.language_code == settings.LANGUAGE_CODE:
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
        found.append(_("The pages of its partners no longer list it."))
    return found


def _of_petition(page: PetitionPage) -> list[str]:
    campaigns = CampaignPetition.objects.filter(petition=page, page__live=True).count()
    if not campaigns:
        return []
    sentence = ngettext(
        "%(number)s campaign no longer shows this petition.",
        "%(number)s campaigns no longer show this petition.",
        campaigns,
    )
    return [_in_words(sentence, campaigns)]


def _in_words(sentence: str, number: int) -> str:
    return sentence % {"number": number_format(number)}
