"""The home page: what runs now, who has come together, the newest guidance."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from campaigns.models import Membership
from core.models import HomePage
from petitions.models import PetitionPage, Signature
from tests.campaigns.events import EventIndexPageFactory, EventPageFactory
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    GuidanceIndexPageFactory,
    GuidanceNotePageFactory,
    OrganisationFactory,
    OrganisationIndexPageFactory,
    PetitionPageFactory,
    SignatureFactory,
    petition_of,
)
from tests.translating import translate

pytestmark = pytest.mark.one_database


def read(client: Client) -> str:
    return str(client.get("/en/").content.decode())


def test_an_empty_site_has_a_whole_home_page(home: HomePage, client: Client) -> None:
    html = read(client)
    assert "<h1>Home</h1>" in html
    for heading in ("Campaigns", "Next events", "Newest guidance", "Petitions and pledges"):
        assert f">{heading}</h2>" not in html
    assert 'class="together"' not in html


def test_what_runs_and_who_has_come_together(
    home: HomePage, page: PetitionPage, client: Client
) -> None:
    SignatureFactory(petition=petition_of(page), status=Signature.Status.CONFIRMED)
    SignatureFactory(petition=petition_of(page), status=Signature.Status.PENDING)
    OrganisationIndexPageFactory(parent=home)
    OrganisationFactory()
    OrganisationFactory(live=False)
    CampaignPageFactory(parent=CampaignIndexPageFactory(parent=home), title="The campaign")
    EventPageFactory(parent=EventIndexPageFactory(parent=home), title="The webinar")
    html = read(client)
    assert "<strong>1</strong> signature on petitions and pledges" in html
    assert "<strong>1</strong> organisation in the directory" in html
    for title in ("The campaign", "The webinar", page.title):
        assert title in html


def test_the_newest_guidance_first(home: HomePage, client: Client) -> None:
    index = GuidanceIndexPageFactory(parent=home)
    for year in (2015, 2018, 2016, 2017):
        GuidanceNotePageFactory(parent=index, title=f"Y{year}", edition_date=date(year, 1, 1))
    html = read(client)
    assert html.index("Y2018") < html.index("Y2017") < html.index("Y2016")
    assert "Y2015" not in html


def test_the_largest_coalitions_and_their_members(
    home: HomePage, spanish: Locale, client: Client
) -> None:
    translate(home, spanish)
    large, small, empty = (
        OrganisationFactory(name=name, slug=name.lower(), kind="coalition")
        for name in ("Large", "Small", "Empty")
    )
    OrganisationFactory(
        name="Grande", slug="large", locale=spanish, translation_key=large.translation_key
    )
    members = [OrganisationFactory(live=live) for live in (True, True, False)]
    for coalition, joined in ((small, members[:1]), (large, members)):
        for member in joined:
            Membership.objects.create(coalition=coalition, member=member)
    assert "Who works together" not in read(client)
    OrganisationIndexPageFactory(parent=home)
    html = read(client)
    assert html.index(">Large</a>") < html.index("<strong>2</strong> member")
    assert html.index("<strong>2</strong> member") < html.index(">Small</a>")
    assert 'href="/en/organisations/large/"' in html
    assert empty.name not in html
    assert ">Grande</a>" in client.get("/es/").content.decode()


def test_what_is_private_is_not_counted(home: HomePage, page: PetitionPage, client: Client) -> None:
    SignatureFactory(petition=petition_of(page), status=Signature.Status.CONFIRMED)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "on petitions and pledges" not in read(client)


def test_it_costs_the_same_however_much_there_is(
    home: HomePage, page: PetitionPage, client: Client
) -> None:
    campaigns = CampaignIndexPageFactory(parent=home)
    events = EventIndexPageFactory(parent=home)
    guidance = GuidanceIndexPageFactory(parent=home)
    OrganisationIndexPageFactory(parent=home)

    def grow(number: int) -> None:
        for _one in range(number):
            CampaignPageFactory(parent=campaigns)
            EventPageFactory(parent=events)
            GuidanceNotePageFactory(parent=guidance)
            PetitionPageFactory(parent=page.get_parent())
            member = OrganisationFactory()
            coalition = OrganisationFactory(kind="coalition")
            Membership.objects.create(coalition=coalition, member=member)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client)
        return len(captured)

    grow(3)
    read(client)
    before = queries()
    grow(5)
    assert queries() == before
