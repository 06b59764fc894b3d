"""What the worker does for comments once a day."""

import logging

from core.worker import register_daily
from resources.commenting.erasing import erase_expired

logger = logging.getLogger(__name__)


@register_daily
def erase_expired_comments() -> None:
    """Erase comments that nobody confirmed in time, and who wrote those of long ago."""
    erased, forgotten = erase_expired()
    logger.info("Erased %d expired comments and the writers of %d", erased, forgotten)
