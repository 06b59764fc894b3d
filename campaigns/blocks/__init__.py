"""The StreamField blocks of campaigns and coalitions."""

from campaigns.blocks.objectives import ObjectivesBlock

__all__ = ["ObjectivesBlock"]
