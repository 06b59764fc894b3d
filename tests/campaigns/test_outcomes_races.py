"""Two editors at once, each at one of the campaigns of a petition."""

from datetime import date

from django.db import transaction

from campaigns.models import CampaignPage
from core.models import HomePage
from petitions.models import PetitionPage
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    link_petition,
    petition_of,
)
from tests.petitions.threads import at_once, needs_postgresql

pytestmark = needs_postgresql

ROUNDS = 4


def publish_as(pk: int, state: str) -> None:
    """Publish a campaign in a state, in one transaction."""
    campaign = CampaignPage.objects.get(pk=pk)
    campaign.state = state
    campaign.outcome_date = None if state == "running" else date(2026, 11, 1)
    with transaction.atomic():
        campaign.save_revision().publish()


def test_a_petition_ends_when_its_campaigns_end_at_once(home: HomePage, page: PetitionPage) -> None:
    index = CampaignIndexPageFactory(parent=home)
    campaigns = [CampaignPageFactory(parent=index) for _one in range(2)]
    for campaign in campaigns:
        link_petition(campaign, page)
    for _round in range(ROUNDS):
        at_once(*(lambda pk=campaign.pk: publish_as(pk, "won") for campaign in campaigns))
        assert petition_of(page).outcome == "won"
        for campaign in campaigns:
            publish_as(campaign.pk, "running")
        assert petition_of(page).is_open
