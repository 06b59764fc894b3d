"""Pages, petitions and signatures for tests, made the way the site makes them."""

from typing import Any

import factory
import wagtail_factories
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.models import HomePage, StandardPage
from petitions.addresses import email_key
from petitions.counting import add_to_count
from petitions.models import Petition, PetitionIndexPage, PetitionPage, PetitionText, Signature
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


class HomePageFactory(PublishedPageFactory):
    """The first page of a language."""

    class Meta:
        model = HomePage

    title = "Home"


class StandardPageFactory(PublishedPageFactory):
    """A plain page."""

    class Meta:
        model = StandardPage

    title = "About us"


class PetitionIndexPageFactory(PublishedPageFactory):
    """The list of petitions."""

    class Meta:
        model = PetitionIndexPage

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
