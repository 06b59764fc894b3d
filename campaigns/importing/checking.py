"""Looking through a file: an answer for each row, before anything is changed."""

from collections import defaultdict
from itertools import islice
from typing import Any

from django.db.models import F

from campaigns.directory.names import NEW_ID, host_of, same_name_key, sound_key
from campaigns.importing.answering import (
    Answer,
    Known,
    Outcome,
    answer,
    known_for,
    sounds_like,
)
from campaigns.importing.cells import values_of
from campaigns.importing.reading import opened
from campaigns.importing.reasons import Reason, reason
from campaigns.models import ImportRow, OrganisationImport

# Rows that are looked at in one transaction.
BATCH = 500


def check_batch(of_import: OrganisationImport) -> None:
    """Answer the next rows of a file; at its end the import waits for a decision.

    In the transaction of the caller, who holds the import's lock.
    """
    rows = list(
        islice(
            opened(of_import.text).rows,
            of_import.rows_checked,
            of_import.rows_checked + BATCH,
        )
    )
    read = [(row, *values_of(row)) for row in rows]
    known = known_for(values for _row, values, reasons in read if not reasons)
    earlier = _Earlier(of_import, [values for _row, values, _reasons in read], known)
    answered = []
    for row, values, reasons in read:
        reasons = reasons or earlier.reasons(values)
        found = Answer(Outcome.REFUSED, reasons) if reasons else answer(values, known)
        if found.outcome != Outcome.REFUSED and (reasons := earlier.reasons_against(values, found)):
            found = Answer(Outcome.REFUSED, reasons)
        answered.append(_answered(of_import, row.line, row.cells, values, found))
        if found.outcome != Outcome.REFUSED:
            earlier.add(row.line, values, found)
    ImportRow.objects.bulk_create(answered)
    OrganisationImport.objects.filter(pk=of_import.pk).update(
        rows_checked=F("rows_checked") + len(rows)
    )
    if of_import.rows_checked + len(rows) >= of_import.rows_in_all:
        OrganisationImport.objects.filter(pk=of_import.pk).update(
            state=OrganisationImport.State.CHECKED
        )


def _answered(
    of_import: OrganisationImport,
    line: int,
    cells: dict[str, str],
    values: dict[str, Any],
    found: Answer,
) -> ImportRow:
    name = values.get("name", "")
    is_wanted = found.outcome in (Outcome.NEW, Outcome.CHANGED)
    return ImportRow(
        of_import=of_import,
        line=line,
        name=cells.get("name", "")[:200],
        name_key=same_name_key(name)[:200] if name else "",
        sound_key=sound_key(name)[:200] if name else "",
        host=host_of(values.get("website", "")),
        outcome=found.outcome,
        reasons=found.reasons,
        values=values if is_wanted else {"countries": values.get("countries", [])},
        changes=found.changes,
        organisation=found.organisation,
    )


class _Earlier:
    """The rows of a file that were not refused, by what two rows have in common. Four queries."""

    def __init__(
        self, of_import: OrganisationImport, batch: list[dict[str, Any]], known: Known
    ) -> None:
        names = [values["name"] for values in batch if values.get("name")]
        keys = {same_name_key(name)[:200] for name in names}
        sounds = {sound_key(name)[:200] for name in names} - {""}
        self._by_name: dict[str, int] = {}
        self._by_sound: dict[str, list[tuple[int, str, list[str]]]] = defaultdict(list)
        accepted = of_import.rows.exclude(outcome=Outcome.REFUSED)
        for row in accepted.filter(name_key__in=keys):
            self._by_name[row.name_key] = row.line
        for row in accepted.filter(sound_key__in=sounds):
            self._by_sound[row.sound_key].append(
                (row.line, row.name, row.values.get("countries", []))
            )
        hosts = {host_of(values.get("website", "")) for values in batch} - {""}
        self._by_host = dict(accepted.filter(host__in=hosts).values_list("host", "line"))
        known_ids = [organisation.pk for organisation in known.by_slug.values()]
        self._by_organisation = dict(
            accepted.filter(organisation__in=known_ids).values_list("organisation", "line")
        )

    def reasons(self, values: dict[str, Any]) -> list[Reason]:
        """Return why a row repeats an earlier one; none if it says that it does not."""
        if values.get("id") == NEW_ID:
            return []
        if line := self._by_name.get(same_name_key(values["name"])[:200]):
            return [reason("repeats", line)]
        for line, name, countries in self._by_sound.get(sound_key(values["name"])[:200], ()):
            if sounds_like(values, name, countries):
                return [reason("sounds_like_line", f"{line} ({name})")]
        return []

    def reasons_against(self, values: dict[str, Any], found: Answer) -> list[Reason]:
        """Return why an earlier row stands in the way of an answer; none if none does."""
        if found.organisation is not None:
            line = self._by_organisation.get(found.organisation.pk)
            return [reason("same_organisation", line)] if line else []
        line = self._by_host.get(host_of(values.get("website", "")))
        if line and values.get("id") != NEW_ID:
            return [reason("same_website_line", line)]
        return []

    def add(self, line: int, values: dict[str, Any], found: Answer) -> None:
        """Remember a row."""
        if found.organisation is not None:
            self._by_organisation.setdefault(found.organisation.pk, line)
        if host := host_of(values.get("website", "")):
            self._by_host.setdefault(host, line)
        name = values["name"]
        self._by_name.setdefault(same_name_key(name)[:200], line)
        if sound := sound_key(name)[:200]:
            self._by_sound[sound].append((line, name, values.get("countries", [])))
