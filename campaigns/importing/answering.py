"""What becomes of a row: which organisation it means, what is new in it, why it is refused.

Nothing is guessed where a guess could join two organisations or split one: such
a row is refused, and the reason says how to make it clear.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from campaigns.directory.names import NEW_ID, host_of, same_name_key, script_of, sound_key
from campaigns.importing.reasons import Reason, reason
from campaigns.models import ImportRow, Liaison, Membership, Organisation

Outcome = ImportRow.Outcome
# Fields that a row may set on the organisation itself.
FIELDS = ("name", "kind", "summary", "website", "countries", "languages", "activities")


@dataclass
class Answer:
    """What becomes of a row."""

    outcome: str
    reasons: list[Reason] = field(default_factory=list)
    organisation: Organisation | None = None
    # The columns in which something is new.
    changes: list[str] = field(default_factory=list)
    # The coalitions that it is a member of.
    coalitions: list[Organisation] = field(default_factory=list)


@dataclass
class Known:
    """The organisations that some rows may mean. All are rows of the source language."""

    by_slug: dict[str, Organisation] = field(default_factory=dict)
    by_name: dict[str, list[Organisation]] = field(default_factory=dict)
    by_host: dict[str, list[Organisation]] = field(default_factory=dict)
    # With the name that sounds alike, which may be that of a translation.
    by_sound: dict[str, list[tuple[str, Organisation]]] = field(default_factory=dict)
    liaisons: dict[int, dict[str, Liaison]] = field(default_factory=dict)
    memberships: set[tuple[int, int]] = field(default_factory=set)


def known_for(rows: Iterable[dict[str, Any]], *, is_locked: bool = False) -> Known:
    """Return what the directory has that rows with these values may mean. Seven queries.

    Locked, nobody else changes these organisations until the end of the transaction.
    """
    rows = list(rows)
    named = [row["name"] for row in rows if row.get("name")]
    coalitions = [name for row in rows for name in row.get("member_of", ())]
    keys = {same_name_key(name)[:200] for name in (*named, *coalitions)}
    sounds = {sound_key(name)[:200] for name in named} - {""}
    hosts = {host_of(row["website"]) for row in rows if row.get("website")} - {""}
    slugs = {row.get("id", "") for row in rows} | set(coalitions)
    like = Organisation.objects.order_by("pk")
    if is_locked:
        like = like.select_for_update(of=("self",))
    found = {
        row.pk: row
        for rows_like in (
            like.filter(slug__in=slugs),
            like.filter(name_key__in=keys),
            like.filter(sound_key__in=sounds),
            like.filter(host__in=hosts),
        )
        for row in rows_like.select_related("locale")
    }
    return _known(list(found.values()), like)


def _known(rows: list[Organisation], organisations: QuerySet[Organisation]) -> Known:
    keys = {row.translation_key for row in rows}
    sources = {
        row.translation_key: row
        for row in organisations.filter(
            translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE
        ).select_related("locale")
    }
    known = Known()
    by_name: dict[str, dict[UUID, Organisation]] = defaultdict(dict)
    by_host: dict[str, dict[UUID, Organisation]] = defaultdict(dict)
    for row in rows:
        source = sources.get(row.translation_key)
        if source is None:
            continue
        known.by_slug[source.slug] = source
        by_name[row.name_key][row.translation_key] = source
        if row.host:
            by_host[row.host][row.translation_key] = source
        if row.sound_key:
            known.by_sound.setdefault(row.sound_key, []).append((row.name, source))
    known.by_name = {key: list(found.values()) for key, found in by_name.items()}
    known.by_host = {key: list(found.values()) for key, found in by_host.items()}
    pks = [source.pk for source in sources.values()]
    for liaison in Liaison.objects.filter(organisation__in=pks):
        known.liaisons.setdefault(liaison.organisation_id, {})[liaison.email] = liaison
    known.memberships = set(
        Membership.objects.filter(member__in=pks).values_list("coalition", "member")
    )
    return known


def answer(values: dict[str, Any], known: Known) -> Answer:
    """Return what becomes of a row whose cells could be read."""
    organisation, reasons = _meant(values, known)
    coalitions, unknown = _coalitions(values, known)
    reasons += unknown
    if organisation is not None and not _is_public(organisation):
        reasons.append(reason("has_draft", organisation.name))
    if organisation is not None and organisation in coalitions:
        reasons.append(reason("of_itself", organisation.name))
    if reasons:
        return Answer(Outcome.REFUSED, reasons, organisation)
    changes = changes_of(values, organisation, coalitions, known)
    if organisation is None:
        return Answer(Outcome.NEW, [], None, changes, coalitions)
    outcome = Outcome.CHANGED if changes else Outcome.SAME
    return Answer(outcome, [], organisation, changes, coalitions)


def _is_public(organisation: Organisation) -> bool:
    """Whether readers have all that has been written of it."""
    return organisation.live and not organisation.has_unpublished_changes


def _meant(values: dict[str, Any], known: Known) -> tuple[Organisation | None, list[Reason]]:
    """Return the organisation that a row means, None for a new one; or why that is not clear."""
    asked = values.get("id", "")
    same = known.by_name.get(same_name_key(values["name"])[:200], [])
    if asked == NEW_ID:
        # What such a row has made before says the same as it.
        made = (one for one in same if not changes_of(values, one, [], known))
        return next(made, None), []
    if asked:
        found = known.by_slug.get(asked)
        return found, [] if found else [reason("unknown_id", asked)]
    if len(same) > 1:
        return None, [reason("several", ", ".join(one.slug for one in same))]
    if same:
        return same[0], []
    host = host_of(values.get("website", ""))
    if host and (there := known.by_host.get(host)):
        return None, [reason("same_website", f"{there[0].name} ({there[0].slug})")]
    for name, other in known.by_sound.get(sound_key(values["name"])[:200], []):
        if sounds_like(values, name, other.countries):
            return None, [reason("sounds_like", f"{other.name} ({other.slug})")]
    return None, []


def sounds_like(values: dict[str, Any], name: str, countries: Iterable[str]) -> bool:
    """Whether a name of the same sound may be the row's in another script, by where both work."""
    own = set(values.get("countries", ()))
    somewhere = not own or not countries or own & set(countries)
    return bool(somewhere) and script_of(name) != script_of(values["name"])


