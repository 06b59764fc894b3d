"""What the worker does for applications once a day."""

import logging

from campaigns.applications.erasing import erase_expired
from core.worker import register_daily

logger = logging.getLogger(__name__)


@register_daily
def erase_old_applications() -> None:
    """Erase applications at the end of the time that their form names, and forgotten files."""
    applications, files = erase_expired()
    logger.info("Erased %d applications and %d other files", applications, files)
