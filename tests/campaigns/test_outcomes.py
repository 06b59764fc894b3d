"""How petitions end and go on with their campaigns."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from campaigns.models import CampaignIndexPage, CampaignPage
from core.models import HomePage
from petitions.models import PetitionIndexPage, PetitionPage
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    PetitionPageFactory,
    link_petition,
    petition_of,
)


@pytest.fixture
def index(home: HomePage) -> CampaignIndexPage:
    return CampaignIndexPageFactory(parent=home)


@pytest.fixture
def campaign(index: CampaignIndexPage, page: PetitionPage) -> CampaignPage:
    made = CampaignPageFactory(parent=index)
    link_petition(made, page)
    return made


def end(campaign: CampaignPage, state: str) -> None:
    # Anew from the database: what is linked to it may have changed.
    campaign = CampaignPage.objects.get(pk=campaign.pk)
    campaign.state = state
    campaign.outcome_date = None if state == "running" else date(2026, 11, 1)
    campaign.save_revision().publish()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("won", "has been reached. No more signatures are needed."),
        ("partly-won", "Part of what this petition asked for has been reached"),
        ("closed", "The campaign that this petition belongs to has ended."),
    ],
)
def test_a_petition_ends_with_thanks(
    campaign: CampaignPage, page: PetitionPage, client: Client, state: str, sentence: str
) -> None:
    end(campaign, state)
    html = client.get(page.url).content.decode()
    assert sentence in html
    assert "Thank you to everyone who signed." in html
    assert "<form" not in html
    assert petition_of(page).phase == "closed"
    html = client.get(campaign.url).content.decode()
    assert "What people signed" in html
    assert "Thank you to everyone who signed, wrote and spoke up." in html


def test_who_is_late_is_told_and_not_counted(
    campaign: CampaignPage, page: PetitionPage, client: Client, form_data: dict[str, str]
) -> None:
    end(campaign, "won")
    response = client.post(page.url, form_data, HTTP_ORIGIN="http://testserver")
    assert "closed while you were filling in" in response.content.decode()
    assert not petition_of(page).signatures.exists()


def test_it_goes_on_with_its_campaign(campaign: CampaignPage, page: PetitionPage) -> None:
    end(campaign, "won")
    end(campaign, "running")
    assert petition_of(page).is_open


def test_one_that_was_closed_by_itself_stays_closed(
    campaign: CampaignPage, page: PetitionPage
) -> None:
    page.is_closed = True
    page.save_revision().publish()
    end(campaign, "won")
    end(campaign, "running")
    assert not petition_of(page).is_open


def test_with_two_campaigns_it_ends_with_the_last(
    campaign: CampaignPage, index: CampaignIndexPage, page: PetitionPage
) -> None:
    other = CampaignPageFactory(parent=index)
    link_petition(other, page)
    end(campaign, "closed")
    assert petition_of(page).is_open
    end(other, "won")
    assert petition_of(page).outcome == "won"


@pytest.mark.parametrize("way", ["unpublish", "delete", "unlink"])
def test_it_goes_on_without_its_campaign(
    campaign: CampaignPage, page: PetitionPage, way: str
) -> None:
    end(campaign, "won")
    campaign = CampaignPage.objects.get(pk=campaign.pk)
    if way == "unpublish":
        campaign.unpublish()
    elif way == "delete":
        campaign.delete()
    else:
        campaign.petitions.clear()
        campaign.save_revision().publish()
    assert petition_of(page).is_open


def test_a_petition_that_comes_later_has_ended_as_well(
    campaign: CampaignPage, petition_index: PetitionIndexPage
) -> None:
    draft = PetitionPageFactory.build(title="Late", slug="late", live=False)
    petition_index.add_child(instance=draft)
    link_petition(CampaignPage.objects.get(pk=campaign.pk), draft)
    end(campaign, "won")
    draft.save_revision().publish()
    assert petition_of(draft).outcome == "won"


def test_publishing_the_petition_anew_does_not_open_it(
    campaign: CampaignPage, page: PetitionPage
) -> None:
    end(campaign, "won")
    page.refresh_from_db()
    page.summary = "Another summary."
    page.save_revision().publish()
    assert not petition_of(page).is_open


def test_a_draft_of_a_campaign_ends_nothing(campaign: CampaignPage, page: Any) -> None:
    campaign.state = "won"
    campaign.outcome_date = date(2026, 11, 1)
    campaign.save_revision()
    assert petition_of(page).is_open
