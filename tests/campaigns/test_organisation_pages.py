"""The page of an organisation, who sees a liaison's address, and what happens when one goes."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail.models import Locale

from campaigns.models import (
    Liaison,
    Membership,
    Organisation,
    OrganisationIndexPage,
    OrganisationNote,
)
from core.models import HomePage
from petitions.models import PetitionPage, Signature
from tests.factories import (
    GuidanceIndexPageFactory,
    GuidanceNotePageFactory,
    OrganisationFactory,
    OrganisationIndexPageFactory,
    SignatureFactory,
    UserFactory,
    petition_of,
)
from tests.translating import staff, translate

pytestmark = pytest.mark.one_database

ADDRESS = "liaison-secret@haven.example.org"


@pytest.fixture
def index(home: HomePage) -> OrganisationIndexPage:
    return OrganisationIndexPageFactory(parent=home)


@pytest.fixture
def haven(db: Any) -> Organisation:
    made = OrganisationFactory(
        name="Haven",
        slug="haven",
        summary="Shelter.",
        website="https://haven.example.org/",
        countries=("KE",),
        languages=("sw",),
        activities=("aftercare",),
    )
    Liaison.objects.create(organisation=made, name="Amina Odhiambo", email=ADDRESS)
    return made


def read(client: Client, address: str = "/en/organisations/haven/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def member() -> Client:
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Members of the coalition"))
    client = Client()
    client.force_login(user)
    return client


def test_what_the_page_says(
    index: OrganisationIndexPage, haven: Organisation, client: Client
) -> None:
    html = read(client)
    for text in ("Haven", "Shelter.", "Kenya", "Swahili", "Aftercare", "haven.example.org"):
        assert text in html
    assert '<link rel="canonical" href="http://testserver/en/organisations/haven/">' in html


def test_a_draft_has_no_page(index: OrganisationIndexPage, client: Client) -> None:
    OrganisationFactory(name="Draft", slug="draft", live=False)
    assert client.get("/en/organisations/draft/").status_code == 404
    assert client.get("/en/organisations/nobody/").status_code == 404


def test_its_words_are_translated_and_its_facts_are_the_sources(
    index: OrganisationIndexPage, haven: Organisation, spanish: Locale, client: Client
) -> None:
    translate(index.get_parent(), spanish)
    translate(index, spanish)
    html = read(client, "/es/organisations/haven/")
    assert '<h1 lang="en" dir="ltr">Haven</h1>' in html
    assert "Kenia" in html
    assert '<link rel="canonical" href="http://testserver/en/organisations/haven/">' in html
    translate(haven, spanish)
    haven.countries = ("TH",)
    haven.save()
    html = read(client, "/es/organisations/haven/")
    assert "<h1>es: Haven</h1>" in html
    assert "Tailandia" in html
    assert '<link rel="canonical" href="http://testserver/es/organisations/haven/">' in html
    assert 'hreflang="en" href="http://testserver/en/organisations/haven/"' in html


@pytest.mark.both_databases
def test_coalitions_and_members_lead_to_each_other(
    index: OrganisationIndexPage, haven: Organisation, client: Client
) -> None:
    union = OrganisationFactory(name="Joint Voice", slug="joint-voice", kind="coalition")
    union.objectives = [("objective", {"title": "Equal say", "text": "In every room."})]
    union.save()
    gone = OrganisationFactory(name="Gone", live=False)
    for organisation, role in ((haven, "chair"), (gone, "member")):
        Membership.objects.create(coalition=union, member=organisation, role=role)
    assert 'href="/en/organisations/joint-voice/"' in read(client)
    html = read(client, "/en/organisations/joint-voice/")
    assert 'href="/en/organisations/haven/"' in html
    assert "Chair" in html
    assert "Equal say" in html
    assert "Gone" not in html


@pytest.mark.both_databases
def test_guidance_it_has_worked_on(
    index: OrganisationIndexPage, home: HomePage, haven: Organisation, client: Client
) -> None:
    note = GuidanceNotePageFactory(
        parent=GuidanceIndexPageFactory(parent=home), title="On pictures"
    )
    OrganisationNote.objects.create(organisation=haven, note=note)
    assert "On pictures" in read(client)
    note.unpublish()
    assert "On pictures" not in read(client)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({}, True),
        ({"organisation_name": "Haven Ltd"}, False),
        ({"country": "SE"}, False),
        ({"is_approved": False}, False),
        ({"visibility": "hidden"}, False),
        ({"status": Signature.Status.PENDING}, False),
    ],
)
def test_what_it_has_signed_is_shown_as_the_wall_shows_it(
    index: OrganisationIndexPage,
    haven: Organisation,
    page: PetitionPage,
    client: Client,
    fields: dict[str, Any],
    is_shown: bool,
) -> None:
    SignatureFactory(
        **{
            "petition": petition_of(page),
            "kind": Signature.Kind.ORGANISATION,
            "organisation_name": "Haven",
            "country": "KE",
            "status": Signature.Status.CONFIRMED,
            "is_approved": True,
            "visibility": "full",
            **fields,
        }
    )
    assert (page.title in read(client)) is is_shown


# --- the liaison ------------------------------------------------------------


def test_only_members_see_a_liaison(
    index: OrganisationIndexPage, haven: Organisation, client: Client
) -> None:
    html = read(client)
    assert "Amina" not in html
    assert ADDRESS not in html
    response = member().get("/en/organisations/haven/")
    assert ADDRESS in response.content.decode()
    assert "Amina Odhiambo" in response.content.decode()
    assert "no-store" in response["Cache-Control"] or "private" in response["Cache-Control"]


def test_somebody_who_is_logged_in_and_no_member_sees_no_more(
    index: OrganisationIndexPage, haven: Organisation
) -> None:
    client = Client()
    client.force_login(UserFactory())
    assert ADDRESS not in read(client)


def test_a_name_in_public_is_a_name_without_its_address(
    index: OrganisationIndexPage, haven: Organisation, client: Client
) -> None:
    Liaison.objects.update(name_is_public=True)
    html = read(client)
    assert "Amina Odhiambo" in html
    assert ADDRESS not in html


@pytest.mark.parametrize(
    "address",
    [
        "/en/organisations/",
        "/en/organisations/?q=haven",
        "/en/organisations/?q=liaison-secret",
        "/en/organisations/?q=Amina",
        "/en/organisations/by-country/",
        "/en/organisations/haven/",
        "/en/",
        "/sitemap.xml",
        "/en/search/?q=haven",
        "/en/search/?q=liaison-secret",
        "/en/search/?q=Amina",
        "/api/v2/pages/",
        "/api/v2/pages/?type=campaigns.OrganisationIndexPage&fields=*",
        "/api/v2/pages/?search=Amina",
    ],
)
def test_the_address_is_nowhere_in_public(
    index: OrganisationIndexPage, haven: Organisation, client: Client, address: str
) -> None:
    """Nor the name of somebody who has not agreed to it; what the reader typed aside."""
    html = client.get(address).content.decode()
    assert ADDRESS not in html
    assert "Odhiambo" not in html


def test_the_address_is_in_no_revision_and_no_translation(
    haven: Organisation, spanish: Locale
) -> None:
    haven.save_revision().publish()
    translated = translate(haven, spanish)
    assert ADDRESS not in str(haven.latest_revision.content)
    assert ADDRESS not in str(translated.latest_revision.content)
    assert Liaison.objects.count() == 1


# --- the admin --------------------------------------------------------------


def edit_url(organisation: Organisation) -> str:
    return reverse("wagtailsnippets_campaigns_organisation:edit", args=[organisation.pk])


def test_staff_make_an_organisation(index: OrganisationIndexPage, client: Client) -> None:
    client.force_login(staff())
    data = {
        "name": "Fair Frame",
        "slug": "fair-frame",
        "kind": "media",
        "countries": "Kenya, Uganda",
        "languages": "English",
        "activities": ["reporting"],
        "description": "null",
        "objectives-count": "0",
        "members-TOTAL_FORMS": "0",
        "members-INITIAL_FORMS": "0",
        "notes-TOTAL_FORMS": "0",
        "notes-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    add = reverse("wagtailsnippets_campaigns_organisation:add")
    html = client.post(add, {**data, "countries": "Kenya, Atlantis"}).content.decode()
    assert "Atlantis" in html
    assert not Organisation.objects.exists()
    assert client.post(add, data).status_code == 302
    made = Organisation.objects.get()
    assert made.live
    assert made.countries == ("KE", "UG")
    assert made.activities == ("reporting",)
    assert "Fair Frame" in read(client, "/en/organisations/fair-frame/")


@pytest.mark.both_databases
def test_a_name_that_is_there_already_is_pointed_out(
    haven: Organisation, admin_client: Client
) -> None:
    data = {
        "name": "HAVEN",
        "slug": "haven-2",
        "kind": "ngo",
        "description": "null",
        "objectives-count": "0",
        "members-TOTAL_FORMS": "0",
        "members-INITIAL_FORMS": "0",
        "notes-TOTAL_FORMS": "0",
        "notes-INITIAL_FORMS": "0",
    }
    add = reverse("wagtailsnippets_campaigns_organisation:add")
    html = admin_client.post(add, data, follow=True).content.decode()
    assert "“Haven” is in the directory already" in html


def test_a_logo_needs_a_permission(haven: Organisation) -> None:
    from django.core.exceptions import ValidationError

    haven.logo_id = 1
    with pytest.raises(ValidationError, match="Write who has allowed"):
        haven.clean()


def test_the_editor_shows_the_liaison_to_those_who_may(haven: Organisation, client: Client) -> None:
    client.force_login(staff())
    assert ADDRESS in client.get(edit_url(haven)).content.decode()


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_what_will_happen_is_said_first(
    index: OrganisationIndexPage, haven: Organisation, action: str
) -> None:
    client = Client()
    client.force_login(staff())
    union = OrganisationFactory(name="Joint Voice", slug="joint-voice", kind="coalition")
    Membership.objects.create(coalition=union, member=haven)
    url = reverse(f"wagtailsnippets_campaigns_organisation:{action}", args=[haven.pk])
    html = client.get(url).content.decode()
    assert "no longer shown as a member of 1 coalition" in html
    assert ("1 liaison is deleted" in html) is (action == "delete")
    assert client.post(url).status_code == 302
    assert client.get("/en/organisations/haven/").status_code == 404
    html = read(client, "/en/organisations/joint-voice/")
    assert "Haven" not in html
    assert "Joint Voice" in read(client, "/en/organisations/")


@pytest.mark.both_databases
def test_the_list_of_organisations_is_searched_by_name(haven: Organisation, client: Client) -> None:
    OrganisationFactory(name="Lens", slug="lens")
    client.force_login(staff())
    url = reverse("wagtailsnippets_campaigns_organisation:list")
    html = client.get(url, {"q": "hav"}).content.decode()
    assert "Haven" in html
    assert "Lens" not in html


# --- cost -------------------------------------------------------------------


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.both_databases
def test_a_page_costs_the_same_however_many_members(
    index: OrganisationIndexPage, haven: Organisation, client: Client
) -> None:
    union = OrganisationFactory(name="Joint Voice", slug="joint-voice", kind="coalition")
    Membership.objects.create(coalition=union, member=haven)
    read(client, "/en/organisations/joint-voice/")
    before = queries(client, "/en/organisations/joint-voice/")
    for number in range(30):
        Membership.objects.create(coalition=union, member=OrganisationFactory(name=f"M {number}"))
    assert queries(client, "/en/organisations/joint-voice/") == before


def test_staff_name_a_liaison_and_nobody_else_can_choose_one(
    haven: Organisation, client: Client
) -> None:
    client.force_login(staff())
    data = {"organisation": haven.pk, "name": "Ben", "role": "", "email": "ben@example.org"}
    assert client.post(reverse("campaigns_liaisons:add"), data).status_code == 302
    html = client.get(reverse("campaigns_liaisons:index"), {"q": "ben@"}).content.decode()
    assert "Ben" in html
    assert "Amina" not in html
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsnippetchoosers_campaigns_liaison:choose")
