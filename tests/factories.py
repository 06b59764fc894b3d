"""Pages, petitions and signatures for tests, made the way the site makes them."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import factory
import wagtail_factories
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from campaigns.directory.names import slug_of
from campaigns.models import (
    CampaignIndexPage,
    CampaignPage,
    CampaignPetition,
    CampaignUpdatePage,
    Organisation,
    OrganisationIndexPage,
)
from core.addresses import email_key
from core.models import HomePage, StandardPage
from petitions.counting import add_to_count
from petitions.models import Petition, PetitionIndexPage, PetitionPage, PetitionText, Signature
from resources.models import GuidanceIndexPage, GuidanceNotePage
from users.models import User


class UserFactory(DjangoModelFactory):
    """A member of staff without permissions."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"staff{n}@example.org")
    password = factory.django.Password("correct horse battery")


class PublishedPageFactory(wagtail_factories.PageFactory):
    """A page that went live through Wagtail's own publishing."""

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: Any) -> Any:
        page = super()._create_instance(model_class, parent, kwargs)
        page.save_revision().publish()
        page.refresh_from_db()
        return page


class HomePageFactory(wagtail_factories.PageFactory):
    """The first page of a language, live without a revision: nearly every test has one."""

    class Meta:
        model = HomePage

    last_published_at = factory.LazyFunction(timezone.now)
    title = "Home"


class StandardPageFactory(PublishedPageFactory):
    """A plain page."""

    class Meta:
        model = StandardPage

    title = "About us"


class PetitionIndexPageFactory(wagtail_factories.PageFactory):
    """The list of petitions, live without a revision."""

    class Meta:
        model = PetitionIndexPage

    last_published_at = factory.LazyFunction(timezone.now)
    title = "Petitions"
    slug = "petitions"


class PetitionPageFactory(PublishedPageFactory):
    """An open petition that people and organisations may sign."""

    class Meta:
        model = PetitionPage

    title = "Dignity in the news"
    slug = factory.Sequence(lambda n: f"dignity-{n}")
    summary = "Tell stories with the people they belong to."
    addressee = "Editors of newspapers"
    text = "<p>We ask editors to tell stories with dignity.</p>"
    accepts = "both"
    goals = factory.LazyFunction(lambda: [1000, 5000, 10000])


class SignatureFactory(DjangoModelFactory):
    """A signature in any state; a confirmed one is counted."""

    class Meta:
        model = Signature

    petition: Any = None
    given_name = "Ana"
    family_name = factory.Sequence(lambda n: f"Silva {n}")
    email = factory.Sequence(lambda n: f"signer{n}@example.org")
    email_key = factory.LazyAttribute(lambda signature: email_key(signature.email))
    country = "PT"
    language = "en"
    created_at = factory.LazyFunction(timezone.now)
    pending_since = factory.LazyAttribute(lambda signature: signature.created_at)
    text = factory.LazyAttribute(
        lambda signature: PetitionText.objects.get(
            petition=signature.petition, kind="petition", is_current=True, language="en"
        )
    )

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Signature:
        signature = super()._create(model_class, *args, **kwargs)
        if signature.counts:
            is_person = signature.kind == Signature.Kind.PERSON
            add_to_count(
                signature.petition_id, people=int(is_person), organisations=int(not is_person)
            )
        return signature


def petition_of(page: PetitionPage) -> Petition:
    """Return the stored record of a page, with its count fresh from the database."""
    return Petition.objects.select_related("count").get(uuid=page.petition_uuid)


class GuidanceIndexPageFactory(PublishedPageFactory):
    """The list of guidance."""

    class Meta:
        model = GuidanceIndexPage

    title = "Guidance"
    slug = "guidance"


