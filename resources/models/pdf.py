"""The PDFs of editions: rows from the moment of publication, files when they are made."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.models.editions import EditionText


def pdf_path(pdf: "EditionPdf", filename: str) -> str:
    """Return where a PDF is kept: by what it is, so that whoever looks finds it."""
    return f"editions/{pdf.text.edition.note.code}/{filename}"


class EditionPdf(models.Model):
    """An edition as a PDF, in full or short: to be made, made, or given up."""

    class Version(models.TextChoices):
        """How much of the edition it holds."""

        FULL = "full", _("full version")
        SHORT = "short", _("short version")

    class Status(models.TextChoices):
        """Where a PDF stands."""

        WAITING = "waiting", _("waiting")
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    text = models.ForeignKey(
        EditionText, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="pdfs"
    )
    version = models.CharField(_("version"), max_length=5, choices=Version.choices)
    status = models.CharField(
        _("status"), max_length=7, choices=Status.choices, default=Status.WAITING
    )
    # When a reader first waited for it: that goes before what nobody waits for.
    asked_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    # Which worker makes it, and until when; after that any worker may.
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to=pdf_path, max_length=200, blank=True)
    # Bytes.
    size = models.PositiveBigIntegerField(_("size"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    # The name of the last error; empty when all is well.
    error = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)

    class Meta:
        verbose_name = _("PDF of an edition")
        verbose_name_plural = _("PDFs of editions")
        constraints = [
            models.UniqueConstraint(fields=["text", "version"], name="one_pdf_per_version")
        ]
        indexes = [
            # The worker's question: what is there to do?
            models.Index(
                fields=["not_before"], condition=Q(status="waiting"), name="edition_pdf_due"
            ),
            models.Index(
                fields=["claimed_until"], condition=Q(status="making"), name="edition_pdf_claimed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id}/{self.version}"

    @property
    def filename(self) -> str:
        """What the file is called, the same on paper's way to every reader."""
        text, short = self.text, "-short" if self.version == self.Version.SHORT else ""
        return f"{text.edition.note.code}-{text.label}-{text.language}{short}.pdf"
