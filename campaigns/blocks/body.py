"""The text of a campaign, an update or a story."""

from core.blocks import BodyBlock


class CampaignBodyBlock(BodyBlock):
    """What every page has."""