def _coalitions(values: dict[str, Any], known: Known) -> tuple[list[Organisation], list[Reason]]:
    """Return the coalitions of a row, by id or name, and a reason for each that is not there."""
    found: list[Organisation] = []
    reasons: list[Reason] = []
    for name in values.get("member_of", ()):
        by_name = known.by_name.get(same_name_key(name)[:200], [])
        candidates = [known.by_slug[name]] if name in known.by_slug else by_name
        coalition = next((one for one in candidates if one.is_coalition), None)
        if coalition is None:
            reasons.append(reason("unknown_coalition", name[:100]))
        elif not _is_public(coalition):
            # Its draft has a list of members too, which would be lost on one side.
            reasons.append(reason("has_draft", coalition.name))
        else:
            found.append(coalition)
    return found, reasons


def changes_of(
    values: dict[str, Any],
    organisation: Organisation | None,
    coalitions: list[Organisation],
    known: Known,
) -> list[str]:
    """Return the columns in which a row says something that the directory does not have."""
    changed = []
    for name in FIELDS:
        if name in values:
            has = getattr(organisation, name) if organisation else None
            has = sorted(has) if isinstance(has, tuple) else has
            if has != values[name]:
                changed.append(name)
    pk = organisation.pk if organisation else 0
    if any((coalition.pk, pk) not in known.memberships for coalition in coalitions):
        changed.append("member_of")
    if (liaison := values.get("liaison")) and not _has_liaison(liaison, known.liaisons.get(pk)):
        changed.append("liaison")
    return changed


def _has_liaison(wanted: dict[str, Any], liaisons: dict[str, Liaison] | None) -> bool:
    there = (liaisons or {}).get(wanted["email"])
    if there is None:
        return False
    public = wanted["name_is_public"]
    return (
        there.name == wanted["name"]
        and (not wanted["role"] or there.role == wanted["role"])
        and (public is None or there.name_is_public == public)
    )
