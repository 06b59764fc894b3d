"""What the public pages show of petitions and signers, each in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django_countries import countries
from wagtail.models import Page

from core.routing import readable
from petitions.models import Petition, PetitionCount, PetitionPage, Signature
from petitions.records import records_by_uuid

Visibility = Signature.Visibility

# As many as can be read at a glance; the count says the rest.
SIGNERS_SHOWN = 12
ORGANISATIONS_SHOWN = 200


@dataclass(frozen=True)
class PetitionCard:
    """A petition in a list."""

    page: PetitionPage
    petition: Petition

    @property
    def count(self) -> PetitionCount:
        """How many have signed."""
        return self.petition.count

    @property
    def phase(self) -> str:
        """Whether it can be signed."""
        return self.petition.phase


@dataclass(frozen=True)
class PublicSigner:
    """What a signer chose to show: a name, or a country alone."""

    name: str
    country: str
    website: str = ""


def petition_cards(pages: QuerySet[Page], limit: int | None = None) -> list[PetitionCard]:
    """Return cards for the petitions among `pages` that readers find, the open ones first.

    Three queries: what is private, the pages, the records with their counts; a
    fourth where a translation is not live (see `core.routing.readable`).
    """
    found = readable(
        PetitionPage.objects.filter(pk__in=pages.values("pk")).order_by("-first_published_at")
    )
    records = records_by_uuid(page.petition_uuid for page in found)
    cards = [
        PetitionCard(page, records[page.petition_uuid])
        for page in found
        if page.petition_uuid in records
    ]
    cards.sort(key=lambda card: card.phase == Petition.Phase.CLOSED)
    return cards[:limit]


def recent_signers(petition: Petition) -> list[PublicSigner]:
    """Return the people who signed last and chose to be seen. One query."""
    signatures = (
        Signature.objects.filter(
            petition=petition, status=Signature.Status.CONFIRMED, kind=Signature.Kind.PERSON
        )
        .exclude(visibility=Visibility.HIDDEN)
        .order_by("-confirmed_at")
        .only("kind", "given_name", "family_name", "country", "visibility", "organisation_website")
    )
    return [_public(signature) for signature in signatures[:SIGNERS_SHOWN]]


def approved_organisations(petition: Petition) -> list[PublicSigner]:
    """Return the organisations that staff have approved and that want to be seen. One query."""
    signatures = (
        Signature.objects.filter(
            petition=petition,
            status=Signature.Status.CONFIRMED,
            kind=Signature.Kind.ORGANISATION,
            is_approved=True,
            visibility=Visibility.FULL,
        )
        .order_by("organisation_name")
        .only("kind", "organisation_name", "organisation_website", "country", "visibility")
    )
    return [_public(signature) for signature in signatures[:ORGANISATIONS_SHOWN]]


def _public(signature: Signature) -> PublicSigner:
    return PublicSigner(
        name=signature.public_name,
        country=countries.name(str(signature.country)),
        website=signature.organisation_website,
    )
