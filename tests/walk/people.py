"""Those who walk, and those about whom nobody is to learn anything without the permission."""

from dataclasses import dataclass, field
from itertools import product

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import models
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import SegmentOverride

from campaigns.models import Application, Event, EventQuestion, Liaison, SentStory
from core.addresses import email_key
from core.models import BasePage, HomePage
from petitions.models import (
    Consent,
    PaperBatch,
    PetitionPage,
    PetitionText,
    RepeatedSigning,
    Signature,
)
from resources.models import Comment
from tests.campaigns.applying import make_form
from tests.campaigns.events import EventIndexPageFactory, EventPageFactory
from tests.campaigns.stories import StoryIndexPageFactory, StoryPageFactory
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    CampaignUpdatePageFactory,
    GuidanceIndexPageFactory,
    GuidanceNotePageFactory,
    OrganisationIndexPageFactory,
    SignatureFactory,
    UserFactory,
    petition_of,
)
from tests.petitions.staff import MODERATOR, browser, member
from tests.translators.world import World, make_world
from users.models import User

SIGNER = {
    "given_name": "Quenby",
    "family_name": "Zylkowska",
    "organisation_name": "Xanthorrhoea League",
    "organisation_role": "Quaestor",
    "organisation_website": "https://xanthorrhoea.example/",
    "email": "quenby@zylkowska.example",
    "comment": "Vexillology matters",
}
# Who else has sent something, by what one needs to be allowed to read it.
OTHERS: dict[str, tuple[type[models.Model], dict[str, str]]] = {
    "petitions.view_paperbatch": (PaperBatch, {"collected_by": "Zebedee Quirke"}),
    "resources.view_comment": (
        Comment,
        {"name": "Ottoline Vanderquast", "email": "ottoline@vanderquast.example"},
    ),
    "campaigns.view_application": (
        Application,
        {"name": "Iphigenia Quorn", "email": "iphigenia@quorn.example"},
    ),
    "campaigns.view_sentstory": (
        SentStory,
        {"name": "Thessaly Wrexham", "email": "thessaly@wrexham.example"},
    ),
    "campaigns.view_eventquestion": (EventQuestion, {"name": "Umberto Jaxley"}),
    "campaigns.view_liaison": (
        Liaison,
        {"name": "Perpetua Yborra", "email": "perpetua@yborra.example"},
    ),
}
# What tells of somebody, by what one needs to be allowed to read it.
MARKS: dict[str, list[str]] = {
    "petitions.view_signature": list(SIGNER.values()),
    **{permission: list(marks.values()) for permission, (_model, marks) in OTHERS.items()},
}
# By this a person could be recognised: it is for the database alone.
KEY = email_key(SIGNER["email"])
# What is counted before and after.
KEPT = (Signature, Consent, RepeatedSigning, *(model for model, _marks in OTHERS.values()))

ROLES = ("anonymous", "translator", "editor", "moderator", "staff", "superuser")


@dataclass
class People:
    """A site with somebody's data in each place where there is any, and those who look at it."""

    world: World
    petition_page: PetitionPage
    signature: Signature
    # By role; nobody is logged in as "anonymous".
    users: dict[str, User | None]
    pages: list[Page] = field(default_factory=list)

    def may_read(self, role: str, permission: str) -> bool:
        """Whether what tells of somebody is for a role's eyes."""
        user = self.users[role]
        return user is not None and user.has_perm(permission)


def make_people(page: PetitionPage) -> People:
    """Make everything below a live petition."""
    world = make_world(page)
    # Below a password one would only be asked for it; and what is overridden there fits no field.
    PageViewRestriction.objects.all().delete()
    SegmentOverride.objects.all().delete()
    Event.objects.update(texts={"en": {"title": "From consent to headline"}})
    signature = _signer(page)
    for model, marks in OTHERS.values():
        model._default_manager.update(**marks)
    Comment.objects.update(visibility="hidden")
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    people = People(
        world,
        page,
        signature,
        {
            "anonymous": None,
            "translator": world.translator,
            "editor": editor,
            "moderator": member(*MODERATOR),
            "staff": world.staff,
            "superuser": world.superuser,
        },
    )
    people.pages = _pages(HomePage.objects.get(depth=2, locale=page.locale))
    return people


def _signer(page: PetitionPage) -> Signature:
    """Somebody in each state, as a person and for an organisation, who wants nothing shown."""
    petition = petition_of(page)
    Signature.objects.all().delete()
    wording = PetitionText.objects.filter(petition=petition, kind="terms")[0]
    rows = product(Signature.Status.values, Signature.Kind.values)
    for number, (status, kind) in enumerate(rows):
        row = SignatureFactory(
            petition=petition,
            status=status,
            kind=kind,
            visibility="hidden",
            **SIGNER,
            email_key=KEY
            if (status, kind) == ("quarantined", "organisation")
            else f"{number:064x}",
        )
        Consent.objects.create(signature=row, purpose="terms", text=wording)
    RepeatedSigning.objects.create(
        petition=petition, email=SIGNER["email"], email_key=KEY, submission=SIGNER
    )
    signature = Signature.objects.get(email_key=KEY)
    # Leaves lines in the log, as each decision does.
    for action in ("release", "invalidate"):
        url = reverse("wagtail_bulk_action", args=["petitions", "signature", action])
        browser(*MODERATOR).post(f"{url}?id={signature.pk}")
    signature.refresh_from_db()
    assert signature.status == Signature.Status.INVALID
    return signature


def _pages(home: HomePage) -> list[Page]:
    """Return a live page of every kind in English."""
    campaigns = CampaignIndexPageFactory(parent=home)
    campaign = CampaignPageFactory(parent=campaigns)
    stories = StoryIndexPageFactory(parent=home)
    guidance = GuidanceIndexPageFactory(parent=home)
    CampaignUpdatePageFactory(parent=campaign)
    OrganisationIndexPageFactory(parent=home)
    StoryPageFactory(parent=stories)
    GuidanceNotePageFactory(parent=guidance, slug="note-on-pictures")
    EventPageFactory(parent=EventIndexPageFactory(parent=home))
    make_form(home)
    pages = Page.objects.live().filter(locale=home.locale, depth__gt=1).specific()
    missing = set(_kinds()) - {type(page) for page in pages}
    assert not missing, f"Make a page of each kind here; these have none: {missing}"
    return list(pages)


def _kinds() -> list[type[Page]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, BasePage) and not model.__module__.startswith("tests.")
    ]
