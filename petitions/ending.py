"""Ending petitions together with what they belong to, and letting them go on.

Petitions know nothing of campaigns: whoever ends them says with which outcome.
"""

from collections.abc import Mapping
from uuid import UUID

from petitions.models import Petition


def ended_petitions() -> set[UUID]:
    """Return the petitions that have ended with an outcome. One query."""
    return set(Petition.objects.exclude(outcome="").values_list("uuid", flat=True))


def set_outcomes(outcomes: Mapping[UUID, str]) -> None:
    """Give each petition its outcome; an empty one lets it go on. A query for each outcome.

    A petition that was never published has no record to be ended.
    """
    for outcome in set(outcomes.values()):
        uuids = [uuid for uuid, wanted in outcomes.items() if wanted == outcome]
        Petition.objects.filter(uuid__in=uuids).exclude(outcome=outcome).update(outcome=outcome)
