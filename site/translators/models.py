"""What wagtail-localize does not keep: who translates, and when a source last changed."""

from datetime import UTC, datetime

from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class TranslatorGroup(models.Model):
    """The people who translate into one language.

    What they may do lies in the permissions of `group`, which reach no further
    than their language's pages (`translators.groups`).
    """

    locale = models.OneToOneField(
        Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="translators"
    )
    group = models.OneToOneField(
        Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="translators"
    )
    # What came in later than this has not been told of by mail yet.
    notified_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("translators")
        verbose_name_plural = _("translators")

    def __str__(self) -> str:
        return str(self.group)


class SourceText(models.Model):
    """What there is to translate of a page or snippet, as it was last published.

    A publication that changes no words leaves `changed_at` alone, so that no
    translation becomes outdated by it.
    """

    source = models.OneToOneField(
        TranslationSource, on_delete=models.CASCADE, primary_key=True, related_name="text"
    )
    # SHA-256 (hexadecimal) of the words in their order, and of what translations only copy.
    words = models.CharField(max_length=64, editable=False)
    copied = models.CharField(max_length=64, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    # Whether readers of an older translation are told that it is older.
    tells_readers = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("source text")
        verbose_name_plural = _("source texts")

    def __str__(self) -> str:
        return self.source.object_repr
