"""What the worker does for events once a day."""

import logging

from campaigns.events.erasing import erase_expired_questions
from core.worker import register_daily

logger = logging.getLogger(__name__)


@register_daily
def erase_questions() -> None:
    """Erase the questions for events that were long enough ago."""
    logger.info("Erased %d questions for events", erase_expired_questions())
