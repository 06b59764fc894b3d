"""The StreamField blocks of campaigns and coalitions."""

from campaigns.blocks.body import CampaignBodyBlock
from campaigns.blocks.objectives import ObjectivesBlock
from campaigns.blocks.press import PressKitBlock
from campaigns.blocks.targets import TargetsBlock
from campaigns.blocks.timeline import MilestonesBlock

__all__ = [
    "CampaignBodyBlock",
    "MilestonesBlock",
    "ObjectivesBlock",
    "PressKitBlock",
    "TargetsBlock",
]
