"""The worker's share: one batch of the oldest import that has something to do."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from campaigns.importing.checking import check_batch
from campaigns.importing.taking import take_batch
from campaigns.models import OrganisationImport

State = OrganisationImport.State
# After so long nobody will decide on what was looked through.
WAITS_FOR = timedelta(days=7)


def work_on_imports() -> bool | None:
    """Do a batch. Return None where there was nothing to do.

    The locks keep other workers waiting for as long as the batch takes, on other
    imports too: two that were taken over at once could each make the same
    organisation. A worker that is killed leaves everything as it was before the batch.
    """
    with transaction.atomic():
        working = OrganisationImport.objects.filter(state__in=[State.CHECKING, State.TAKING])
        locked = working.select_for_update().order_by("created_at", "pk")
        ids = list(locked.values_list("pk", flat=True))
        if not ids:
            return None
        of_import = OrganisationImport.objects.get(pk=ids[0])
        if of_import.state == State.CHECKING:
            check_batch(of_import)
        else:
            take_batch(of_import)
    return True


def take_over(of_import: OrganisationImport) -> bool:
    """Have an import that was looked through taken over. Return False if it is too late for it."""
    return _move(of_import, {State.CHECKED}, State.TAKING)


@transaction.atomic
def cancel(of_import: OrganisationImport) -> bool:
    """Give an import up before anything of it was taken over. Return False if it is too late."""
    done = _move(of_import, {State.CHECKING, State.CHECKED}, State.CANCELLED)
    if done:
        # There may be people's names and addresses in them.
        OrganisationImport.objects.filter(pk=of_import.pk).update(text="", ended_at=timezone.now())
        of_import.rows.update(values={})
    return done


def cancel_forgotten() -> None:
    """Give up what nobody has decided on."""
    waiting = OrganisationImport.objects.filter(
        state=State.CHECKED, created_at__lt=timezone.now() - WAITS_FOR
    )
    for of_import in waiting:
        cancel(of_import)


def _move(of_import: OrganisationImport, allowed: set[str], to: str) -> bool:
    """Move to a state from one of others; False where somebody else was first."""
    moved = OrganisationImport.objects.filter(pk=of_import.pk, state__in=allowed)
    return bool(moved.update(state=to))
