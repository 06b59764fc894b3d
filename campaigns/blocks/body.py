"""The text of a campaign, an update or a story."""

from core.blocks import BodyBlock
from core.blocks.testimony import TestimonyBlock


class CampaignBodyBlock(BodyBlock):
    """What every page has, and the words of those it is about."""

    testimony = TestimonyBlock()