class GuidanceNotePageFactory(PublishedPageFactory):
    """A note in its first edition: a section with a part, a principle, and a checklist."""

    class Meta:
        model = GuidanceNotePage

    title = "Note on pictures"
    slug = factory.Sequence(lambda n: f"note-{n}")
    summary = "How to choose pictures with respect."
    edition_date = date(2016, 11, 10)
    body = factory.LazyFunction(lambda: json.dumps(NOTE_BODY))
    annexes = factory.LazyFunction(lambda: json.dumps(NOTE_ANNEXES))


class CampaignIndexPageFactory(PublishedPageFactory):
    """The list of campaigns."""

    class Meta:
        model = CampaignIndexPage

    title = "Campaigns"
    slug = "campaigns"


class CampaignPageFactory(PublishedPageFactory):
    """A campaign that runs."""

    class Meta:
        model = CampaignPage

    title = "My Story, My Dignity"
    slug = factory.Sequence(lambda n: f"campaign-{n}")
    summary = "Media tell stories with the people they belong to."
    problem = "<p>Pictures of chains say little.</p>"
    ask = "<p>Review your style guide.</p>"


class CampaignUpdatePageFactory(PublishedPageFactory):
    """Something new in a campaign."""

    class Meta:
        model = CampaignUpdatePage

    title = factory.Sequence(lambda n: f"News number {n}")
    slug = factory.Sequence(lambda n: f"news-{n}")
    summary = "What has happened since."
    date = factory.Sequence(lambda n: date(2017, 3, 1) + timedelta(days=n))


def link_petition(campaign: CampaignPage, petition: PetitionPage) -> None:
    """Make a petition one of a campaign's, as an editor does, and publish."""
    campaign.petitions.add(CampaignPetition(petition=petition))
    campaign.save_revision().publish()


class OrganisationIndexPageFactory(PublishedPageFactory):
    """The directory of organisations."""

    class Meta:
        model = OrganisationIndexPage

    title = "Organisations"
    slug = "organisations"


class OrganisationFactory(DjangoModelFactory):
    """An organisation that is in the directory, without a revision, as imports make it."""

    class Meta:
        model = Organisation

    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="en"))
    name = factory.Sequence(lambda n: f"Shelter {n}")
    slug = factory.LazyAttribute(lambda organisation: slug_of(organisation.name))
    live = True
    first_published_at = factory.LazyFunction(timezone.now)


def _block(number: int, kind: str, **value: Any) -> dict[str, Any]:
    return {"id": str(UUID(int=number)), "type": kind, "value": value}


def _text(number: int, html: str) -> dict[str, Any]:
    return {"id": str(UUID(int=number)), "type": "text", "value": html}


NOTE_BODY = [
    _block(
        1,
        "section",
        heading="Introduction",
        key_message="",
        short_version="leave_out",
        content=[_text(11, "<p>Pictures speak before words do ((A footnote about this.)).</p>")],
    ),
    _block(
        2,
        "subsection",
        heading="Who should read this",
        key_message="",
        short_version="leave_out",
        content=[_text(12, "<p>Everyone who chooses pictures.</p>")],
    ),
    _block(
        3,
        "principle",
        heading="Respect",
        key_message="Choose pictures that the person would choose.",
        short_version="key_message",
        content=[_text(13, "<p>Leave chains and shadows out ((A second footnote.)).</p>")],
    ),
]
NOTE_ANNEXES = [
    _block(
        4,
        "form_letter",
        heading="Letter of consent",
        introduction="",
        short_version="leave_out",
        letter="<p>I, [[Name of the person]], agree.</p>",
        document=None,
    ),
    _block(
        5,
        "checklist",
        heading="Checklist",
        introduction="",
        short_version="whole",
        groups=[
            {
                "id": str(UUID(int=50)),
                "type": "item",
                "value": {
                    "heading": "Before",
                    "items": [
                        {"id": str(UUID(int=51)), "type": "item", "value": "Ask the person."},
                        {"id": str(UUID(int=52)), "type": "item", "value": "Ask again."},
                    ],
                },
            }
        ],
    ),
]
