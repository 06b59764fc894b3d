"""The home page: what runs now, who has come together, the newest guidance."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

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
            OrganisationFactory()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client)
        return len(captured)

    grow(3)
    read(client)
    before = queries()
    grow(5)
    assert queries() == before
