"""Looking up the records of many pages at once."""

from collections.abc import Iterable
from uuid import UUID

from petitions.models import Petition


def records_by_uuid(uuids: Iterable[UUID]) -> dict[UUID, Petition]:
    """Return the petitions that have a record, each with its count. One query."""
    found = Petition.objects.select_related("count").filter(uuid__in=list(uuids))
    return {petition.uuid: petition for petition in found}
