"""Signatures on paper, entered as totals."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from petitions.models.petition import Petition


class PaperBatch(models.Model):
    """A number of signatures collected on paper: how many, when, where and by whom.

    The number reaches the public count through `paper.record`, `paper.change`
    and `paper.remove`, which keep the two together.
    """

    petition = models.ForeignKey(
        Petition,
        verbose_name=_("petition"),
        on_delete=models.PROTECT,
        related_name="paper_batches",
    )
    signatures = models.PositiveIntegerField(
        _("number of signatures"), validators=[MinValueValidator(1)]
    )
    collected_on = models.DateField(_("collected on"), default=timezone.localdate)
    place = models.CharField(
        _("place"), max_length=200, help_text=_("Where they were collected: a town, an event.")
    )
    collected_by = models.CharField(
        _("collected by"),
        max_length=200,
        help_text=_("Who answers for the sheets and where they are kept."),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    entered_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("batch of paper signatures")
        verbose_name_plural = _("paper signatures")
        ordering = ["-collected_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signatures__gt=0), name="paper_batch_is_not_empty"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signatures}, {self.place}, {self.collected_on}"
