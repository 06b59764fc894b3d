"""What the worker does for stories once a day."""

import logging

from campaigns.stories.drafting import start_what_waits
from campaigns.stories.erasing import erase_expired
from core.worker import register_daily

logger = logging.getLogger(__name__)


@register_daily
def erase_old_stories() -> None:
    """Erase who sent stories, and the stories as they came, after their time."""
    logger.info("Erased %d stories as they were sent in", erase_expired())


@register_daily
def submit_waiting_stories() -> None:
    """Hand drafts to the moderators that have never reached them."""
    logger.info("Submitted %d stories that waited", start_what_waits())
