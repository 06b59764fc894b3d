"""Forms of people who had signed before, until the worker answers them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from petitions.models.petition import Petition


class RepeatedSigning(models.Model):
    """A form whose address is under the petition already. Gone as soon as it is answered.

    Signing for the first time takes one statement, and so does this: nobody can
    tell from the time that the answer takes whether an address has signed.
    """

    petition = models.ForeignKey(
        Petition, verbose_name=_("petition"), on_delete=models.CASCADE, related_name="repeats"
    )
    email = models.EmailField(_("mail address"), max_length=320)
    email_key = models.CharField(max_length=64, editable=False)
    # The rest of a `signing.Submission`: its wordings by their keys.
    submission = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("signed"), default=timezone.now, editable=False)
    # When the worker could not answer it; it tries again later.
    failed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("repeated signing")
        verbose_name_plural = _("repeated signings")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}"
