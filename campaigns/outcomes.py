"""How a campaign ends its petitions, and lets them go on."""

from collections import defaultdict
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce
from wagtail.models import Locale

from campaigns.models import CampaignPetition, State
from petitions.ending import ended_petitions, set_outcomes

# Of several outcomes the one that says most is shown.
_BEST = [State.WON, State.PARTLY_WON, State.CLOSED]


@transaction.atomic
def carry_outcomes() -> None:
    """Give every petition the outcome of its campaigns. Four queries, and one for each outcome.

    A petition that belongs to several goes on for as long as one of them runs.
    One that belongs to none any more goes on as well.
    """
    # One after the other: of two that end at once, each would see that the other still runs.
    # The row of the source language is there whatever else is; to refer to it stays possible.
    Locale.objects.select_for_update(no_key=True).get(language_code=settings.LANGUAGE_CODE)
    wanted: dict[UUID, str] = dict.fromkeys(ended_petitions(), "")
    for uuid, states in _states_by_petition().items():
        wanted[uuid] = outcome_of(states)
    set_outcomes(wanted)


def outcome_of(states: set[str]) -> str:
    """Return with which outcome a petition of campaigns in these states has ended; or nothing."""
    if not states or State.RUNNING in states:
        return ""
    return next(str(state.value) for state in _BEST if state in states)


def _states_by_petition() -> dict[UUID, set[str]]:
    """Return the states of the live campaigns of each petition. One query."""
    rows = CampaignPetition.objects.filter(
        page__live=True,
        page__alias_of=None,
        page__locale__language_code=settings.LANGUAGE_CODE,
    )
    uuid = Coalesce("petition__alias_of__translation_key", "petition__translation_key")
    found: dict[UUID, set[str]] = defaultdict(set)
    for key, state in rows.order_by().values_list(uuid, "page__state"):
        found[key].add(state)
    return found
