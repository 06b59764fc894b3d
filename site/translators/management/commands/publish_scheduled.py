"""Publish what is due, translations only when they are whole."""

from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Revision, TranslatableMixin

from translators.publishing import refusal, what_speaks_against


class Command(publish_scheduled.Command):
    """Wagtail's command, which stops at the first page that may not go live."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Take translations that are not whole off the list, say so, and publish the rest."""
        if not options["dryrun"]:
            for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
                self._refuse_unfinished(revision)
        super().handle(*args, **options)

    def _refuse_unfinished(self, revision: Revision) -> None:
        instance = revision.content_object
        if not isinstance(instance, DraftStateMixin) or not isinstance(instance, TranslatableMixin):
            return
        reasons = what_speaks_against(revision)
        if not reasons:
            return
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        log(
            instance=instance,
            action="translators.not_published",
            revision=revision,
            data={"reasons": reasons},
        )
        self.stderr.write(refusal(instance, reasons))
