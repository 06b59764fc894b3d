"""What the worker does for petitions once a day."""

import logging

from core.worker import register_daily
from petitions.counting import reconcile
from petitions.erasing import erase_expired
from petitions.models import Petition

logger = logging.getLogger(__name__)


@register_daily
def reconcile_counts() -> None:
    """Compare every counter with its rows, repair it, and say so."""
    for petition in Petition.objects.all():
        for name, (stored, counted) in reconcile(petition.pk).items():
            logger.error(
                "Petition %s: the count of %s was %d and is %d by its rows; repaired",
                petition.uuid,
                name,
                stored,
                counted,
            )


@register_daily
def erase_what_expired() -> None:
    """Erase signatures that nobody confirmed in time, and what was withdrawn a while ago."""
    signatures, mails = erase_expired()
    logger.info("Erased %d expired signatures and %d records of mails", signatures, mails)
