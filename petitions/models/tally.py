"""What remains of signatures that were erased: that there was one, and in which language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from petitions.models.petition import Petition


class LanguageTally(models.Model):
    """How many erased signatures had been made in a language. Nothing in it is personal.

    Only `languages` writes it.
    """

    petition = models.ForeignKey(
        Petition,
        on_delete=models.CASCADE,
        related_name="language_tallies",
        # The constraint's index begins with it.
        db_index=False,
    )
    language = models.CharField(_("language"), max_length=12)
    started = models.PositiveIntegerField(_("started"), default=0)
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)

    class Meta:
        verbose_name = _("tally of erased signatures")
        verbose_name_plural = _("tallies of erased signatures")
        constraints = [
            models.UniqueConstraint(fields=["petition", "language"], name="one_tally_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.started}"
