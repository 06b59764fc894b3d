"""The StreamField blocks of campaigns."""

from core.blocks import BodyBlock
from core.blocks.testimony import TestimonyBlock


class CampaignBodyBlock(BodyBlock):
    """The body of a campaign's page: what every page has, and the words of those it is about."""

    testimony = TestimonyBlock()
