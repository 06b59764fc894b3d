"""The demonstration's directory: its organisations, their coalition, and whom to call there."""

from wagtail.models import Locale

from campaigns.models import Liaison, Membership, Organisation
from demo.content.directory import DIRECTORY
from demo.content.directory.coalition import COALITION, DESCRIPTION, LIAISONS, MEMBERS, OBJECTIVES
from demo.content.directory.entry import Entry
from demo.pages import key_of, stream


def make_organisations(locale: Locale) -> dict[str, Organisation]:
    """Make all organisations in the source language, and put them live; return them by domain."""
    made: dict[str, Organisation] = {}
    for entry in DIRECTORY:
        organisation = _draft(entry, locale)
        if entry is COALITION:
            organisation.description = DESCRIPTION
            organisation.objectives = stream(OBJECTIVES, f"{_name(entry)}/objectives", {}, {})
            organisation.members = [
                Membership(member=made[domain], role=role, sort_order=order)
                for order, (domain, role) in enumerate(MEMBERS.items())
            ]
        organisation.save()
        organisation.save_revision().publish()
        organisation.refresh_from_db()
        made[entry.domain] = organisation
    return made


def _draft(entry: Entry, locale: Locale) -> Organisation:
    return Organisation(
        locale=locale,
        translation_key=key_of(_name(entry)),
        live=False,
        name=entry.name,
        slug=entry.domain,
        kind=entry.kind,
        summary=entry.summary,
        website=entry.website,
        countries=tuple(entry.countries.split()),
        languages=tuple(sorted(entry.languages.split())),
        activities=tuple(sorted(entry.activities.split())),
    )


def _name(entry: Entry) -> str:
    return f"organisation/{entry.domain}"


def make_liaisons(organisations: dict[str, Organisation]) -> None:
    """Name those whom members can turn to. Their addresses belong to nobody."""
    for domain, name, role, is_public in LIAISONS:
        Liaison.objects.create(
            organisation=organisations[domain],
            name=name,
            role=role,
            email=f"liaison@{domain}.example.org",
            name_is_public=is_public,
        )
