"""An organisation as its page shows it, and what else the site knows of it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.permissions import ModelPermissionPolicy

from campaigns import vocabularies
from campaigns.directory.entries import names_in, published
from campaigns.models import (
    CampaignPage,
    CampaignPartner,
    Liaison,
    Membership,
    Organisation,
    State,
    StoryPage,
)
from campaigns.pages import in_active_language
from campaigns.stories.listing import newest
from core.locales import active_locales
from petitions.models import PetitionPage, Signature
from resources.models import GuidanceNotePage

# As many stories as are read at a glance; the list of stories has all.
STORIES_SHOWN = 6

_liaisons = ModelPermissionPolicy(Liaison)


@dataclass(frozen=True)
class OtherOrganisation:
    """A member of a coalition, or a coalition of a member."""

    slug: str
    name: str
    role: str


@dataclass(frozen=True)
class Details:
    """An organisation on its page."""

    # The row whose words are read, and the one that says what the organisation is.
    text: Organisation
    facts: Organisation
    coalitions: list[OtherOrganisation]
    members: list[OtherOrganisation]
    campaigns: list[CampaignPage]
    notes: list[GuidanceNotePage]
    pledges: list[PetitionPage]
    # The newest.
    stories: list[StoryPage]

    @property
    def kind(self) -> str:
        """What sort of organisation it is, in words."""
        return vocabularies.kinds.name(self.facts.kind)

    @property
    def countries(self) -> list[str]:
        """The names of the countries where it works."""
        return vocabularies.countries.sorted(self.facts.countries)

    @property
    def languages(self) -> list[str]:
        """The names of the languages in which one can write to it."""
        return vocabularies.languages.sorted(self.facts.languages)

    @property
    def activities(self) -> list[str]:
        """What it does, in words."""
        return vocabularies.activities.sorted(self.facts.activities)


def rows_by_slug(slug: str) -> dict[str, Organisation]:
    """Return an organisation's live rows by language; empty if the source's is not live.

    One query.
    """
    languages = [code for code, _name in settings.LANGUAGES]
    # A translation gets a new address of its source only when it is brought up to date.
    keys = published().filter(slug=slug).values("translation_key")
    rows = (
        Organisation.objects.filter(
            translation_key__in=keys, live=True, locale__in=active_locales()
        )
        .select_related("locale", "logo")
        .order_by("pk")
    )
    found = {row.locale.language_code: row for row in rows}
    return {code: found[code] for code in languages if code in found}


def details(text: Organisation, facts: Organisation) -> Details:
    """Return what the page of an organisation shows.

    Two queries for coalitions and members and one for their names in another
    language; two for notes (see `readable`); one for signatures, and two for
    what they stand under if there are any; one for stories, and up to four for their pages.
    """
    translated = names_in(get_language())
    return Details(
        text=text,
        facts=facts,
        coalitions=_others(Membership.objects.filter(member=facts), "coalition", translated),
        members=_others(Membership.objects.filter(coalition=facts), "member", translated),
        campaigns=_campaigns(facts),
        notes=_notes(facts),
        pledges=_pledges(text, facts),
        stories=newest(STORIES_SHOWN, organisation__translation_key=facts.translation_key),
    )


def _others(
    memberships: QuerySet[Membership], side: str, translated: dict[Any, str]
) -> list[OtherOrganisation]:
    rows = memberships.filter(**{f"{side}__in": published()}).select_related(side)
    found = []
    for row in rows.order_by("sort_order", "pk"):
        other = getattr(row, side)
        name = translated.get(other.translation_key, other.name)
        found.append(OtherOrganisation(other.slug, name, row.get_role_display()))
    return found


def _notes(facts: Organisation) -> list[GuidanceNotePage]:
    chosen = list(facts.notes.values_list("note__translation_key", flat=True))
    if not chosen:
        return []
    return in_active_language(GuidanceNotePage, chosen)


def _campaigns(facts: Organisation) -> list[CampaignPage]:
    """Return the campaigns that it runs with others, those that run first. Three queries."""
    rows = CampaignPartner.objects.filter(
        organisation__translation_key=facts.translation_key,
        page__live=True,
        page__alias_of=None,
        page__locale__language_code=settings.LANGUAGE_CODE,
    ).order_by("-page__first_published_at")
    found = dict(rows.values_list("page__translation_key", "page__state"))
    pages = in_active_language(CampaignPage, list(found)) if found else []
    return sorted(pages, key=lambda page: found.get(page.campaign_uuid) != State.RUNNING)


def _pledges(text: Organisation, facts: Organisation) -> list[PetitionPage]:
    """Return what the organisation has signed, as the walls of those pages show it.

    By its name and a country of its own: somebody else may be called the same.
    """
    if not facts.countries:
        return []
    signed = Signature.objects.filter(
        organisation_name__in={text.name, facts.name},
        country__in=facts.countries,
        kind=Signature.Kind.ORGANISATION,
        status=Signature.Status.CONFIRMED,
        visibility=Signature.Visibility.FULL,
        is_approved=True,
        petition__shows_signers=True,
    )
    keys = list(signed.order_by("-confirmed_at").values_list("petition__uuid", flat=True)[:50])
    return in_active_language(PetitionPage, list(dict.fromkeys(keys))) if keys else []


def liaisons_for(request: HttpRequest, facts: Organisation) -> tuple[list[Liaison], bool]:
    """Return the liaisons, and whether the reader is a member, who may write to them.

    One query, and those by which permissions are looked up for whoever is logged in.
    """
    is_member = bool(
        request.user.is_authenticated and _liaisons.user_has_permission(request.user, "view")
    )
    rows = Liaison.objects.filter(organisation=facts)
    if not is_member:
        # The address is not even fetched.
        rows = rows.filter(name_is_public=True).defer("email")
    return list(rows), is_member
