"""A CSV file with organisations, and what becomes of each of its rows."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.organisations import Organisation


class OrganisationImport(models.Model):
    """A file on its way into the directory: looked through first, then taken over.

    Both are done a batch of rows at a time, by `campaigns.importing`.
    """

    class State(models.TextChoices):
        """How far it is."""

        CHECKING = "checking", _("Being looked through")
        CHECKED = "checked", _("Waits for your decision")
        TAKING = "taking", _("Being taken over")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(_("file"), max_length=200)
    # The text of the file, until all is done with it.
    text = models.TextField(blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CHECKING
    )
    # Columns that nothing is known of; what is in them is left out.
    unknown_columns = models.JSONField(default=list, blank=True)
    rows_in_all = models.PositiveIntegerField(_("rows"), default=0)
    rows_checked = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of organisations")
        verbose_name_plural = _("imports of organisations")
        ordering = ["-created_at"]
        permissions = [
            ("export_organisationimport", "Can take the directory with its liaisons out"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_working(self) -> bool:
        """Whether a worker has something to do for it."""
        return self.state in (self.State.CHECKING, self.State.TAKING)


class ImportRow(models.Model):
    """A row of the file, and the answer to it."""

    class Outcome(models.TextChoices):
        """What becomes of it."""

        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("Nothing new")
        REFUSED = "refused", _("Refused")

    # Named so, as `import` is a word of Python's.
    of_import = models.ForeignKey(OrganisationImport, on_delete=models.CASCADE, related_name="rows")
    # The line of the file, the header being the first.
    line = models.PositiveIntegerField(_("line"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    # What is equal for two rows of the same name or website; see `campaigns.directory.names`.
    name_key = models.CharField(max_length=200, blank=True)
    sound_key = models.CharField(max_length=200, blank=True)
    host = models.CharField(max_length=255, blank=True)
    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome.choices)
    # Why, each as [reason, what it is about]; see `campaigns.importing.reasons`.
    reasons = models.JSONField(default=list, blank=True)
    # What the row says, by field. Emptied when the row is done with.
    values = models.JSONField(default=dict, blank=True)
    # The columns in which something is new.
    changes = models.JSONField(default=list, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Whether it has been taken over; a row that is refused or the same has nothing to take.
    is_taken = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["of_import", "line"], name="one_answer_per_line")
        ]
        indexes = [
            models.Index(fields=["of_import", "name_key"], name="import_row_by_name"),
            models.Index(fields=["of_import", "sound_key"], name="import_row_by_sound"),
            models.Index(fields=["of_import", "host"], name="import_row_by_host"),
            models.Index(fields=["of_import", "outcome", "line"], name="import_row_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.line}"
