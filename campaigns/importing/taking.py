"""Taking over what was looked through and agreed to, a batch at a time.

What a batch does is one transaction: a worker that is killed leaves whole rows,
and the next one goes on behind them.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone
from wagtail.models import Locale

from campaigns.directory.indexing import index_rows, index_translations
from campaigns.directory.names import RESERVED_SLUGS, slug_of
from campaigns.importing.answering import FIELDS, Answer, Outcome, answer, known_for
from campaigns.importing.reasons import reason
from campaigns.models import ImportRow, Liaison, Membership, Organisation, OrganisationImport
from core.audit import log_each

# Rows that are taken over in one transaction.
BATCH = 200


def take_batch(of_import: OrganisationImport) -> None:
    """Take over the next rows; at the end the import is done.

    In the transaction of the caller, who holds the import's lock. Each row is
    answered once more: the directory may have changed since it was looked at.
    """
    waiting = of_import.rows.filter(is_taken=False, outcome__in=[Outcome.NEW, Outcome.CHANGED])
    rows = list(waiting.order_by("line")[:BATCH])
    if not rows:
        of_import.rows.exclude(values={}).update(values={})
        OrganisationImport.objects.filter(pk=of_import.pk).update(
            state=OrganisationImport.State.DONE, text="", ended_at=timezone.now()
        )
        return
    known = known_for((row.values for row in rows), is_locked=True)
    agreed: list[tuple[ImportRow, Answer]] = []
    for row in rows:
        found = answer(row.values, known)
        if found.outcome == Outcome.REFUSED:
            row.outcome, row.reasons = found.outcome, found.reasons
        elif _is_different(row, found):
            row.outcome, row.reasons = Outcome.REFUSED, [reason("changed_meanwhile")]
        else:
            row.organisation = found.organisation
            agreed.append((row, found))
    _make([pair for pair in agreed if pair[0].outcome == Outcome.NEW])
    _change([pair for pair in agreed if pair[0].outcome == Outcome.CHANGED], of_import)
    _join(agreed)
    _name_liaisons(agreed)
    _log(agreed, of_import)
    for row in rows:
        row.is_taken, row.values = True, {}
    ImportRow.objects.bulk_update(
        rows, ["is_taken", "values", "outcome", "reasons", "organisation"]
    )


def _is_different(row: ImportRow, found: Answer) -> bool:
    """Whether taking a row over would do something else than was agreed to."""
    organisation = found.organisation.pk if found.organisation else None
    is_same_answer = (found.outcome, organisation) == (row.outcome, row.organisation_id)
    return not is_same_answer or not set(found.changes) <= set(row.changes)


def _make(pairs: list[tuple[ImportRow, Answer]]) -> None:
    """Make new organisations, live at once."""
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    now = timezone.now()
    there = Organisation.objects.filter(locale=locale).values_list("slug", flat=True)
    taken = {*there, *RESERVED_SLUGS}
    made = []
    for row, _found in pairs:
        slug = _free_slug(row.values["name"], taken)
        organisation = Organisation(
            locale=locale,
            slug=slug,
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        _set(organisation, row.values)
        made.append(organisation)
    Organisation.objects.bulk_create(made)
    for (row, _found), organisation in zip(pairs, made, strict=True):
        row.organisation = organisation
    index_rows(made)


def _free_slug(name: str, taken: set[str]) -> str:
    """Return an address of its own for a new organisation, and note that it is taken."""
    base = slug = slug_of(name)
    number = 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    taken.add(slug)
    return slug


def _set(organisation: Organisation, values: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            value = values[name]
            setattr(organisation, name, tuple(value) if isinstance(value, list) else value)
    organisation.set_keys()


def _change(pairs: list[tuple[ImportRow, Answer]], of_import: OrganisationImport) -> None:
    """Change organisations. Where there are revisions, the next edit begins with the last one."""
    plain = []
    now = timezone.now()
    for row, found in pairs:
        organisation = found.organisation
        if organisation is None or not set(row.changes) & set(FIELDS):
            continue
        _set(organisation, row.values)
        if organisation.latest_revision_id:
            organisation.save_revision(user=of_import.created_by).publish(
                user=of_import.created_by, log_action=False
            )
        else:
            organisation.last_published_at = now
            plain.append(organisation)
    Organisation.objects.bulk_update(
        plain, [*FIELDS, "name_key", "sound_key", "host", "last_published_at"]
    )
    index_rows(plain)
    index_translations([organisation.translation_key for organisation in plain])


def _join(pairs: list[tuple[ImportRow, Answer]]) -> None:
    """Make members of organisations where they are not yet."""
    wanted = [
        (coalition.pk, row.organisation_id)
        for row, found in pairs
        for coalition in found.coalitions
        if row.organisation_id is not None and row.organisation_id != coalition.pk
    ]
    if not wanted:
        return
    coalitions = {coalition for coalition, _member in wanted}
    there = set(
        Membership.objects.filter(coalition__in=coalitions).values_list("coalition", "member")
    )
    last = dict(
        Membership.objects.filter(coalition__in=coalitions)
        .order_by()
        .values_list("coalition")
        .annotate(last=Max("sort_order"))
    )
    new = []
    for coalition, member in dict.fromkeys(wanted):
        if (coalition, member) not in there:
            last[coalition] = (last.get(coalition) or 0) + 1
            new.append(
                Membership(coalition_id=coalition, member_id=member, sort_order=last[coalition])
            )
    Membership.objects.bulk_create(new)
    _renew_revisions(
        {coalition for coalition, member in wanted if (coalition, member) not in there}
    )


def _renew_revisions(coalitions: Iterable[int]) -> None:
    """Bring the revisions of coalitions up to their members: they hold the list as well."""
    for coalition in Organisation.objects.filter(pk__in=coalitions).exclude(latest_revision=None):
        revision = coalition.save_revision()
        revision.publish(log_action=False)


def _name_liaisons(pairs: list[tuple[ImportRow, Answer]]) -> None:
    """Write down whom members can turn to; an address that is there gets its new name and role."""
    wanted = {
        (row.organisation_id, row.values["liaison"]["email"]): row.values["liaison"]
        for row, _found in pairs
        if row.values.get("liaison") and row.organisation_id is not None
    }
    if not wanted:
        return
    same = Q()
    for organisation, email in wanted:
        same |= Q(organisation=organisation, email=email)
    there = {(one.organisation_id, one.email): one for one in Liaison.objects.filter(same)}
    new: list[Liaison] = []
    changed: list[Liaison] = []
    for (organisation, email), said in wanted.items():
        liaison = there.get((organisation, email))
        (changed if liaison else new).append(
            _liaison(liaison or Liaison(organisation_id=organisation, email=email), said)
        )
    Liaison.objects.bulk_create(new)
    Liaison.objects.bulk_update(changed, ["name", "role", "name_is_public"])


def _liaison(liaison: Liaison, said: dict[str, Any]) -> Liaison:
    liaison.name = said["name"]
    liaison.role = said["role"] or liaison.role
    if said["name_is_public"] is not None:
        liaison.name_is_public = said["name_is_public"]
    return liaison


def _log(pairs: list[tuple[ImportRow, Answer]], of_import: OrganisationImport) -> None:
    """Enter into Wagtail's log what was made and changed."""
    for outcome, action in ((Outcome.NEW, "wagtail.create"), (Outcome.CHANGED, "wagtail.edit")):
        rows = [
            row.organisation
            for row, _found in pairs
            if row.outcome == outcome and row.organisation is not None
        ]
        log_each(rows, action, of_import.created_by, lambda row: {"import": str(of_import.pk)})
